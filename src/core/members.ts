/** Who joined or left a group, as far as one line of a thread says it. */
import { cleanName, takeGraphemes } from "./text.ts";

// an alias, not an interface: it is stored as JSON
export type Members = {
  count: number;
  /** The messenger's ids of those whom it tells of: needed until their names are said. */
  ids?: string[];
  /** As they are shown, filled in when the line is posted. */
  names?: string[];
};

/** So many ids of one event are remembered: enough to find a known customer among strangers. */
export const MEMBERS_KEPT = 100;

/** So many names are looked for, and LINE is asked no more questions than that. */
export const MEMBERS_NAMED = 3;

/** LINE allows 20 characters, which are two units each at most, or an emoji of many. */
const NAME_UNITS = 40;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff]/;

/** A name that stands between others: in Arabic or Hebrew it does not turn around what is next to it. "": not to be seen. */
export function memberName(raw: string): string {
  const name = cleanName(raw);
  const short = name.length <= NAME_UNITS ? name : `${takeGraphemes(name, Infinity, NAME_UNITS - 1).trimEnd()}…`;
  return RIGHT_TO_LEFT.test(short) ? `\u2068${short}\u2069` : short;
}
