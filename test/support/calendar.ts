/** Moving a stage's clock to times of a week in Tokyo. */
import { momentOf, plusDays, wallAt, weekdayOf } from "../../src/core/zone.ts";
import type { Stage } from "./stage.ts";

const TOKYO = "Asia/Tokyo";

/** `monday("9:00")` is that time on the first Monday after `from`, `monday("9:00", 1)` on the Tuesday after it. */
export function mondayAfter(from: Date): (time: string, daysLater?: number) => Date {
  const today = wallAt(from, TOKYO);
  const monday = plusDays(today, 8 - weekdayOf(today));
  return (time, daysLater = 0) => {
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    return momentOf({ ...plusDays(monday, daysLater), hour, minute }, TOKYO);
  };
}

export function advanceTo(stage: Stage, at: Date): void {
  stage.clock.advance(at.getTime() - stage.clock.now().getTime());
}
