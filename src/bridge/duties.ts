/** What an instance does by the clock. */
import { cronLines } from "../core/digest.ts";
import { pruneEvents } from "../store/events.ts";
import { beat, pruneInstances } from "../store/instances.ts";
import { renewLeases, sweepLanes, tidyDoorbells } from "../store/lanes.ts";
import { pruneSlots } from "../store/slots.ts";
import type { BoundAccount, Context } from "./context.ts";
import { createCalls } from "./digest/call-late.ts";
import { createDigests } from "./digest/post-digests.ts";
import { hoursOf } from "./hours-of.ts";
import { createHoursTurn } from "./hours-turn.ts";
import { watchQuota } from "./quota.ts";
import { retireFiles } from "./retire-files.ts";
import { createRoomWatch } from "./room-watch.ts";
import { rememberRooms } from "./rooms.ts";
import { refreshSettings } from "./staff/refresh-settings.ts";
import { sweepContent } from "./sweep-content.ts";
import { wakeChats } from "./wake-chats.ts";

/** Doorbells that wait in the queue at most, by our doing: a quarter of a second is too short to answer more. */
const SWEEP = 200;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Not at once: a start has other things to do, and one that is repeated must not ask LINE each time. */
const FIRST_LOOK = 10 * 60_000;

export interface Duties {
  beat: () => Promise<void>;
  sweep: () => Promise<void>;
  wake: () => Promise<void>;
  rooms: () => Promise<void>;
  tidy: () => Promise<void>;
  watch: () => Promise<void>;
  /** Digests whose time has come. */
  digests: () => Promise<void>;
  /** Calls for those who have waited too long. */
  calls: () => Promise<void>;
  /** When digests are due, as the settings are now: one line for each account and minute. */
  lines: () => ClockLine[];
}

export interface ClockLine {
  expression: string;
  timeZone: string;
}

/** `seen`: when an instance was last alive before this one. */
export function createDuties(ctx: Context, seen: Date): Duties {
  const digests = createDigests(ctx);
  const calls = createCalls(ctx);
  let watchedAt = ctx.now().getTime() - HOUR + FIRST_LOOK;
  const turn = createHoursTurn(ctx, seen);
  return {
    async watch() {
      const now = ctx.now().getTime();
      if (now - watchedAt < HOUR) return;
      watchedAt = now;
      await retireFiles(ctx);
      await sweepContent(ctx);
      await watchQuota(ctx);
    },
    async beat() {
      await renewLeases(ctx.db, ctx.leases);
      await beat(ctx.db, ctx.instanceId, ctx.now());
      await refreshSettings(ctx);
      await rememberRooms(ctx);
    },
    async sweep() {
      await sweepLanes(ctx.db, ctx.now(), SWEEP);
    },
    digests: digests.look,
    calls: calls.look,
    lines: () => ctx.accounts().flatMap((account) => linesOf(ctx, account)),
    async wake() {
      await wakeChats(ctx);
      await turn();
    },
    rooms: createRoomWatch(ctx),
    async tidy() {
      const now = ctx.now().getTime();
      await pruneEvents(ctx.db, new Date(now - 14 * DAY));
      await pruneInstances(ctx.db, new Date(now - 30 * DAY));
      await tidyDoorbells(ctx.db);
      await pruneSlots(ctx.db, new Date(now - 100 * DAY));
    },
  };
}

function linesOf(ctx: Context, account: BoundAccount): ClockLine[] {
  const { digest } = account.settings;
  const timeZone = hoursOf(ctx, account).zone;
  return digest ? cronLines(digest).map((expression) => ({ expression, timeZone })) : [];
}
