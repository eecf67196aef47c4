import { describe, expect, it } from "vitest";

import { readAuto, EMPTY_FORM, formOf } from "../../src/core/auto-form.ts";
import { fillPlaces, fitted, messageFault, readButtons, writeButtons } from "../../src/core/auto-message.ts";
import { customersEnglish, customersJapanese } from "../../src/words/customers.ts";

describe("what is said", () => {
  it("fills the name and the opening, however the places are written", () => {
    const filling = { name: "Hanako", nameless: customersEnglish.nameless, nextOpen: "tomorrow 9:00" };

    expect(fillPlaces("{name}, ｛名前｝, { NAME }: {next_open} {other}", filling)).toBe(
      "Hanako, Hanako, Hanako: tomorrow 9:00 {other}",
    );
    // what a customer calls themselves is no place
    expect(fillPlaces("{name}", { ...filling, name: "{next_open}" })).toBe("{next_open}");
  });

  it.each([
    [customersEnglish, "Hello {name}!", "Hello!"],
    [customersEnglish, "{name}, welcome", "welcome"],
    [customersJapanese, "{name}様、ありがとうございます。", "お客様、ありがとうございます。"],
    [customersJapanese, "{お名前}さん、{name}へ", "お客様、お客様へ"],
  ])("does without a name that nobody knows (%#)", ({ nameless }, text, said) => {
    expect(fillPlaces(text, { name: "", nameless, nextOpen: undefined })).toBe(said);
  });

  it.each([
    ["2026-11-29T09:00:00Z", "today 18:00", "本日 18:00"],
    ["2026-11-30T00:00:00Z", "tomorrow 9:00", "明日 9:00"],
    ["2026-11-30T15:00:00Z", "Tue 1 December 0:00", "12月1日(火) 0:00"],
    ["2027-01-04T00:30:00Z", "Mon 4 January 9:30", "1月4日(月) 9:30"],
  ])("calls the opening at %s %s, %s", (at, english, japanese) => {
    const [opens, now] = [new Date(at), new Date("2026-11-29T03:00:00Z")];

    expect(customersEnglish.nextOpen(opens, now, "Asia/Tokyo")).toBe(english);
    expect(customersJapanese.nextOpen(opens, now, "Asia/Tokyo")).toBe(japanese);
  });

  it("knows tomorrow where clocks are changed", () => {
    const [opens, now] = [new Date("2026-03-29T07:00:00Z"), new Date("2026-03-28T22:30:00Z")];

    expect(customersEnglish.nextOpen(opens, now, "Europe/Berlin")).toBe("tomorrow 9:00");
  });
});

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
