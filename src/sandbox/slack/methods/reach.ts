/** Whether the bot may act in a channel, and to which thread a post belongs. */
import { type Context, refused } from "../context.ts";
import { must } from "../emulator.ts";
import { type ChannelRecord, noteOf } from "../state.ts";
import type { Json } from "../types.ts";
import { isObject, textOf } from "../values.ts";

export type Reach = { kind: "open"; channel: ChannelRecord } | { kind: "refused"; answer: Json };

/** Writing needs more than reading: an archived channel can still be read. */
export function reach(slack: Context, id: unknown, purpose: "read" | "write"): Reach {
  const channel = slack.state.channels.get(textOf(id));
  // A private channel without the bot does not exist for it.
  if (!channel || (channel.kind === "group" && !channel.botIsMember)) return no("channel_not_found");
  if (!channel.botIsMember) return no("not_in_channel");
  if (purpose === "write" && channel.archived) return no("is_archived");
  return { kind: "open", channel };
}

function no(error: string): Reach {
  return { kind: "refused", answer: refused(error) };
}

/** A post to a person's id goes to the direct channel with that person. */
export async function reachForPost(slack: Context, id: unknown): Promise<Reach> {
  const user = textOf(id);
  if (!slack.state.people.has(user)) return reach(slack, id, "write");
  return { kind: "open", channel: await openDirect(slack, user) };
}

export async function openDirect(slack: Context, user: string): Promise<ChannelRecord> {
  const answer = await must(slack.emulator.asBot("conversations.open", { users: user }));
  const id = isObject(answer["channel"]) ? textOf(answer["channel"]["id"]) : "";
  const known = slack.state.channels.get(id);
  if (known) return known;
  const channel: ChannelRecord = {
    id,
    name: "directmessage",
    kind: "im",
    botIsMember: true,
    archived: false,
    shared: false,
    with: user,
  };
  slack.state.channels.set(id, channel);
  return channel;
}

/**
 * Slack takes a `thread_ts` that is no root without a word and posts to the channel instead: in the wrong place, for
 * everybody to read.
 */
export function resolveThread(slack: Context, method: string, channel: string, threadTs: unknown): string | undefined {
  const ts = textOf(threadTs);
  if (ts === "") return undefined;
  const root = noteOf(slack.state, channel, ts);
  if (root && !root.deleted && root.threadTs === undefined) return ts;
  const what = root?.deleted ? "was deleted" : root ? "is a reply" : "is unknown";
  slack.state.violations.push(`${method}: the thread_ts ${ts} ${what}, so the message went to the channel`);
  return undefined;
}
