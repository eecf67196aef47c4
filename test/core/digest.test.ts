import { describe, expect, it } from "vitest";

import { readDigestWish, writeDigest } from "../../src/core/digest-wish.ts";
import { cronLines, type Digest, dueSlot, nextSlot } from "../../src/core/digest.ts";
import { HoursRules } from "../../src/core/hours-rules.ts";
import type { Hours } from "../../src/core/hours.ts";

const WORK = [1, 2, 3, 4, 5];
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const plain = { to: { kind: "home" }, empty: "say", closedDays: false } as const;

describe("a digest is ordered", () => {
  it.each([
    ["9:00,13:00,17:30 weekdays", { ...plain, times: [540, 780, 1050], days: WORK }],
    ["9:00, 13:00 and 17:30 mon-fri", { ...plain, times: [540, 780, 1050], days: WORK }],
    ["17:30 9:00", { ...plain, times: [540, 1050], days: WEEK }],
    ["9時、17時半 平日", { ...plain, times: [540, 1050], days: WORK }],
    ["９：００　月水金", { ...plain, times: [540], days: [1, 3, 5] }],
    ["月-金 9時15分", { ...plain, times: [555], days: WORK }],
    ["sat-mon 0:00", { ...plain, times: [0], days: [1, 6, 7] }],
    ["tue,thursday 8:05", { ...plain, times: [485], days: [2, 4] }],
    ["9:00 to <#C0123ABC|leads>", { ...plain, times: [540], days: WEEK, to: { kind: "room", channel: "C0123ABC" } }],
    ["9:00 to assignees", { ...plain, times: [540], days: WEEK, to: { kind: "assignees" } }],
    ["平日 9:00 担当者へ", { ...plain, times: [540], days: WORK, to: { kind: "assignees" } }],
    ["平日9時", { ...plain, times: [540], days: WORK }],
    ["毎日9時と13時半", { ...plain, times: [540, 810], days: WEEK }],
    ["月曜から金曜 午前9時、午後5時", { ...plain, times: [540, 1020], days: WORK }],
    ["9am and 5pm on weekdays", { ...plain, times: [540, 1020], days: WORK }],
    ["mon - wed, fri 05:00", { ...plain, times: [300], days: [1, 2, 3, 5] }],
    ["9:00 に", { ...plain, times: [540], days: WEEK }],
    [
      "休業日も 9:00 <#C0123ABC|leads>",
      { ...plain, times: [540], days: WEEK, to: { kind: "room", channel: "C0123ABC" }, closedDays: true },
    ],
    ["9:00 daily silent closed-days", { ...plain, times: [540], days: WEEK, empty: "silent", closedDays: true }],
  ])("%s", (typed, digest) => {
    expect(readDigestWish(typed)).toEqual({ kind: "set", digest });
  });

  it.each([
    ["", "show"],
    ["show", "show"],
    ["now", "now"],
    ["今すぐ", "now"],
    ["off", "off"],
    ["停止", "off"],
  ])("or asked for, or ended: %j", (typed, kind) => {
    expect(readDigestWish(typed)).toEqual({ kind });
  });

  it.each([
    "weekdays",
    "9",
    "24:00",
    "9:60",
    "9:00 someday",
    "9:00 9:00",
    "now 9:00",
    "9:00 to #leads",
    "9:00 to assignees to here",
    "9:00 silent silent",
    "9:00 mon mon",
    "9:00 平日 金",
    "9:00-10:00",
    "9:00 mon-",
    "9:00 mon-tue-wed",
    "9:00 -mon",
    "翌9:00",
    "26:00",
    "午後12時",
    "9:00 holidays",
    "9:00 12/24",
    "mon-",
    Array.from({ length: 25 }, (_, i) => `8:${i + 10}`).join(","),
  ])("but never guessed: %s", (typed) => {
    expect(readDigestWish(typed)).toBeUndefined();
  });

  it.each([
    ["3時 平日", ["03:00", "15:00"]],
    ["9:00,5:00", ["05:00", "17:00"]],
  ])("and asked back where it could be the night or the afternoon: %s", (typed, could) => {
    expect(readDigestWish(typed)).toMatchObject({ kind: "twoWays", could });
  });

  it.each(["9:00,13:00,17:30 weekdays", "0:05 daily to <#C1> silent", "8:00 mon,wed to assignees closed-days"])(
    "and written as it is read: %s",
    (typed) => {
      const wish = readDigestWish(typed);

      expect(wish?.kind === "set" ? writeDigest(wish.digest) : "").toBe(typed);
    },
  );
});

