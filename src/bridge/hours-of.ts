import holidayJp from "@holiday-jp/holiday_jp";

import type { AccountSettings } from "../core/account-settings.ts";
import type { HolidayOf, Hours } from "../core/hours.ts";
import type { BoundAccount, Context } from "./context.ts";

const holidays = new Map<string, string>(Object.values(holidayJp.holidays).map(({ date, name }) => [date, name]));

/** Japanese public holidays by their Japanese names; the equinoxes of years to come are as astronomers foretell them. */
export const japaneseHoliday: HolidayOf = (date) => holidays.get(date);

/** One object for settings that stay the same: what was worked out of it is kept with it. */
const known = new WeakMap<AccountSettings, Hours>();

/** The response hours of an account, as they were a second ago at most. */
export function hoursOf(ctx: Context, { settings }: BoundAccount): Hours {
  const before = known.get(settings);
  if (before) return before;
  const rules = settings.hours ?? undefined;
  const hours = { zone: rules?.zone ?? ctx.settings.timeZone, rules, holiday: japaneseHoliday };
  known.set(settings, hours);
  return hours;
}
