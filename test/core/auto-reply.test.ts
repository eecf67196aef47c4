import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { answerOf, type Heard, type Moment, whyNever } from "../../src/core/auto-reply.ts";
import { AutoBody, type AutoRule, type Trigger } from "../../src/core/auto-rule.ts";
import type { HoursState } from "../../src/core/hours.ts";

let ids = 0;
const rule = (trigger: Trigger, body: Partial<AutoBody> & { enabled?: boolean } = {}): AutoRule => {
  const { enabled = true, ...rest } = body;
  ids += 1;
  const whole = AutoBody.parse({ messages: [{ text: "x" }], ...rest });
  return { id: ids, name: `rule ${ids}`, trigger, enabled, ...whole };
};
/** A Sunday. */
const moment = (over: Partial<Moment> = {}): Moment => ({
  wall: { year: 2026, month: 11, day: 29, hour: 23, minute: 30 },
  open: false,
  nextOpening: new Date("2026-11-30T00:00:00Z"),
  answeredSinceClosing: false,
  ...over,
});
const words = (text: string): Heard => ({ kind: "words", text });
const answers = (it: AutoRule, heard: Heard, at = moment()): boolean => answerOf([it], heard, at).rule === it;

describe("keywords", () => {
  it.each([
    ["exact", "営業時間", "営業時間", true],
    ["exact", "営業時間", " 営業時間\n", true],
    ["exact", "営業時間", "営業時間は？", false],
    ["contains", "営業時間", "営業時間は？", true],
    ["exact", "ＭＥＮＵ", "menu", true],
    ["contains", "カード", "かーど払い", true],
    ["contains", "ｶﾞｿﾘﾝ", "ガソリン", true],
    ["contains", " ", "anything", false],
    ["exact", "menu", "", false],
  ] as const)("that are to be %s: %s hears %s: %s", (match, keyword, said, heard) => {
    expect(answers(rule("keyword", { keywords: ["other", keyword], match }), words(said))).toBe(heard);
  });

  it("are looked at in their order, before the uniform reply, which answers the rest", () => {
    const [first, second, rest] = [
      rule("keyword", { keywords: ["a"], match: "contains" }),
      rule("keyword", { keywords: ["ab"] }),
      rule("uniform"),
    ];
    const ordered = [rest, first, second];

    expect(answerOf(ordered, words("ab"), moment()).rule).toBe(first);
    expect(answerOf([rest, second, first], words("ab"), moment()).rule).toBe(second);
    expect(answerOf(ordered, words("zz"), moment())).toEqual({
      rule: rest,
      passed: [
        { rule: first, because: "words" },
        { rule: second, because: "words" },
      ],
    });
    expect(answerOf(ordered, { kind: "wordless" }, moment()).rule).toBe(rest);
  });

  it("hear the data of taps if they are to; the uniform reply and greetings do not", () => {
    const tap: Heard = { kind: "tap", data: "Hours" };

    expect(answers(rule("keyword", { keywords: ["hours"] }), tap)).toBe(true);
    expect(answers(rule("keyword", { keywords: ["hours"], taps: false }), tap)).toBe(false);
    expect(answerOf([rule("uniform"), rule("follow")], tap, moment()).rule).toBeUndefined();
  });
});

describe("a rule applies", () => {
  it.each([
    [{ enabled: false }, {}, "off"],
    [{ when: "open" }, {}, "closed"],
    [{ when: "open" }, { open: true }, undefined],
    [{ when: "closed" }, { open: true }, "open"],
    [{ when: "closed" }, {}, undefined],
    [{ when: "closed" }, { open: undefined }, "noHours"],
    [{ when: "closed" }, { answeredSinceClosing: true }, "answeredSinceClosing"],
    [{ when: "closed", everyTime: true }, { answeredSinceClosing: true }, undefined],
    [{ when: "always" }, { answeredSinceClosing: true }, undefined],
    [{ messages: [{ text: "{next_open}", buttons: [] }] }, { nextOpening: undefined }, "noOpening"],
    [{ from: "2026-11-29", until: "2026-11-29" }, {}, undefined],
    [{ from: "2026-11-30" }, {}, "dates"],
    [{ until: "2026-11-28" }, {}, "dates"],
    [{ weekdays: [7] }, {}, undefined],
    [{ weekdays: [1, 6] }, {}, "weekday"],
    [{ times: { from: 23 * 60, until: 23 * 60 + 30 } }, {}, "time"],
    [{ times: { from: 23 * 60 + 30, until: 24 * 60 } }, {}, undefined],
    // over night, and on the next morning still the day on which it began
    [{ times: { from: 22 * 60, until: 120 }, weekdays: [7] }, {}, undefined],
    [{ times: { from: 22 * 60, until: 120 }, weekdays: [7] }, at(30, 1, 59), undefined],
    [{ times: { from: 22 * 60, until: 120 }, weekdays: [7], until: "2026-11-29" }, at(30, 1, 59), undefined],
    [{ times: { from: 22 * 60, until: 120 }, weekdays: [1] }, at(30, 1, 59), "weekday"],
    [{ times: { from: 22 * 60, until: 120 } }, at(30, 2, 0), "time"],
  ] as const)("%j at %j: %s", (body, over, because) => {
    const it = rule("uniform", body as Partial<AutoBody>);

    expect(answerOf([it], words("x"), moment(over)).passed[0]?.because).toBe(because);
  });

  function at(day: number, hour: number, minute: number): Partial<Moment> {
    return { wall: { year: 2026, month: 11, day, hour, minute } };
  }

  it("greetings to those who come, and to those who come back", () => {
    const [come, back] = [rule("follow"), rule("unblock")];

    expect(answerOf([back, come], { kind: "follow" }, moment()).rule).toBe(come);
    expect(answerOf([come, back], { kind: "unblock" }, moment()).rule).toBe(back);
    expect(answerOf([come, back], words("x"), moment()).rule).toBeUndefined();
  });
});

