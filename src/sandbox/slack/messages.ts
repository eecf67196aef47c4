/** Reading the store, whole and in Slack's shape: the emulator forgets broadcasts and deleted roots. */
import type { Context } from "./context.ts";
import { must } from "./emulator.ts";
import { present, tombstone } from "./present.ts";
import { livingReplies, type Note, noteOf } from "./state.ts";
import type { Json, Message } from "./types.ts";
import { isObject, objects, textOf } from "./values.ts";

export async function fetchMessage(slack: Context, channel: string, ts: string): Promise<Message | undefined> {
  const answer = await ask(slack, channel, "reactions.get", { channel, timestamp: ts });
  if (!isObject(answer["message"])) return undefined;
  const message = present(slack.state, channel, answer["message"]);
  if (message.reactions?.length === 0) delete message.reactions;
  return message;
}

/** The root first; a reply's `ts` finds that reply alone. */
export async function listThread(slack: Context, channel: string, ts: string): Promise<Message[]> {
  const answer = await must(ask(slack, channel, "conversations.replies", { channel, ts }));
  const messages = objects(answer["messages"])
    // A reply in a thread whose root is unknown was stored without one.
    .filter((raw) => raw["ts"] === ts || noteOf(slack.state, channel, textOf(raw["ts"]))?.threadTs === ts)
    .map((raw) => present(slack.state, channel, raw));
  return isTombstone(slack, channel, ts) ? [tombstone(slack.state, channel, ts), ...messages] : messages;
}

/** Roots and broadcasts, oldest first. */
export async function listHistory(slack: Context, channel: string): Promise<Message[]> {
  const { state } = slack;
  const raw: Json[] = [];
  let cursor = "";
  do {
    const answer = await must(ask(slack, channel, "conversations.history", { channel, limit: 1000, cursor }));
    raw.push(...objects(answer["messages"]));
    cursor = isObject(answer["response_metadata"]) ? textOf(answer["response_metadata"]["next_cursor"]) : "";
  } while (cursor !== "");
  const messages = raw.map((message) => present(state, channel, message));
  for (const note of notesOf(slack, channel)) {
    if (note.broadcast && !note.deleted) {
      const broadcast = await fetchMessage(slack, channel, note.ts);
      if (broadcast) messages.push(broadcast);
    }
    if (isTombstone(slack, channel, note.ts)) messages.push(tombstone(state, channel, note.ts));
  }
  return messages.sort((one, other) => (one.ts < other.ts ? -1 : 1));
}

function notesOf(slack: Context, channel: string): Note[] {
  return [...slack.state.notes.values()].filter((note) => note.channel === channel);
}

export function isTombstone(slack: Context, channel: string, ts: string): boolean {
  const note = noteOf(slack.state, channel, ts);
  return note !== undefined && note.deleted && livingReplies(slack.state, note).length > 0;
}

/** The bot's own right to read must not matter here, and of a direct channel only it knows. */
function ask(slack: Context, channel: string, method: string, body: Json): Promise<Json> {
  const direct = slack.state.channels.get(channel)?.kind === "im";
  return direct ? slack.emulator.asBot(method, body) : slack.emulator.asSeat("admin", method, body);
}
