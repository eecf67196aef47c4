import { describe, expect, it } from "vitest";

import { fillTemplate, openPlaces, readTemplate } from "../../src/core/template.ts";

const form = { name: "Opening hours", text: "We open at 9.", label: "", target: "" };
const words = { name: "Hanako", staff: "aki", account: "Shibuya" };

describe("a template that was filled in", () => {
  it("is kept with a name that folds", () => {
    expect(readTemplate({ ...form, name: " ＯＰＥＮ　ジカン " })).toEqual({
      template: { name: "ＯＰＥＮ ジカン", key: "open じかん", text: "We open at 9.", button: null },
    });
  });

  it.each([
    ["https://example.com/shop?a=1", { label: "Call us", link: "https://example.com/shop?a=1" }],
    ["03-1234-5678", { label: "Call us", tel: "03-1234-5678" }],
    ["０３−１２３４−５６７８", { label: "Call us", tel: "03-1234-5678" }],
    ["tel:+81 3 1234 5678", { label: "Call us", tel: "+81 3 1234 5678" }],
  ])("has the button %s", (target, button) => {
    expect(readTemplate({ ...form, label: "Call us", target })).toMatchObject({ template: { button } });
  });

  it.each([
    [{ name: " \u200b " }, { name: "empty" }],
    [{ name: "x".repeat(41) }, { name: "tooLong" }],
    [{ text: "" }, { text: "empty" }],
    [{ text: "あ".repeat(2_001) }, { text: "tooLong" }],
    [{ label: "x".repeat(21), target: "https://example.com" }, { label: "tooLong" }],
    [{ target: "https://example.com" }, { label: "labelMissing" }],
    [{ label: "Call us" }, { target: "targetMissing" }],
    [{ label: "Call us", target: "http://example.com" }, { target: "target" }],
    [{ label: "Call us", target: "javascript:alert(1)" }, { target: "target" }],
    [{ label: "Call us", target: "call me" }, { target: "target" }],
  ])("%j is wrong in %j", (changes, faults) => {
    expect(readTemplate({ ...form, ...changes })).toEqual({ faults });
  });
});

describe("its places", () => {
  it("are filled in every width, case and language", () => {
    const text = "{name}様、｛ＮＡＭＥ｝、{ 名前 }。{担当}（{Account}）";

    expect(fillTemplate(text, words)).toEqual({
      text: "Hanako様、Hanako、Hanako。aki（Shibuya）",
      unknown: [],
      missing: [],
    });
  });

  it("stay where nothing is known, and what looks like one does", () => {
    expect(fillTemplate("{name} {order} {} {a\nb}", { ...words, name: "" })).toEqual({
      text: "{name} {order} {} {a\nb}",
      unknown: ["{order}"],
      missing: ["name"],
    });
    expect(openPlaces("{order} ｛name｝ {名前} {name}")).toEqual(["｛name｝", "{名前}", "{name}"]);
  });

  it("are filled once: a customer's name is no template", () => {
    expect(fillTemplate("{name}", { ...words, name: "{staff} $& $1" }).text).toBe("{staff} $& $1");
  });
});
