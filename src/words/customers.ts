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

interface Days {
  today: string;
  tomorrow: string;
  other: (at: Date, timeZone: string) => string;
}

/** Today, tomorrow, or the day by its name and date. */
function opening({ today, tomorrow, other }: Days): CustomerWords["nextOpen"] {
  return (at, now, timeZone) => {
    const { date, clock } = shown(at, timeZone);
    if (date === shown(now, timeZone).date) return `${today} ${clock}`;
    // a day that clocks make an hour longer ends within this, and the day after does not begin
    const next = new Date(Date.parse(`${shown(now, timeZone).date}T12:00:00Z`) + DAY).toISOString().slice(0, 10);
    if (date === next) return `${tomorrow} ${clock}`;
    return `${other(at, timeZone)} ${clock}`;
  };
}

const dayIn =
  (locale: string, parts: Intl.DateTimeFormatOptions) =>
  (at: Date, timeZone: string): string =>
    new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", ...parts }).format(at);

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\｛｝]/g, String.raw`\$&`);

const english: CustomerWords = {
  nextOpen: opening({
    today: "today",
    tomorrow: "tomorrow",
    other: dayIn("en-GB", { weekday: "short", month: "long" }),
  }),
  // "Hello {name}!" and "Hello, {name}!" become "Hello!"
  nameless: (text, place) =>
    text
      .replaceAll(`, ${place}`, "")
      .replaceAll(` ${place}`, "")
      .replaceAll(place, "")
      .replaceAll(/^[,\s]+/g, ""),
};

const HONORIFICS = ["さま", "様", "さん", "サマ", "サン"];

const japanese: CustomerWords = {
  nextOpen: opening({
    today: "本日",
    tomorrow: "明日",
    other: dayIn("ja-JP", { month: "long", weekday: "short" }),
  }),
  // 「{name}様、」は「お客様、」に
  nameless: (text, place) =>
    HONORIFICS.reduce(
      (said, honorific) => said.replaceAll(new RegExp(`${escaped(place)}\\s*${honorific}`, "g"), "お客様"),
      text,
    ).replaceAll(place, "お客様"),
};

const thaiWeekday = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("th-TH", { timeZone, weekday: "long" }).format(at);

const openingInThai = opening({
  today: "วันนี้",
  tomorrow: "พรุ่งนี้",
  other: (at, timeZone) => `${thaiWeekday(at, timeZone)}ที่ ${dayIn("th-TH", { month: "short" })(at, timeZone)}`,
});

const thai: CustomerWords = {
  nextOpen: (...when) => `${openingInThai(...when)} น.`,
  // "สวัสดีคุณ{name}" becomes "สวัสดีคุณลูกค้า"; the end of ขอบคุณ is no title
  nameless: (text, place) => text.replaceAll(new RegExp(`(?:(?:(?<!ขอบ)คุณ|ท่าน)\\s*)?${escaped(place)}`, "g"), "คุณลูกค้า"),
};

const TITLE = String.raw`(?:\s*(?:先生\s*[/／]\s*(?:小姐|女士)|先生|小姐|女士|貴賓))?`;

const chinese: CustomerWords = {
  nextOpen: opening({
    today: "今天",
    tomorrow: "明天",
    other: (at, timeZone) =>
      dayIn("zh-TW", { month: "numeric", weekday: "short" })(at, timeZone).replace("（", "(").replace("）", ")"),
  }),
  nameless: (text, place) => {
    const name = escaped(place) + TITLE;
    const all = (pattern: string): RegExp => new RegExp(pattern, "gm");
    return (
      text
        // 「親愛的{name}，」 becomes 「親愛的顧客，」
        .replaceAll(all(`(?<=[愛爱敬]的[ ]?)${name}`), "顧客")
        // 「謝謝{name}」 「謝謝您」, and 「{name}的預約」 「您的預約」; 「您好{name}」 is left to the last
        .replaceAll(all(`(?<=[\u3400-\u9fff])(?<![好安囉嗨嘿])${name}(?!\\s*[您你])|${name}(?=的)`), "您")
        // 「{name}，您好」 and 「您好，{name}！」 are 「您好」 and 「您好！」
        .replaceAll(all(`(?<=^|[。！？!?])[ ]*${name}[，,、：:！!～~ ]*`), "")
        .replaceAll(all(`[，,、 ]*${name}`), "")
    );
  },
};

export const customerWords = { en: english, ja: japanese, th: thai, zh: chinese };
