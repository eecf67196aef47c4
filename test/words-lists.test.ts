import { describe, expect, it } from "vitest";

import { listsEnglish, listsJapanese } from "../src/words/office-lists.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("how long somebody has been waiting", () => {
  it.each([
    [0, "waiting less than a minute", "1分未満待ち"],
    [5 * MINUTE, "waiting 5 min", "5分待ち"],
    [2 * HOUR, "waiting 2 h", "2時間待ち"],
    [3 * HOUR + 5 * MINUTE, "waiting 3 h 5 min", "3時間5分待ち"],
    [DAY + 59 * MINUTE, "waiting 1 d", "1日待ち"],
    [2 * DAY + 4 * HOUR + 9 * MINUTE, "waiting 2 d 4 h", "2日4時間待ち"],
  ])("%d ms", (milliseconds, english, japanese) => {
    expect(listsEnglish.waits(milliseconds)).toBe(english);
    expect(listsJapanese.waits(milliseconds)).toBe(japanese);
  });
});

it("labels are short enough for Slack's menus and placeholders", () => {
  for (const { names, home, manage, more, back } of [listsEnglish, listsJapanese]) {
    for (const label of [...Object.values(names), ...Object.values(home), manage, more, back])
      expect(label.length).toBeLessThanOrEqual(75);
  }
});
