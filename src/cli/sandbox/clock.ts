/**
 * A clock that can be put forward, in this process only: `Date` tells the moved time, timers and PostgreSQL go on as before.
 * The sandbox loads it for its platforms, and into the app that it starts; nothing of the app knows it.
 */
export interface Clock {
  /** Milliseconds that the clock is ahead. */
  offset: () => number;
  set: (milliseconds: number) => void;
}

export function installClock(): Clock {
  const RealDate = globalThis.Date;
  const realNow = RealDate.now;
  let offset = 0;
  const now = (): number => realNow() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (real, args: [], target) => Reflect.construct(real, args.length === 0 ? [now()] : args, target) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (real, name, receiver) => (name === "now" ? now : (Reflect.get(real, name, receiver) as unknown)),
  });
  return {
    offset: () => offset,
    set: (milliseconds) => void (offset = milliseconds),
  };
}

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const TOKYO = 9 * HOUR;

/** Milliseconds until ten in the morning of the next working day, in the shop's time zone: when the sandbox opens. */
export function untilMorning(now: number): number {
  const local = now + TOKYO;
  const today = Math.floor(local / DAY) * DAY + 10 * HOUR;
  const days = Array.from({ length: 4 }, (_, index) => today + index * DAY);
  const morning = days.find((day) => day >= local && ![0, 6].includes(new Date(day).getUTCDay())) ?? today;
  return morning - local;
}
