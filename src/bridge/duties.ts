/** What an instance does by the clock. */
import { pruneEvents } from "../store/events.ts";
import { beat, pruneInstances } from "../store/instances.ts";
import { renewLeases, sweepLanes, tidyDoorbells } from "../store/lanes.ts";
import type { Context } from "./context.ts";
import { refreshSettings } from "./staff/refresh-settings.ts";

/** Doorbells that wait in the queue at most, by our doing: a quarter of a second is too short to answer more. */
const SWEEP = 200;
const DAY = 24 * 3_600_000;

export interface Duties {
  beat: () => Promise<void>;
  sweep: () => Promise<void>;
  tidy: () => Promise<void>;
}

export function createDuties(ctx: Context): Duties {
  return {
    async beat() {
      await renewLeases(ctx.db, ctx.leases);
      await beat(ctx.db, ctx.instanceId, ctx.now());
      await refreshSettings(ctx);
    },
    async sweep() {
      await sweepLanes(ctx.db, ctx.now(), SWEEP);
    },
    async tidy() {
      const now = ctx.now().getTime();
      await pruneEvents(ctx.db, new Date(now - 14 * DAY));
      await pruneInstances(ctx.db, new Date(now - 30 * DAY));
      await tidyDoorbells(ctx.db);
    },
  };
}
