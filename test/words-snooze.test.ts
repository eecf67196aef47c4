import { describe, expect, it } from "vitest";

import type { StaffAct } from "../src/core/acts.ts";
import type { Refusal } from "../src/core/refusal.ts";
import { readWhen } from "../src/core/when.ts";
import { english } from "../src/words/en.ts";
import { japanese } from "../src/words/ja.ts";

const acts: StaffAct[] = [
  { kind: "snoozed", until: "2026-11-20T04:02:00.000Z" },
  { kind: "muted" },
  { kind: "spammed" },
  { kind: "unmuted", missed: 0, shown: 0 },
  { kind: "unmuted", missed: 1, shown: 1 },
  { kind: "unmuted", missed: 25, shown: 20 },
  { kind: "undone", what: "done" },
  { kind: "undone", what: "assigned" },
];
const refusals: Refusal[] = [
  { kind: "timeUnclear", text: "<!channel>" },
  { kind: "timePast" },
  { kind: "timeFar" },
  { kind: "happenedSince", what: "done" },
  { kind: "happenedSince", what: "assigned" },
];

describe.each([
  ["English", english("Asia/Tokyo").office],
  ["Japanese", japanese("Asia/Tokyo").office],
])("%s", (language, office) => {
  it("says what was done and why nothing was, each in its own words", () => {
    const said = [...acts.map((act) => office.act("Aki", act)), ...refusals.map((each) => office.refusal(each))];

    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) {
      expect(sentence).not.toMatch(/undefined|NaN|\[object|<!channel>/);
      expect(/[ぁ-んァ-ン]/.test(sentence)).toBe(language === "Japanese");
    }
    expect(said[0]).toContain("13:02");
    expect(said[5]).toMatch(/25.*20/);
  });

  it("gives only examples that are understood", () => {
    const now = new Date("2026-11-20T05:30:00Z");
    const refused = office.refusal({ kind: "timeUnclear", text: "x" });
    const examples = [...refused.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? "");

    expect(examples.length).toBeGreaterThan(5);
    for (const typed of examples) expect([typed, readWhen(typed, now, "Asia/Tokyo")?.kind]).toEqual([typed, "at"]);
    const [, when = ""] = /^\S+ \d+ (.+)$/.exec(office.commands.snooze.example) ?? [];
    expect(readWhen(when, now, "Asia/Tokyo")?.kind).toBe("at");
  });
});
