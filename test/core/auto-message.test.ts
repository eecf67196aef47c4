import { describe, expect, it } from "vitest";

import { readAuto, EMPTY_FORM, formOf } from "../../src/core/auto-form.ts";
import { fitted, messageFault, readButtons, writeButtons } from "../../src/core/auto-message.ts";

describe("texts", () => {
  const tap = [{ label: "a", data: "b" }];

  it.each([
    ["長".repeat(160), tap, undefined],
    ["長".repeat(161), tap, "tooLongAbove"],
    [`${"長".repeat(141)}{name}`, tap, "tooLongAbove"],
    [`${"長".repeat(140)}{name}`, tap, undefined],
    ["長".repeat(3_000), [], undefined],
    ["長".repeat(3_001), [], "tooLong"],
    ["{name}".repeat(251), [], "tooLong"],
    [`${"長".repeat(129)}{next_open}`, tap, "tooLongAbove"],
    [`${"長".repeat(128)}{next_open}`, tap, undefined],
    [" \u200b", [], "empty"],
    ["", tap, "buttonsAlone"],
  ])("are as long as LINE shows them, with their places filled (%#)", (text, buttons, fault) => {
    expect(messageFault(text, buttons)).toBe(fault);
  });

  it("lose their end where a name is longer than names are", () => {
    expect(fitted(`Hello ${"\u{1F363}".repeat(300)}`, tap)).toBe(`Hello ${"\u{1F363}".repeat(154)}`);
    expect(fitted("x".repeat(6_000), [])).toHaveLength(5_000);
  });
});

describe("buttons", () => {
  it("are a link, a telephone number or a word, one a line", () => {
    const typed = "Shop | https://example.com/?a=1|2\n\n電話｜ tel:０３－1234-5678\nHours | when do you open";
    const read = readButtons(typed);

    expect(read).toEqual({
      buttons: [
        { label: "Shop", link: "https://example.com/?a=1|2" },
        { label: "電話", tel: expect.stringContaining("1234-5678") },
        { label: "Hours", data: "when do you open" },
      ],
    });
    expect("buttons" in read && readButtons(writeButtons(read.buttons))).toEqual(read);
  });

  it.each([
    ["Shop", "noTarget"],
    ["Shop |", "noTarget"],
    ["| https://example.com", "label"],
    [`${"x".repeat(21)} | word`, "label"],
    ["Shop | http://example.com", "target"],
    ["Shop | javascript://x", "target"],
    ["Call | tel:abc", "target"],
    [`Tap | ${"x".repeat(301)}`, "data"],
    ["a|b\na|b\na|b\na|b\na|b", "tooMany"],
  ])("%s is refused: %s", (typed, fault) => {
    expect(readButtons(typed)).toEqual({ fault });
  });
});

it("a form is the same when it is opened again", () => {
  const form = {
    ...EMPTY_FORM,
    name: "Night",
    keywords: "a\nb",
    match: "contains" as const,
    when: "closed",
    from: "2026-12-01",
    weekdays: [1, 7],
    start: "22:00",
    end: "02:00",
    messages: [{ text: "We open {next_open}", buttons: "Shop | https://example.com/" }],
  };
  const read = readAuto("keyword", form);

  expect("body" in read && formOf(read.name, read.body)).toEqual(form);
});
