/** Times as both apps write them, in the shop's time zone. */
import { now } from "./live.js";
import { languageNow } from "./ui.js";

const timeZone = "Asia/Tokyo";

const format = (at, options) => new Intl.DateTimeFormat(languageNow(), { timeZone, ...options }).format(at);

export const clock = (at) => format(at, { hour: "numeric", minute: "2-digit" });
export const dayOf = (at) => format(at, { year: "numeric", month: "numeric", day: "numeric" });
export const longDay = (at) => format(at, { weekday: "long", month: "long", day: "numeric" });
export const shortDay = (at) => format(at, { weekday: "short", month: "short", day: "numeric" });
export const ofTs = (ts) => Number(ts) * 1000;

/** `<!date^…>`: the placeholders that Slack knows. */
export function slackDate(seconds, pattern) {
  const at = seconds * 1000;
  const pretty = (plain) => {
    const days = { [dayOf(now())]: 0, [dayOf(now() - 86_400_000)]: -1, [dayOf(now() + 86_400_000)]: 1 }[dayOf(at)];
    return days === undefined
      ? plain
      : new Intl.RelativeTimeFormat(languageNow(), { numeric: "auto" }).format(days, "day");
  };
  const shown = {
    date: () => format(at, { year: "numeric", month: "long", day: "numeric" }),
    date_num: () => new Intl.DateTimeFormat("sv", { timeZone }).format(at),
    date_short: () => format(at, { year: "numeric", month: "short", day: "numeric" }),
    date_long: () => format(at, { weekday: "long", year: "numeric", month: "long", day: "numeric" }),
    date_pretty: () => pretty(shown.date()),
    date_short_pretty: () => pretty(format(at, { month: "short", day: "numeric" })),
    date_long_pretty: () => pretty(shown.date_long()),
    time: () => clock(at),
    time_secs: () => format(at, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: () => clock(at),
  };
  return pattern.replaceAll(/\{(\w+)\}/g, (all, name) => shown[name]?.() ?? all);
}
