/** What a button leads to: an address or a telephone. */
import { z } from "zod";

import { takeGraphemes } from "./text.ts";

export const Button = z.union([
  z.object({ label: z.string(), link: z.string() }),
  z.object({ label: z.string(), tel: z.string() }),
]);
export type Button = z.infer<typeof Button>;

/** A tap tells us the data, and the customer's chat shows the label. */
const Tap = z.object({ label: z.string(), data: z.string() });
export const AnyButton = z.union([Button, Tap]);
export type AnyButton = z.infer<typeof AnyButton>;

/** LINE counts labels in graphemes, addresses in UTF-16 units. */
export const BUTTON = { label: 20, link: 1_000, data: 300 } as const;

const TEL = /^\+?\d[\d\s().-]{1,22}\d$/;

/** Null: none. Undefined: neither an https link nor a telephone number. */
export function readTarget(raw: string): { link: string } | { tel: string } | null | undefined {
  const typed = raw.trim();
  if (typed === "") return null;
  const tel = typed
    .normalize("NFKC")
    .replace(/^tel:/i, "")
    .replaceAll(/[‐‑–—−ー]/g, "-")
    .trim();
  if (TEL.test(tel)) return { tel };
  if (/\s/.test(typed) || !URL.canParse(typed) || addressOf({ link: typed }).length > BUTTON.link) return undefined;
  return new URL(typed).protocol === "https:" ? { link: typed } : undefined;
}

/** As the messenger takes it: ASCII alone, and a number without the signs that people read it by. */
export function addressOf(target: { link: string } | { tel: string }): string {
  if ("link" in target) return new URL(target.link).href;
  return `tel:${target.tel.replaceAll(/[^\d+]/g, "")}`;
}

/** Where it leads, as people read it. */
export function targetOf(button: AnyButton): string {
  if ("data" in button) return button.data;
  return "link" in button ? button.link : button.tel;
}

/** For those who see no buttons: notifications, quotes, and what we say in the thread. */
export const buttonLine = (button: Button): string => `${button.label}: ${targetOf(button)}`;

export const fitsLabel = (label: string): boolean => takeGraphemes(label, BUTTON.label) === label;
