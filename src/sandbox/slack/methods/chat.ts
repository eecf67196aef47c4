import { checkMessage } from "../checks/message.ts";
import { type Context, type Method, refused } from "../context.ts";
import { changedEvent, deletedEvent, echo, messageEvent, told } from "../events.ts";
import { fetchMessage } from "../messages.ts";
import { present, tombstone } from "../present.ts";
import { livingReplies, type Note, noteOf, remember } from "../state.ts";
import type { Ephemeral, Json } from "../types.ts";
import { isObject, isTrue, objects, textOf } from "../values.ts";
import { fillIds } from "./fill-ids.ts";
import { membersOf } from "./places.ts";
import { reach, reachForPost, resolveThread } from "./reach.ts";

const CONTENT = ["text", "blocks", "attachments", "metadata"];

export const postMessage: Method = async (slack, body) => {
  const { state, emulator } = slack;
  const refusal = checkMessage("chat.postMessage", body);
  if (refusal) return refused(refusal.error, refusal.messages);
  const place = await reachForPost(slack, body["channel"]);
  if (place.kind === "refused") return place.answer;
  const channel = place.channel.id;
  const threadTs = resolveThread(slack, "chat.postMessage", channel, body["thread_ts"]);
  const broadcast = threadTs !== undefined && isTrue(body["reply_broadcast"]);
  const answer = await emulator.asBot("chat.postMessage", {
    ...content(body),
    channel,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
  });
  if (answer["ok"] !== true || !isObject(answer["message"])) return answer;
  const ts = textOf(answer["ts"]);
  const identity = identityOf(body);
  remember(state, { channel, ts, author: state.botUserId, threadTs, broadcast, identity });
  const message = present(state, channel, answer["message"]);
  const root = broadcast ? await fetchMessage(slack, channel, threadTs) : undefined;
  echo(slack, channel, { ...messageEvent(state, channel, message), ...(root && { root: told(root) }) });
  const { metadata: _metadata, ...shown } = message;
  return { ok: true, channel, ts, message: shown };
};

export const update: Method = async (slack, body) => {
  const { state, emulator } = slack;
  const refusal = checkMessage("chat.update", body);
  if (refusal) return refused(refusal.error, refusal.messages);
  const found = findOwn(slack, body, "cant_update_message");
  if (found.kind === "refused") return found.answer;
  const { note } = found;
  const { channel, ts } = note;
  const previous = await fetchMessage(slack, channel, ts);
  const answer = await emulator.asBot("chat.update", { ...content(body), channel, ts });
  if (answer["ok"] !== true || !isObject(answer["message"]) || !previous) return answer;
  if (note.identity) {
    note.identity = undefined;
    // to take words away is a reason that is worth it
    const takesAway = shownIn(previous.blocks).some((said) => !shownIn(answer["message"]).join("\n").includes(said));
    if (textOf(body["text"]).includes(previous.text) && !takesAway)
      state.violations.push(`chat.update: the message ${ts} lost its own username and icon`);
  }
  note.hideEdited = Array.isArray(body["blocks"]) && body["blocks"].length > 0;
  const message = present(state, channel, answer["message"]);
  echo(slack, channel, changedEvent(state, channel, message, previous));
  return { ok: true, channel, ts, text: message.text, message };
};

/** Every text in it, however deep. */
function shownIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(shownIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === "text" && typeof each === "string" ? [each] : shownIn(each),
  );
}

export const remove: Method = async (slack, body) => {
  const found = findOwn(slack, body, "cant_delete_message");
  if (found.kind === "refused") return found.answer;
  const { note } = found;
  if (note.identity && slack.state.deleteOtherNames === "refused") return refused("cant_delete_message");
  const gone = await erase(slack, note, (place) => slack.emulator.asBot("chat.delete", place));
  echo(slack, note.channel, gone);
  return { ok: true, channel: note.channel, ts: note.ts };
};

/** Deletes, and says which event tells of it: a root with replies leaves a tombstone. */
export async function erase(slack: Context, note: Note, act: (place: Json) => Promise<Json>): Promise<Json> {
  const { state } = slack;
  const { channel, ts } = note;
  const previous = await fetchMessage(slack, channel, ts);
  const answer = await act({ channel, ts });
  if (!previous || answer["ok"] !== true) throw new Error(`chat.delete: ${String(answer["error"])}`);
  note.deleted = true;
  if (livingReplies(state, note).length === 0) return deletedEvent(state, channel, previous);
  return changedEvent(state, channel, tombstone(state, channel, ts), previous);
}

export const postEphemeral: Method = async (slack, body) => {
  const { state } = slack;
  const refusal = checkMessage("chat.postEphemeral", body);
  if (refusal) return refused(refusal.error, refusal.messages);
  const place = reach(slack, body["channel"], "write");
  if (place.kind === "refused") return place.answer;
  const user = textOf(body["user"]);
  if (!membersOf(state, place.channel).includes(user)) return refused("user_not_in_channel");
  const threadTs = resolveThread(slack, "chat.postEphemeral", place.channel.id, body["thread_ts"]);
  const shown = addEphemeral(slack, { channel: place.channel.id, user, threadTs, body });
  return { ok: true, message_ts: shown.message_ts };
};

export function addEphemeral(
  slack: Context,
  { channel, user, threadTs, body }: { channel: string; user: string; threadTs: string | undefined; body: Json },
): Ephemeral {
  const ephemeral: Ephemeral = {
    at: slack.state.now(),
    channel,
    user,
    message_ts: slack.state.nextTs(),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    text: textOf(body["text"]),
    blocks: fillIds(objects(body["blocks"])),
    deleted: false,
  };
  slack.state.ephemerals.push(ephemeral);
  return ephemeral;
}

export const getPermalink: Method = async (slack, body) => {
  const place = reach(slack, body["channel"], "read");
  if (place.kind === "refused") return place.answer;
  const note = noteOf(slack.state, place.channel.id, textOf(body["message_ts"]));
  if (!note || note.deleted) return refused("message_not_found");
  const query = note.threadTs === undefined ? "" : `?thread_ts=${note.threadTs}&cid=${note.channel}`;
  const path = `archives/${note.channel}/p${note.ts.replace(".", "")}${query}`;
  return { ok: true, channel: note.channel, permalink: `https://${slack.state.domain}.slack.com/${path}` };
};

export function identityOf(body: Json): Note["identity"] {
  const identity: NonNullable<Note["identity"]> = {};
  for (const field of ["username", "icon_url", "icon_emoji"] as const) {
    const value = textOf(body[field]);
    if (value !== "") identity[field] = value;
  }
  return Object.keys(identity).length > 0 ? identity : undefined;
}

function content(body: Json): Json {
  const kept: Json = {};
  for (const field of CONTENT) if (body[field] !== undefined) kept[field] = body[field];
  if (Array.isArray(kept["blocks"])) kept["blocks"] = fillIds(objects(kept["blocks"]));
  return kept;
}

type Own = { kind: "found"; note: Note } | { kind: "refused"; answer: Json };

function findOwn(slack: Context, body: Json, notOwn: string): Own {
  const place = reach(slack, body["channel"], "write");
  if (place.kind === "refused") return place;
  const note = noteOf(slack.state, place.channel.id, textOf(body["ts"]));
  if (!note || note.deleted) return { kind: "refused", answer: refused("message_not_found") };
  if (note.author !== slack.state.botUserId) return { kind: "refused", answer: refused(notOwn) };
  return { kind: "found", note };
}
