import { type Method, refused } from "../context.ts";
import { isTombstone, listHistory, listThread } from "../messages.ts";
import { isScanned } from "../present.ts";
import { noteOf, type State } from "../state.ts";
import type { Json, Message } from "../types.ts";
import { isTrue, textOf } from "../values.ts";
import { reach } from "./reach.ts";

export const history: Method = async (slack, body) => {
  const place = reach(slack, body["channel"], "read");
  if (place.kind === "refused") return place.answer;
  if (place.channel.kind === "im" && !slack.state.scopes.includes(DIRECT)) return withoutScope(slack.state, DIRECT);
  const messages = await listHistory(slack, place.channel.id);
  return page(scanned(slack.state, messages).reverse(), body, { usual: 100, max: 999 });
};

export const replies: Method = async (slack, body) => {
  const place = reach(slack, body["channel"], "read");
  if (place.kind === "refused") return place.answer;
  const channel = place.channel.id;
  if (place.channel.kind === "im" && !slack.state.scopes.includes(DIRECT)) return withoutScope(slack.state, DIRECT);
  const ts = textOf(body["ts"]);
  const note = noteOf(slack.state, channel, ts);
  if (!note || (note.deleted && !isTombstone(slack, channel, ts))) return refused("thread_not_found");
  const messages = await listThread(slack, channel, ts);
  return page(scanned(slack.state, messages), body, { usual: 1000, max: 1000 });
};

/** Nobody says whether a post of an app's files can be read while Slack looks through them: nothing here relies on it. */
const scanned = (state: State, messages: readonly Message[]): Message[] =>
  messages.filter(
    ({ bot_id: bot, files = [] }) => bot !== state.botId || !files.some((file) => isScanned(state, textOf(file["id"]))),
  );

/** Whoever may write to a person may not therefore read what was said between them. */
const DIRECT = "im:history";

const withoutScope = (state: State, needed: string): Json => ({
  ...refused("missing_scope"),
  needed,
  provided: state.scopes.join(","),
});

/** A cursor names the message with which the next page begins. */
function page(messages: readonly Message[], body: Json, limits: { usual: number; max: number }): Json {
  const limit = body["limit"] === undefined ? limits.usual : Number(body["limit"]);
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.max) return refused("invalid_limit");
  const inRange = messages.filter((message) => isWithin(message.ts, body));
  const start = body["cursor"] ? inRange.findIndex((message) => message.ts === fromCursor(textOf(body["cursor"]))) : 0;
  if (start < 0) return refused("invalid_cursor");
  const next = inRange[start + limit];
  const shown = inRange.slice(start, start + limit);
  return {
    ok: true,
    messages: isTrue(body["include_all_metadata"]) ? shown : shown.map(withoutMetadata),
    has_more: next !== undefined,
    ...(next && { response_metadata: { next_cursor: toCursor(next.ts) } }),
  };
}

function withoutMetadata({ metadata: _metadata, ...message }: Message): Json {
  return message;
}

function isWithin(ts: string, body: Json): boolean {
  const oldest = boundOf(body["oldest"]);
  const latest = boundOf(body["latest"]);
  const inclusive = isTrue(body["inclusive"]);
  const time = micros(ts);
  if (oldest !== undefined && (inclusive ? time < oldest : time <= oldest)) return false;
  return latest === undefined || (inclusive ? time <= latest : time < latest);
}

function boundOf(value: unknown): bigint | undefined {
  const text = typeof value === "number" ? String(value) : textOf(value);
  return text === "" ? undefined : micros(text);
}

/** As whole numbers: a float loses the last digits. */
function micros(ts: string): bigint {
  const [seconds = "0", fraction = ""] = ts.split(".");
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, "0").slice(0, 6));
}

function toCursor(ts: string): string {
  return Buffer.from(`next_ts:${ts.replace(".", "")}`).toString("base64");
}

function fromCursor(cursor: string): string {
  const digits = Buffer.from(cursor, "base64").toString("utf8").replace("next_ts:", "");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
