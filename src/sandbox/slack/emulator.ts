/**
 * The emulator as a store. It keeps 5,000 calls a token and hour, so every identity has a pool of tokens, used in turn;
 * and it takes users only at the start, so people who come later find a seat that was kept for them.
 */
import { Agent } from "node:http";

import { createEmulator } from "emulate";

import { type HttpAnswer, send } from "./http.ts";
import { createSecret } from "./ids.ts";
import type { SlackOptions } from "./options.ts";
import type { State } from "./state.ts";
import type { Json } from "./types.ts";
import { isObject, parseJson } from "./values.ts";

const SEATS = 40;
const BOT_TOKENS = 100;
const SEAT_TOKENS = 5;

export interface Emulator {
  asBot(method: string, body: Json): Promise<Json>;
  asSeat(seat: string, method: string, body: Json): Promise<Json>;
  /** A request as it is, under the bot's token: uploads and downloads. */
  pass(path: string, method: string, headers: Record<string, string>, body?: Uint8Array): Promise<HttpAnswer>;
  takeSeat(): string;
  close(): Promise<void>;
}

/** `origin` takes the place of the emulator's own address in its answers: the app knows only the proxy. */
export async function startEmulator(
  state: State,
  channels: NonNullable<SlackOptions["channels"]>,
  origin: string,
): Promise<Emulator> {
  const seats = Array.from({ length: SEATS }, (_, index) => `seat${index + 1}`);
  const bot = createPool(BOT_TOKENS);
  const pools = new Map(["admin", ...seats].map((seat) => [seat, createPool(SEAT_TOKENS)]));
  const owner = { app_id: state.appId, bot_id: state.botId, bot_user_id: state.botUserId };
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: "Threadline sandbox", domain: state.domain },
        users: seats.map((name) => ({ name })),
        channels: channels.map(({ name, isPrivate }) => ({ name, is_private: isPrivate ?? false })),
        oauth_apps: [
          {
            ...owner,
            client_id: "1.2",
            client_secret: createSecret(),
            name: "Threadline",
            bot_name: "threadline",
            redirect_uris: ["http://localhost/callback"],
          },
        ],
        tokens: [
          ...bot.tokens.map((token) => ({ ...owner, token, type: "bot", user_id: state.botUserId })),
          ...[...pools].flatMap(([user, pool]) => pool.tokens.map((token) => ({ token, type: "user", user }))),
        ],
      },
    },
  });
  const address = `http://127.0.0.1:${new URL(emulator.url).port}`;
  // a connection kept for later can be closed by the other side at the moment when it is used
  const agent = new Agent({ keepAlive: false });

  return {
    asBot: (method, body) => call(bot.next(), method, body),
    asSeat: (seat, method, body) => call(pools.get(seat)?.next() ?? "", method, body),
    pass: (path, method, headers, body) =>
      send(address + path, {
        method,
        agent,
        headers: { ...headers, authorization: `Bearer ${bot.next()}` },
        ...(body && { body }),
      }),
    takeSeat() {
      const seat = seats.shift();
      if (seat === undefined) throw new Error(`this Slack has seats for ${SEATS} people only`);
      return seat;
    },
    async close() {
      agent.destroy();
      await emulator.close();
    },
  };

  async function call(token: string, method: string, body: Json): Promise<Json> {
    const answer = await send(`${address}/api/${method}`, {
      method: "POST",
      agent,
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const parsed = parseJson(answer.body.toString("utf8").replaceAll(emulator.url, origin));
    if (answer.status === 404) return { ok: false, error: "unknown_method", req_method: method };
    if (!isObject(parsed) || answer.status !== 200) throw new Error(`emulator: ${method} answered ${answer.status}`);
    return parsed;
  }
}

function createPool(size: number): { tokens: string[]; next(): string } {
  const tokens = Array.from({ length: size }, () => createSecret());
  let turn = 0;
  return { tokens, next: () => tokens[(turn += 1) % size] ?? "" };
}

/** What must succeed: the sandbox itself asked for it. */
export async function must(answer: Promise<Json>): Promise<Json> {
  const parsed = await answer;
  if (parsed["ok"] !== true) throw new Error(`emulator: ${String(parsed["error"])}`);
  return parsed;
}
