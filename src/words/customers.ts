/** The few words of ours that customers read: they fill the places in what admins wrote. */

export interface CustomerWords {
  /** When somebody is there again: "tomorrow 9:00". In the time zone of the account. */
  nextOpen: (at: Date, now: Date, timeZone: string) => string;
  /** A text with `place` for a name that nobody knows. */
  nameless: (text: string, place: string) => string;
}

const DAY = 24 * 60 * 60_000;

interface Shown {
  /** Of the calendar there, to be compared. */
  date: string;
  clock: string;
}

function shown(at: Date, timeZone: string): Shown {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "numeric", minute: "2-digit", hourCycle: "h23" });
  return { date, clock: clock.format(at).replace(/^0(?=\d)/, "") };
}

function nextOpen(
  { today, tomorrow, other }: { today: string; tomorrow: string; other: (timeZone: string) => Intl.DateTimeFormat },
  { at, now, timeZone }: { at: Date; now: Date; timeZone: string },
): string {
  const { date, clock } = shown(at, timeZone);
  if (date === shown(now, timeZone).date) return `${today} ${clock}`;
  // a day that clocks make an hour longer ends within this, and the day after does not begin
  const next = new Date(Date.parse(`${shown(now, timeZone).date}T12:00:00Z`) + DAY).toISOString().slice(0, 10);
  if (date === next) return `${tomorrow} ${clock}`;
  return `${other(timeZone).format(at)} ${clock}`;
}

/** Today, tomorrow, or the day by its name and date. */
export const customersEnglish: CustomerWords = {
  nextOpen: (at, now, timeZone) =>
    nextOpen(
      {
        today: "today",
        tomorrow: "tomorrow",
        other: (zone) =>
          new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "long" }),
      },
      { at, now, timeZone },
    ),
  // "Hello {name}!" becomes "Hello!"
  nameless: (text, place) =>
    text
      .replaceAll(` ${place}`, "")
      .replaceAll(place, "")
      .replaceAll(/^[,\s]+/g, ""),
};

const HONORIFICS = ["さま", "様", "さん", "サマ", "サン"];

export const customersJapanese: CustomerWords = {
  nextOpen: (at, now, timeZone) =>
    nextOpen(
      {
        today: "本日",
        tomorrow: "明日",
        other: (zone) =>
          new Intl.DateTimeFormat("ja-JP", { timeZone: zone, month: "long", day: "numeric", weekday: "short" }),
      },
      { at, now, timeZone },
    ),
  // 「{name}様、」は「お客様、」に
  nameless: (text, place) =>
    HONORIFICS.reduce(
      (said, honorific) => said.replaceAll(new RegExp(`${escaped(place)}\\s*${honorific}`, "g"), "お客様"),
      text,
    ).replaceAll(place, "お客様"),
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\｛｝]/g, String.raw`\$&`);