describe("a rule that never applies is found", () => {
  const open: HoursState = { kind: "open", until: new Date() };
  const situation = { hours: open, today: "2026-11-29" };
  const never = (it: AutoRule, above: AutoRule[] = [], over = {}): unknown =>
    whyNever(it, [...above, it], { ...situation, ...over });

  it("without hours, after its last day, and without keywords", () => {
    expect(never(rule("uniform", { when: "closed" }), [], { hours: { kind: "always" } })).toBe("noHours");
    expect(never(rule("uniform", { when: "closed" }), [], { hours: { kind: "open" } })).toBe("neverClosed");
    expect(never(rule("uniform", { when: "open" }), [], { hours: { kind: "closed" } })).toBe("neverOpen");
    const told = rule("uniform", { when: "closed", messages: [{ text: "{next_open}", buttons: [] }] });
    expect(never(told, [], { hours: { kind: "closed" } })).toBe("noOpening");
    expect(never(told)).toBeUndefined();
    expect(never(rule("uniform", { until: "2026-11-28" }))).toBe("past");
    expect(never(rule("keyword", { keywords: [" "] }))).toBe("noKeyword");
    expect(
      never(rule("uniform", { when: "closed", enabled: false }), [], { hours: { kind: "always" } }),
    ).toBeUndefined();
  });

  it("behind one that always answers before it", () => {
    expect(never(rule("uniform"), [rule("uniform")])).toBe("afterUniform");
    expect(never(rule("uniform"), [rule("uniform", { weekdays: [1] })])).toBeUndefined();
    expect(never(rule("uniform"), [rule("uniform", { enabled: false })])).toBeUndefined();
    expect(never(rule("uniform"), [rule("uniform", { when: "closed" })])).toBeUndefined();
    expect(never(rule("keyword", { keywords: ["a"] }), [rule("uniform")])).toBeUndefined();
  });

  it("not behind one that answers once in a closed period, if it answers each time", () => {
    const [once, eachTime] = [
      rule("uniform", { when: "closed" }),
      rule("uniform", { when: "closed", everyTime: true }),
    ];

    expect(never(eachTime, [once])).toBeUndefined();
    expect(answerOf([once, eachTime], words("x"), moment({ answeredSinceClosing: true })).rule).toBe(eachTime);
    expect(never(once, [eachTime])).toBe("afterUniform");
    expect(never(once, [rule("uniform", { when: "closed" })])).toBe("afterUniform");
  });

  it("behind others, and answers at no moment to nothing that is said", () => {
    const keyword = fc.constantFrom("a", "ab", "b");
    const bound = fc.constantFrom<Partial<AutoBody>>(
      {},
      {},
      {},
      { weekdays: [7] },
      { from: "2026-11-30" },
      { times: { from: 0, until: 60 } },
    );
    const some = fc.record({
      enabled: fc.constantFrom(true, true, true, false),
      keywords: fc.array(keyword, { maxLength: 2 }),
      match: fc.constantFrom("exact" as const, "contains" as const),
      taps: fc.boolean(),
      when: fc.constantFrom("always" as const, "closed" as const, "closed" as const, "open" as const),
      everyTime: fc.boolean(),
      messages: fc.constantFrom("x", "x", "{next_open}").map((text) => [{ text, buttons: [] }]),
    });
    const said = fc.oneof(
      keyword.map(words),
      keyword.map((data): Heard => ({ kind: "tap", data })),
      fc.constantFrom<Heard>({ kind: "wordless" }),
    );
    const when = fc.record({
      open: fc.constantFrom(true, false, false, undefined),
      nextOpening: fc.constantFrom(undefined, new Date("2026-12-01T00:00:00Z")),
      answeredSinceClosing: fc.boolean(),
    });
    const bodies = fc.array(fc.tuple(some, bound), { minLength: 2, maxLength: 5 });

    fc.assert(
      fc.property(fc.constantFrom("keyword", "uniform"), bodies, said, when, (trigger, ruled, heard, over) => {
        const rules = ruled.map(([body, bounds]) => rule(trigger, { ...body, ...bounds }));

        const { rule: answering } = answerOf(rules, heard, moment(over));

        const because = answering && whyNever(answering, rules, situation);
        expect(["afterUniform", "sameKeywords"]).not.toContain(because);
      }),
      { numRuns: 5_000 },
    );
  });

  it("when others above it take all its keywords", () => {
    const above = [rule("keyword", { keywords: ["ab"], match: "contains" }), rule("keyword", { keywords: ["x"] })];

    expect(never(rule("keyword", { keywords: ["xaby", "X"] }), above)).toBe("sameKeywords");
    expect(never(rule("keyword", { keywords: ["xaby", "y"] }), above)).toBeUndefined();
    expect(never(rule("keyword", { keywords: ["x"], match: "contains" }), above)).toBeUndefined();
  });
});
