import { describe, expect, it } from "vitest";

import { HoursRules } from "../../src/core/hours-rules.ts";
import type { Hours } from "../../src/core/hours.ts";
import { machineMaySpeak, manualAfterAnswer, type ManualState, type Modes, whyQuiet } from "../../src/core/machine.ts";

const nine = [{ from: 540, to: 1080 }];
const rules = HoursRules.parse({
  zone: "Asia/Tokyo",
  week: [nine, nine, nine, nine, nine, [], []],
  holidays: "ignore",
  exceptions: [],
});
const hours: Hours = { zone: "Asia/Tokyo", rules, holiday: () => undefined };
/** A Monday. */
const OPEN = new Date("2026-11-30T10:00:00+09:00");
const CLOSED = new Date("2026-11-30T20:00:00+09:00");
const quiet: ManualState = {
  kind: "user",
  muted: "no",
  standby: false,
  manual: false,
  manualUntil: null,
  heldSince: null,
};
const both: Modes = { inside: "both", outside: "both" };

describe("the machine", () => {
  it.each<[string, Modes, boolean, boolean]>([
    ["manual always", { inside: "manual", outside: "manual" }, false, false],
    ["manual inside", { inside: "manual", outside: "automatic" }, false, true],
    ["manual outside", { inside: "both", outside: "manual" }, true, false],
    ["both", both, true, true],
  ])("speaks as the mode of the hour says: %s", (_name, modes, open, closed) => {
    expect(machineMaySpeak({ chat: quiet, modes, hours, at: OPEN })).toBe(open);
    expect(machineMaySpeak({ chat: quiet, modes, hours, at: CLOSED })).toBe(closed);
  });

  it("goes by the mode inside where no hours are set", () => {
    const unset = { ...hours, rules: undefined };

    expect(
      machineMaySpeak({ chat: quiet, modes: { inside: "both", outside: "manual" }, hours: unset, at: CLOSED }),
    ).toBe(true);
  });

  it.each<[string, Partial<ManualState>, object | undefined]>([
    ["in groups", { kind: "group" }, { kind: "group" }],
    ["in rooms", { kind: "room" }, { kind: "group" }],
    ["in muted chats", { muted: "muted" }, { kind: "muted" }],
    ["where another tool has the chat", { standby: true }, { kind: "standby" }],
    ["where somebody switched it off", { manual: true }, { kind: "manual", until: undefined }],
    ["while a person has the chat", { manualUntil: new Date(CLOSED) }, { kind: "manual", until: CLOSED }],
    ["while words of staff are held", { heldSince: OPEN }, { kind: "manual", until: undefined }],
    ["no longer when that time is over", { manualUntil: new Date(OPEN) }, undefined],
  ])("is quiet %s", (_name, chat, because) => {
    for (const inside of ["both", "automatic"] as const)
      expect(whyQuiet({ chat: { ...quiet, ...chat }, modes: { ...both, inside }, hours, at: OPEN })).toEqual(because);
  });
});

describe("after a person answered", () => {
  it("a chat is manual for the hours of the settings, never shorter than it was", () => {
    const later = new Date("2026-12-01T00:00:00Z");

    expect(manualAfterAnswer(null, OPEN, 3)).toEqual(new Date("2026-11-30T13:00:00+09:00"));
    expect(manualAfterAnswer(later, OPEN, 3)).toBe(later);
    expect(manualAfterAnswer(null, OPEN, 0)).toBeNull();
  });
});
