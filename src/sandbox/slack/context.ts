import type { EmojiTable } from "./emoji.ts";
import type { Emulator } from "./emulator.ts";
import type { Poster } from "./poster.ts";
import type { State } from "./state.ts";
import type { Json } from "./types.ts";

export interface Context {
  readonly state: State;
  readonly emulator: Emulator;
  readonly poster: Poster;
  readonly emoji: EmojiTable;
  /** The proxy's address, without a path. */
  readonly origin: string;
  readonly echo: boolean;
}

/** One Web API method, called by the bot. */
export type Method = (slack: Context, body: Json) => Promise<Json>;

export function refused(error: string, messages?: readonly string[]): Json {
  return { ok: false, error, ...(messages && { errors: messages, response_metadata: { messages } }) };
}
