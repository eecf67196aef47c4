/** Tags: names of up to 20 characters, as LINE's own; `ＶＩＰ`, `vip` and `VIP` are one. */
import { cleanName, takeGraphemes } from "./text.ts";

export const TAG_LENGTH = 20;

/** Undefined: nothing to see in it, or too long. */
export function tagName(raw: string): string | undefined {
  const name = cleanName(raw.normalize("NFKC").replace(/^#/, ""));
  return name === "" || takeGraphemes(name, TAG_LENGTH) !== name ? undefined : name;
}

export const tagKey = (name: string): string => name.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
