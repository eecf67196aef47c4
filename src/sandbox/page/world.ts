/**
 * The words of the page.
 *
 * **World**: both platforms, the people who play in them, and what can be done to the app from outside. **Seen**: what the
 * page shows of a world, made anew from the platforms' own records; the app is never asked. **Act**: what somebody does on
 * the page. **Trouble**: a fault that stays switched on.
 */
import type { FakeLine } from "../line/types.ts";
import type { FakeSlack, Staff } from "../slack/types.ts";
import type { Troubles } from "./troubles.ts";

export type Language = "ja" | "en";

/** What whoever runs the app can do to it. The app knows nothing of it. */
export interface Controls {
  app: () => "starting" | "running" | "stopped";
  language: () => Language;
  /** Nobody chose a language yet, and nothing was said: the first visitor's is taken. */
  mayFollow: () => boolean;
  /** Starts the app anew, in the other language; before anything was said the people have names in it, too. */
  speak: (language: Language) => Promise<void>;
  /** Milliseconds that all clocks are ahead. */
  ahead: () => number;
  advance: (milliseconds: number) => Promise<void>;
  /** As a power cut: without a word. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
}

export interface Member {
  staff: Staff;
  direct: string;
  face: string;
}

export interface World {
  line: FakeLine;
  slack: FakeSlack;
  shop: () => string;
  team: readonly Member[];
  controls: Controls;
  troubles: Troubles;
}

export function memberOf(world: World, userId: unknown): Member {
  const member = world.team.find(({ staff }) => staff.userId === userId);
  if (!member) throw new Error(`nobody here is ${String(userId)}`);
  return member;
}
