/**
 * What a week should bring, worked out minute by minute with nothing of the app's: a shop in Tokyo that is open Monday to
 * Friday from 9 to 12 and from 13 to 18, but closed on Wednesday.
 */
const MINUTE = 60_000;
const TOKYO = 9 * 60 * MINUTE;

export const TARGET = 250;
const HALF = 125;
const DIGESTS = ["9:00", "13:00", "17:30"];
const LISTED = 100;

/** Tokyo has no other time in summer: nine hours before Greenwich, always. */
function wall(at: number): { day: number; hour: number; minute: number } {
  const date = new Date(at + TOKYO);
  return { day: date.getUTCDay(), hour: date.getUTCHours(), minute: date.getUTCMinutes() };
}

const WORKDAYS = [1, 2, 4, 5];

function openAt(at: number): boolean {
  const { day, hour } = wall(at);
  return WORKDAYS.includes(day) && ((hour >= 9 && hour < 12) || (hour >= 13 && hour < 18));
}

/** Milliseconds, counted minute by minute; the first and the last are not whole. */
function openBetween(from: number, to: number): number {
  let open = 0;
  for (let at = from; at < to;) {
    const next = Math.min(to, (Math.floor(at / MINUTE) + 1) * MINUTE);
    if (openAt(at)) open += next - at;
    at = next;
  }
  return open;
}

function nextOpening(from: number): number | undefined {
  if (openAt(from)) return undefined;
  let at = Math.floor(from / MINUTE) * MINUTE;
  while (!openAt(at)) at += MINUTE;
  return at;
}

interface Chat {
  number: number;
  since: number | undefined;
  assignee: string | undefined;
  nudged: boolean;
  mentioned: boolean;
}

export interface Expected {
  nudges: number[];
  /** Each is called for alone, or all of them together. */
  mentions: number[];
  digest: { waiting: number; unassigned: number; late: number; listed: number[] } | undefined;
}

export interface SlowShop {
  wrote: (number: number, at: number) => void;
  answered: (number: number) => void;
  assigned: (number: number, to: string) => void;
  /** When it opens next; undefined while it is open. */
  opens: (at: number) => number | undefined;
  waiting: () => number[];
  unassigned: () => number[];
  /** What follows when somebody looks at the clock now, having looked last at `before`. */
  look: (now: number) => Expected;
}

export function openSlowShop(begin: number): SlowShop {
  const chats = new Map<number, Chat>();
  const done = new Set<number>();
  const chat = (number: number): Chat => {
    const known = chats.get(number) ?? {
      number,
      since: undefined,
      assignee: undefined,
      nudged: false,
      mentioned: false,
    };
    chats.set(number, known);
    return known;
  };
  const waiting = (): (Chat & { since: number })[] =>
    [...chats.values()]
      .flatMap((each) => (each.since === undefined ? [] : [{ ...each, since: each.since }]))
      .toSorted((a, b) => a.since - b.since || a.number - b.number);

  function calls(now: number): Pick<Expected, "nudges" | "mentions"> {
    const found: Pick<Expected, "nudges" | "mentions"> = { nudges: [], mentions: [] };
    if (!openAt(now)) return found;
    for (const { number, since } of waiting()) {
      const each = chat(number);
      const open = openBetween(since, now);
      if (open >= TARGET * MINUTE && !each.mentioned) {
        each.mentioned = true;
        each.nudged = true;
        found.mentions.push(number);
      } else if (open >= HALF * MINUTE && !each.nudged) {
        each.nudged = true;
        if (each.assignee !== undefined) found.nudges.push(number);
      }
    }
    return found;
  }

  /** The newest time of a digest within the last hour that nobody has seen to. */
  function slotAt(now: number): number | undefined {
    for (let at = Math.floor(now / MINUTE) * MINUTE; at > now - 60 * MINUTE && at > begin; at -= MINUTE) {
      const { day, hour, minute } = wall(at);
      if (!WORKDAYS.includes(day) || !DIGESTS.includes(`${hour}:${String(minute).padStart(2, "0")}`)) continue;
      return done.has(at) ? undefined : at;
    }
    return undefined;
  }

  return {
    wrote: (number, at) => {
      const each = chat(number);
      if (each.since !== undefined) return;
      Object.assign(each, { since: at, nudged: false, mentioned: false });
    },
    answered: (number) => {
      chat(number).since = undefined;
    },
    assigned: (number, to) => {
      chat(number).assignee = to;
    },
    opens: nextOpening,
    waiting: () => waiting().map(({ number }) => number),
    unassigned: () => waiting().flatMap((each) => (each.assignee === undefined ? [each.number] : [])),
    look: (now) => {
      const slot = slotAt(now);
      const called = calls(now);
      if (slot === undefined) return { ...called, digest: undefined };
      done.add(slot);
      const all = waiting();
      return {
        ...called,
        digest: {
          waiting: all.length,
          unassigned: all.filter(({ assignee }) => assignee === undefined).length,
          late: all.filter(({ since }) => openBetween(since, now) >= TARGET * MINUTE).length,
          listed: all.slice(0, LISTED).map(({ number }) => number),
        },
      };
    },
  };
}
