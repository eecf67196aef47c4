/** Breaks JSON in the ways that the outside world might. Seeded: the same seed breaks it the same way. */

export type Random = () => number;

/** mulberry32: small, fast, good enough to choose what to break. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

const JUNK: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  " ",
  "\u0000",
  "x".repeat(70_000),
  "<!channel> <@U0000> & *b*",
  "🧑‍🚀\uD800",
  "ทดสอบ 予約 \u202E",
  [],
  [null],
  {},
  { type: {} },
  "U00000000000000000000000000000000",
  "1700000000.000100",
];

interface Slot {
  holder: Record<string, unknown> | unknown[];
  key: string | number;
}

function slots(value: unknown): Slot[] {
  if (typeof value !== "object" || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const holder = value as Slot["holder"];
  return entries.flatMap(([key, inner]) => [{ holder, key }, ...slots(inner)]);
}

/** A copy with one to three things removed, replaced, doubled or swapped. */
export function mutate(value: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(value);
  const times = 1 + Math.floor(random() * 3);
  for (let i = 0; i < times; i += 1) {
    const all = slots(copy);
    if (all.length === 0) return copy;
    change(pick(random, all), pick(random, all), random);
  }
  return copy;
}

function change({ holder, key }: Slot, other: Slot, random: Random): void {
  const at = holder as Record<string | number, unknown>;
  switch (Math.floor(random() * 4)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete at[key];
      return;
    case 1:
      at[key] = pick(random, JUNK);
      return;
    case 2:
      if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
      else at[`${key}2`] = at[key];
      return;
    default:
      at[key] = structuredClone((other.holder as Record<string | number, unknown>)[other.key]);
  }
}
