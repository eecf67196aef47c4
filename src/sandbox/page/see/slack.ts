/** The workspace, as each of the team sees it. A thread is read again only when something touched it. */
import type { Ephemeral, Message, View } from "../../slack/types.ts";
import type { World } from "../world.ts";

export interface SeenSlack {
  bot: { id: string; name: string };
  team: { id: string; name: string; face: string; direct: string }[];
  channels: { id: string; name: string }[];
  /** Roots and broadcasts, by channel; direct ones too. */
  messages: Record<string, Message[]>;
  /** By `channel:ts` of the root. */
  threads: Record<string, Message[]>;
  ephemerals: (Ephemeral & { number: number })[];
  /** By person. */
  modals: Record<string, View[]>;
  homes: Record<string, View>;
}

export type SlackEye = () => Promise<SeenSlack>;

export function createSlackEye(world: World, channels: readonly { id: string; name: string }[]): SlackEye {
  const { slack, team } = world;
  const threads = new Map<string, { known: string; messages: Message[] }>();
  const seen = { calls: 0, events: 0 };

  return async function see() {
    const touched = whatHappened();
    const places = [...channels.map(({ id }) => id), ...team.map(({ direct }) => direct)];
    const messages: Record<string, Message[]> = {};
    for (const place of places) messages[place] = (await slack.history(place)).map(shown);
    for (const { id } of channels) for (const root of messages[id] ?? []) await readThread(id, root, touched);
    return {
      bot: { id: slack.botUserId, name: "Threadline" },
      team: team.map(({ staff, face, direct }) => ({ id: staff.userId, name: staff.name, face, direct })),
      channels: [...channels],
      messages,
      threads: Object.fromEntries([...threads].map(([key, thread]) => [key, thread.messages])),
      ephemerals: slack.ephemerals.map((each, number) => ({ ...each, number })).filter(({ deleted }) => !deleted),
      modals: Object.fromEntries(team.map(({ staff }) => [staff.userId, slack.openViews(staff.userId)])),
      homes: Object.fromEntries(
        team.flatMap(({ staff }) => {
          const home = slack.views.findLast(({ user, view }) => user === staff.userId && view.type === "home");
          return home ? [[staff.userId, home.view]] : [];
        }),
      ),
    };
  };

  async function readThread(channel: string, root: Message, touched: string): Promise<void> {
    if (root.thread_ts !== undefined && root.thread_ts !== root.ts) return;
    const key = `${channel}:${root.ts}`;
    const before = threads.get(key);
    const known = JSON.stringify([root.reply_count, root.latest_reply]);
    const isTouched = before?.messages.some(({ ts }) => touched.includes(ts)) ?? true;
    if (before?.known === known && !isTouched) return;
    const messages = (await slack.thread(channel, root.ts)).map(shown);
    threads.set(key, { known, messages });
  }

  /** Everything since the last look, as text to search for times in. Calls under way are looked at again. */
  function whatHappened(): string {
    const calls = slack.calls.slice(seen.calls);
    const events = slack.events.slice(seen.events);
    const open = calls.findIndex(({ status, fault }) => status === undefined && fault === undefined);
    seen.calls = open < 0 ? slack.calls.length : seen.calls + open;
    seen.events = slack.events.length;
    return JSON.stringify([calls.map(({ body, answer }) => [body, answer]), events.map(({ body }) => body)]);
  }
}

function shown({ metadata: _metadata, ...message }: Message): Message {
  return message;
}
