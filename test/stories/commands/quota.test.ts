import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";

const HOUR = 3_600_000;

let stage: Stage;
let aki: Staff;

beforeEach(async () => {
  stage = await startStage({ instances: 2, line: { quota: 10 } });
  aki = await stage.staff("aki");
});
afterEach(async () => {
  expect(stage.slack.violations).toEqual([]);
  await stage.close();
});

const ask = async (): Promise<string> => JSON.stringify((await aki.slash("/line", "quota", stage.channel)).answer);

const said = async (words: string): Promise<string[]> =>
  (await stage.slack.history(stage.channel)).map(({ text }) => text).filter((text) => text.includes(words));

describe("quota", () => {
  it("says what is used, left and free of charge, and how the month will end", async () => {
    const talk = await openTalk(stage, "Hanako");
    await talk.say(aki, "billed");
    await talk.arrived(1);
    const quick = await openTalk(stage, "Taro", { fresh: true });
    await quick.say(aki, "free");
    await quick.arrived(1);
    await stage.quiet();

    const answer = await ask();

    expect(answer).toContain("*1* of 10 used (10 %)");
    expect(answer).toContain("*9* left");
    expect(answer).toContain("1 answer went free of charge");
    expect(answer).toMatch(/it will be about \*\d+\* by its end/);
  });

  it("says that LINE does not answer", async () => {
    stage.line.setFault(({ method }) => (method.endsWith("/quota") ? { kind: "answer", status: 500 } : undefined));

    expect(await ask()).toContain("LINE does not answer");
  });

  it("names no limit where there is none", async () => {
    stage.line.setQuota(null);

    expect(await ask()).toContain("LINE names no limit");
  });
});

describe("the warning in the channel", () => {
  it("comes once at 70 % and once at 90 %, from two instances", async () => {
    const talk = await openTalk(stage, "Hanako");
    for (let sent = 1; sent <= 7; sent += 1) {
      await talk.say(aki, `word ${sent}`);
      await talk.arrived(sent);
    }
    stage.clock.advance(HOUR);
    await until("70 %", async () => (await said("70 % of this month")).length === 1 || undefined);
    stage.line.setQuota(7);
    stage.clock.advance(HOUR);
    await until("over 90 %", async () => (await said("100 % of this month")).length === 1 || undefined);
    stage.clock.advance(HOUR);
    const asked = stage.line.calls.filter(({ path }) => path.endsWith("/quota")).length;
    await until(
      "both instances look again",
      () => stage.line.calls.filter(({ path }) => path.endsWith("/quota")).length >= asked + 2 || undefined,
    );
    await stage.quiet();

    expect(await said("% of this month")).toHaveLength(2);
  });
});