describe("a digest is due", () => {
  const digest: Digest = { ...plain, times: [540, 570, 1425], days: WORK, since: "2026-11-01T00:00:00Z" };
  const at = (time: string): Date => new Date(`${time}:00+09:00`);
  const always = (zone: string): Hours => ({ zone, rules: undefined, holiday: () => undefined });
  const tokyo = always("Asia/Tokyo");

  it.each([
    ["2026-11-30T08:59", undefined],
    ["2026-11-30T09:00", "2026-11-30T09:00"],
    ["2026-11-30T09:29", "2026-11-30T09:00"],
    // of two that were missed the newer one
    ["2026-11-30T09:45", "2026-11-30T09:30"],
    ["2026-11-30T10:29", "2026-11-30T09:30"],
    ["2026-11-30T10:30", undefined],
    // Friday's last, after midnight
    ["2026-11-28T00:20", "2026-11-27T23:45"],
    ["2026-11-28T09:10", undefined],
  ])("at %s: %s", (now, slot) => {
    expect(dueSlot(digest, tokyo, at(now))).toEqual(slot === undefined ? undefined : at(slot));
  });

  it("not for a time that had passed when it was chosen", () => {
    const chosen = { ...digest, since: at("2026-11-30T09:10").toISOString() };

    expect(dueSlot(chosen, tokyo, at("2026-11-30T09:20"))).toBeUndefined();
    expect(dueSlot(chosen, tokyo, at("2026-11-30T09:31"))).toEqual(at("2026-11-30T09:30"));
  });

  it("by the account's clock, also when it is changed", () => {
    const night: Digest = { ...plain, times: [90, 150], days: WEEK, since: "2026-01-01T00:00:00Z" };
    const newYork = always("America/New_York");

    // 1:30 comes twice in this night: once
    expect(dueSlot(night, newYork, new Date("2026-11-01T05:40:00Z"))).toEqual(new Date("2026-11-01T05:30:00Z"));
    expect(dueSlot(night, newYork, new Date("2026-11-01T06:40:00Z"))).toBeUndefined();
    // 2:30 does not come: as much later
    expect(dueSlot(night, newYork, new Date("2026-03-08T07:40:00Z"))).toEqual(new Date("2026-03-08T07:30:00Z"));
  });

  it("next", () => {
    expect(nextSlot(digest, tokyo, at("2026-11-27T23:45"))).toEqual(at("2026-11-30T09:00"));
    expect(nextSlot(digest, tokyo, at("2026-11-30T09:00"))).toEqual(at("2026-11-30T09:30"));
  });

  describe("on days without response hours", () => {
    const evening = [{ from: 1320, to: 1560 }];
    // a bar: Monday to Saturday from 22:00 to 26:00; closed on holidays and over the turn of the year
    const week = [evening, evening, evening, evening, evening, evening, []];
    const exceptions = [{ from: "2026-12-29", to: "2027-01-03", spans: [] }];
    const rules = HoursRules.parse({ zone: tokyo.zone, week, holidays: "closed", exceptions });
    const bar: Hours = { ...tokyo, rules, holiday: (date) => (date === "2026-11-23" ? "勤労感謝の日" : undefined) };
    const nightly: Digest = { ...plain, times: [60, 1320], days: WEEK, since: "2026-01-01T00:00:00Z" };

    it.each([
      ["the night of Saturday goes on into Sunday", "2026-11-29T01:10", "2026-11-29T01:00"],
      ["nobody is there on Sunday evening", "2026-11-29T22:10", undefined],
      ["nor in the night after it", "2026-11-23T01:10", undefined],
      ["nor on the evening of a holiday", "2026-11-23T22:10", undefined],
      ["the day after it is as any other", "2026-11-24T22:10", "2026-11-24T22:00"],
    ])("%s", (_why, now, slot) => {
      expect(dueSlot(nightly, bar, at(now))).toEqual(slot && at(slot));
      expect(dueSlot({ ...nightly, closedDays: true }, bar, at(now))).toEqual(at(now.replace(":10", ":00")));
    });

    it("the next one is that which comes", () => {
      const evenings = { ...nightly, times: [1320] };

      expect(nextSlot(evenings, bar, at("2026-11-21T23:00"))).toEqual(at("2026-11-24T22:00"));
      expect(nextSlot(evenings, bar, at("2026-12-28T23:00"))).toEqual(at("2027-01-04T22:00"));
      expect(nextSlot({ ...evenings, closedDays: true }, bar, at("2026-11-21T23:00"))).toEqual(at("2026-11-22T22:00"));
    });
  });

  it("in lines that a clock understands", () => {
    expect(cronLines({ ...digest, times: [540, 780, 1050], days: [1, 7] })).toEqual([
      "0 9,13 * * 1,0",
      "30 17 * * 1,0",
    ]);
  });
});
