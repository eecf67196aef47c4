/** Settings that make no sense together: allowed, for somebody may be in the middle of changing them, and told. */
import type { AccountSettings } from "./account-settings.ts";
import { type Hours, hoursState, nextOpening } from "./hours.ts";

export type HoursWarning =
  /** Another mode outside of hours, and there are no hours. */
  | "outsideNever"
  /** Nobody is ever called. */
  | "automaticAlways"
  /** Hours without an opening ahead. */
  | "neverOpen"
  /** Hours that never close. */
  | "neverClosed"
  /** Japan's holidays in a time zone that is not Japan's. */
  | "holidaysElsewhere";

interface Set {
  settings: Pick<AccountSettings, "hours" | "modes">;
  hours: Hours;
  at: Date;
}

export function hoursWarnings({ settings, hours, at }: Set): HoursWarning[] {
  const { inside, outside } = settings.modes;
  const { rules } = hours;
  const state = hoursState(hours, at);
  const neverOpen = state.kind === "closed" && nextOpening(hours, at) === undefined;
  const neverClosed = state.kind === "open" && state.until === undefined;
  const automatic = inside === "automatic" && (outside === "automatic" || !rules || neverClosed);
  const warnings: [HoursWarning, boolean][] = [
    ["outsideNever", !rules && outside !== inside],
    ["automaticAlways", automatic],
    ["neverOpen", neverOpen],
    ["neverClosed", neverClosed],
    ["holidaysElsewhere", rules !== undefined && rules.holidays !== "ignore" && rules.zone !== "Asia/Tokyo"],
  ];
  return warnings.flatMap(([warning, so]) => (so ? [warning] : []));
}
