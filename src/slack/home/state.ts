/** What somebody looks at on their Home tab; kept in the view itself. */
import { z } from "zod";

import { CHAT_LISTS } from "../../core/chat-list.ts";

const State = z.object({
  /** Presses on rows come from here: doors/press.ts. */
  door: z.literal("home").default("home"),
  list: z.enum(CHAT_LISTS).default("mine"),
  tag: z.string().optional(),
  account: z.number().optional(),
  /** What they look for, instead of a list. */
  find: z.string().optional(),
  page: z.number().default(1),
});
export type HomeState = z.infer<typeof State>;

export function readHomeState(metadata: unknown): HomeState {
  const read = State.safeParse(metadata ?? {});
  return read.success ? read.data : State.parse({});
}

export const HOME = "home:";
/** The choice that takes a filter away; no tag is called so, for tags are written with `=` before them. */
export const EVERY = "*";
export const LONGEST_FIND = 200;

/** The next state after a press on the tab: what is pressed is in the id, what was chosen in the value. */
export function afterPress(state: HomeState, pressed: string, value: string): HomeState {
  const first = { ...state, page: 1 };
  const { tag: _tag, ...untagged } = first;
  const { account: _account, ...unbound } = first;
  const { find: _find, ...listing } = first;
  switch (pressed) {
    case "list":
      return { ...listing, list: readHomeState({ list: value }).list };
    case "tag":
      return value.startsWith("=") ? { ...first, tag: value.slice(1) } : untagged;
    case "account":
      return /^\d+$/.test(value) ? { ...first, account: Number(value) } : unbound;
    case "find":
      return value.trim() === "" ? listing : { ...first, find: value.slice(0, LONGEST_FIND) };
    case "end":
      return listing;
    case "page":
      return { ...state, page: Math.max(1, Math.min(1_000, Number(value) || 1)) };
    default:
      return state;
  }
}
