/** Signed requests as LINE and Slack send them, with a word that is found again in what comes out. */
import { createHmac } from "node:crypto";

export const SECRET = "bench-channel-secret";
export const SIGNING_SECRET = "bench-signing-secret";
export const BOT_USER = `U${"b".repeat(32)}`;
export const CHANNEL = "C0BENCH";
export const TEAM = "T0BENCH";
export const STAFF = "U0STAFF";

/** Bytes of a video. */
export const FILM = 100_000_000;

export interface Signed {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A word that occurs once in the whole run. */
export const wordOf = (n: number): string => `word${String(n).padStart(8, "0")}`;
export const WORDS = /word\d{8}/g;

export const customer = (n: number): string => `U${n.toString(16).padStart(32, "0")}`;

let events = 0;

/**
 * A customer writes. Without a reply token: the conversations of a bench are older than the fifty seconds in which an
 * answer would be free of charge.
 */
export function customerWrites(user: string, word: string): Signed {
  return customerSends(user, { type: "text", text: `Is ${word} still to be had in blue?` });
}

export function customerFilms(user: string): Signed {
  return customerSends(user, { type: "video", duration: 60_000, contentProvider: { type: "line" } });
}

function customerSends(user: string, message: object): Signed {
  const timestamp = Date.now();
  const id = `${process.pid}-${(events += 1)}-${timestamp}`;
  const event = {
    type: "message",
    mode: "active",
    timestamp,
    source: { type: "user", userId: user },
    webhookEventId: `01BENCH${id}`,
    deliveryContext: { isRedelivery: false },
    message: { id: `5${id}`, quoteToken: `q3Plxr4AgKd${id}`, ...message },
  };
  const body = JSON.stringify({ destination: BOT_USER, events: [event] });
  const signature = createHmac("sha256", SECRET).update(body).digest("base64");
  return {
    path: "/line/webhook",
    headers: { "content-type": "application/json; charset=utf-8", "x-line-signature": signature },
    body,
  };
}

let tick = 0;

/** A member answers in a thread. */
export function staffWrites(threadTs: string, word: string): Signed {
  const seconds = Math.floor(Date.now() / 1000);
  const ts = `${seconds}.${String((tick += 1) % 1_000_000).padStart(6, "0")}`;
  const text = `Yes, ${word} is here`;
  const section = { type: "rich_text_section", elements: [{ type: "text", text }] };
  const event = {
    type: "message",
    channel: CHANNEL,
    channel_type: "channel",
    user: STAFF,
    team: TEAM,
    ts,
    event_ts: ts,
    thread_ts: threadTs,
    text,
    blocks: [{ type: "rich_text", block_id: `b${tick}`, elements: [section] }],
  };
  const authorizations = [{ team_id: TEAM, user_id: "U0BOT", is_bot: true }];
  const envelope = {
    type: "event_callback",
    team_id: TEAM,
    api_app_id: "A0BENCH",
    event_time: seconds,
    authorizations,
  };
  return signed(JSON.stringify({ ...envelope, event_id: `Ev${process.pid}${tick}`, event }), "application/json");
}

/** A member types `/line …`. */
export function slashCommand(text: string): Signed {
  tick += 1;
  const fields = {
    team_id: TEAM,
    channel_id: CHANNEL,
    user_id: STAFF,
    command: "/line",
    text,
    response_url: "http://127.0.0.1:9/",
    trigger_id: `t${tick}`,
    api_app_id: "A0BENCH",
  };
  return signed(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded");
}

/** A member opens the Home tab and sees all who wait. */
export function homeOpened(): Signed {
  tick += 1;
  const view = { type: "home", private_metadata: JSON.stringify({ list: "all" }) };
  const event = {
    type: "app_home_opened",
    user: STAFF,
    channel: "D0BENCH",
    tab: "home",
    view,
    event_ts: `${tick}.000000`,
  };
  const envelope = { type: "event_callback", team_id: TEAM, api_app_id: "A0BENCH", event_id: `EvHome${tick}`, event };
  return signed(JSON.stringify(envelope), "application/json");
}

function signed(body: string, type: string): Signed {
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", SIGNING_SECRET).update(`v0:${seconds}:${body}`).digest("hex");
  const headers = {
    "content-type": type,
    "x-slack-request-timestamp": String(seconds),
    "x-slack-signature": `v0=${signature}`,
  };
  return { path: "/slack/events", headers, body };
}
