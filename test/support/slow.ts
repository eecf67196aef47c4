/** A platform that takes its time: it acts and answers, only late. */
import { setTimeout as pause } from "node:timers/promises";

import type { Fault } from "../../src/sandbox/faults.ts";

/** Calls of this method wait so long; without a method, all do. */
export const slow = (milliseconds: number, method?: string): Fault =>
  async function delay(call, phase) {
    if (phase === "before" && (method === undefined || call.method === method)) await pause(milliseconds);
  };

/** Does something later than a platform waits for it. */
export async function after<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  await pause(milliseconds);
  return work();
}
