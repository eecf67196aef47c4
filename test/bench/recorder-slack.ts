/**
 * Slack as far as the bench needs it: takes everything at once, or, when told so, refuses what is posted faster than that, as Slack does in a channel after a short burst.
 */
import type { IncomingMessage } from "node:http";

import { CHANNEL, STAFF, TEAM } from "./events.ts";
import { type Answer, record } from "./recorder.ts";

const BURST = 5;

let rate = 0;
let posts = 0;
let files = 0;
let due = 0;

record(answerTo, (postsPerSecond) => {
  rate = postsPerSecond;
});

function answerTo({ url = "", headers }: IncomingMessage, body: string): Answer {
  const call = url.split("/").at(-1)?.split("?")[0] ?? "";
  const form = fieldsOf(headers["content-type"], body);
  switch (call) {
    case "auth.test":
      return {
        call,
        json: { ok: true, team_id: TEAM, user_id: "U0BOT", bot_id: "B0BOT", url: "https://bench.slack.com/" },
      };
    case "users.info": {
      const profile = { display_name: "Aki", real_name: "Aki" };
      return { call, json: { ok: true, user: { id: STAFF, team_id: TEAM, name: "aki", profile } } };
    }
    case "conversations.info":
      return { call, json: { ok: true, channel: { id: CHANNEL, is_private: true, is_member: true } } };
    case "conversations.members":
      return { call, json: { ok: true, members: [STAFF, "U0BOT"] } };
    case "chat.postMessage":
      return tooFast() ? refusal(call) : post(call, form);
    case "files.getUploadURLExternal": {
      files += 1;
      return { call, json: { ok: true, upload_url: `http://${headers.host}/upload/${files}`, file_id: `F${files}` } };
    }
    case "files.info":
      return { call, json: { ok: true, file: { shares: { private: { [CHANNEL]: [{ ts: "1800000000.000001" }] } } } } };
    case "conversations.replies":
    case "conversations.history":
      return { call, json: { ok: true, messages: [], has_more: false } };
    default:
      return { call, json: { ok: true } };
  }
}

function post(call: string, form: Record<string, string>): Answer {
  posts += 1;
  const ts = `${Math.floor(Date.now() / 1000)}.${String(posts % 1_000_000).padStart(6, "0")}`;
  const thread = form["thread_ts"] ? { thread_ts: form["thread_ts"] } : {};
  const message = { type: "message", text: form["text"], ts, bot_id: "B0BOT", ...thread };
  return { call, json: { ok: true, channel: form["channel"], ts, message }, thread: form["thread_ts"] ?? ts };
}

function tooFast(): boolean {
  if (rate === 0) return false;
  const now = Date.now();
  if (due > now + ((BURST - 1) * 1000) / rate) return true;
  due = Math.max(due, now) + 1000 / rate;
  return false;
}

function refusal(call: string): Answer {
  return { call, status: 429, headers: { "retry-after": "1" }, json: { ok: false, error: "ratelimited" } };
}

function fieldsOf(type: string | undefined, body: string): Record<string, string> {
  if (type?.startsWith("application/json")) return JSON.parse(body) as Record<string, string>;
  return Object.fromEntries(new URLSearchParams(body));
}
