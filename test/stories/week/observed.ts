/** What the fake Slack was told, as far as a week is about it: digests, nudges and mentions, by the chats they are about. */
import type { FakeSlack, RecordedCall } from "../../../src/sandbox/slack/types.ts";

export interface Observed {
  nudges: number[];
  mentions: number[];
  /** So many posts called the whole Slack channel. */
  callsOfAll: number;
  digests: { head: string; listed: number[] }[];
}

export interface Watcher {
  /** All so far. */
  seen: () => Observed;
}

interface Post {
  ts: string;
  threadTs: string | undefined;
  text: string;
  blocks: string;
}

/** Every call is read once, when it has been answered. */
export function watchSlack(slack: FakeSlack): Watcher {
  const observed: Observed = { nudges: [], mentions: [], callsOfAll: 0, digests: [] };
  const chats = new Map<string, number>();
  const heads = new Map<string, Observed["digests"][number]>();
  let next = 0;
  let open: RecordedCall[] = [];

  function read(post: Post): void {
    const { ts, threadTs, text, blocks } = post;
    const inChat = chats.get(threadTs ?? "");
    if (blocks.includes("<!channel>")) observed.callsOfAll += 1;
    if (text.includes("half of the answer time")) observed.nudges.push(inChat ?? 0);
    else if (text.includes("has waited for 4 h 10 min of response hours, the answer time"))
      observed.mentions.push(...(listed(post) ?? [inChat ?? 0]));
    else if (text.includes("customers have waited for 4 h 10 min")) observed.mentions.push(...numbers(blocks));
    else if (/^:(?:clipboard|tea):/.test(text)) {
      const head = heads.get(threadTs ?? "");
      if (head) return void head.listed.push(...numbers(blocks));
      const digest = { head: text.split("\n")[0] ?? "", listed: numbers(blocks) };
      observed.digests.push(digest);
      heads.set(ts, digest);
    } else if (threadTs === undefined) {
      const card = /#(\d+)/.exec(text);
      if (card) chats.set(ts, Number(card[1]));
    }
  }

  return {
    seen: () => {
      const fresh = [...open, ...slack.calls.slice(next)];
      next = slack.calls.length;
      open = fresh.filter(({ status, fault }) => status === undefined && !fault);
      for (const call of fresh) if (call.status !== undefined) for (const post of postOf(call)) read(post);
      return observed;
    },
  };
}

/** One chat in a post of its own, where it has no thread yet. */
const listed = ({ threadTs, blocks }: Post): number[] | undefined =>
  threadTs === undefined ? numbers(blocks) : undefined;

const numbers = (blocks: string): number[] =>
  [...blocks.matchAll(/\* · #(\d+) · :/g)].map(([, number]) => Number(number));

function postOf({ method, body, answer, status, fault }: RecordedCall): Post[] {
  const { ok, ts } = (answer ?? {}) as { ok?: boolean; ts?: string };
  if (method !== "chat.postMessage" || status !== 200 || !ok || fault) return [];
  const { text, blocks, thread_ts: threadTs } = body as { text?: string; blocks?: unknown; thread_ts?: string };
  return [
    {
      ts: String(ts),
      threadTs,
      text: text ?? "",
      blocks: typeof blocks === "string" ? blocks : JSON.stringify(blocks),
    },
  ];
}
