/** A rule of automatic replies, as it is stored: what it listens to, when it applies, and what it says. */
import { z } from "zod";

import { AutoMessage } from "./auto-message.ts";

/**
 * keyword    customer words (or a tap) that are, or contain, one of its keywords; looked at before the uniform ones
 * uniform    whatever a customer sends
 * follow     somebody adds the account: the greeting
 * unblock    somebody comes back
 */
export const TRIGGERS = ["keyword", "uniform", "follow", "unblock"] as const;
export type Trigger = (typeof TRIGGERS)[number];

export const APPLIES = ["always", "open", "closed"] as const;
export type Applies = (typeof APPLIES)[number];

export const AutoBody = z.object({
  keywords: z.array(z.string()).catch([]),
  match: z.enum(["exact", "contains"]).catch("exact"),
  /** Taps on buttons and rich menus are matched by their data, too. */
  taps: z.boolean().catch(true),
  when: z.enum(APPLIES).catch("always"),
  /** `2026-12-29`, both included; null: without end. */
  from: z.string().nullable().catch(null),
  until: z.string().nullable().catch(null),
  /** 1 is Monday, 7 is Sunday; empty: every day. */
  weekdays: z.array(z.number()).catch([]),
  /** Minutes of the day, the end not included. An end before the start is on the next morning. */
  times: z.object({ from: z.number(), until: z.number() }).nullable().catch(null),
  /** Outside hours: false answers a chat once until the next opening. */
  everyTime: z.boolean().catch(false),
  messages: z.array(AutoMessage),
});
export type AutoBody = z.infer<typeof AutoBody>;

export interface AutoRule extends AutoBody {
  id: number;
  name: string;
  trigger: Trigger;
  enabled: boolean;
}
