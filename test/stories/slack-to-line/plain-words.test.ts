import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let talk: Talk;
let count = 0;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
  await stage.slack.staff({ name: "Ben Suzuki" });
  talk = await openTalk(stage, "Sakura");
});
afterAll(() => stage.close());

const ben = async (): Promise<Staff> => stage.slack.staff({ name: "Ben Suzuki" });

async function customerReads(typed: string): Promise<string | undefined> {
  await talk.say(aki, typed);
  return (await talk.arrived((count += 1))).at(-1);
}

const texts: [what: string, typed: string, read: string][] = [
  ["a bare link", "See <https://shop.example/a?b=1&c=2>", "See https://shop.example/a?b=1&c=2"],
  ["a link with a label", "See <https://shop.example/map|the map>", "See the map (https://shop.example/map)"],
  ["bold, italic, struck", "This is *bold* and _soft_ and ~gone~.", "This is bold and soft and gone."],
  ["stars that are no markers", "2*3*4 = 24", "2*3*4 = 24"],
  ["code", "Type `*now*` please", "Type *now* please"],
  ["a block of code", "```\nline <1> & 2\nline 2\n```", "line <1> & 2\nline 2"],
  ["the three characters", "5 < 6 & 7 > 6", "5 < 6 & 7 > 6"],
  ["emoji", "Thanks :pray: :+1::skin-tone-3: 🎉", "Thanks 🙏 👍🏼 🎉"],
  ["an emoji of the workspace only", "Thanks :shop_logo:", "Thanks :shop_logo:"],
  ["a list", "Bring:\n• a bag\n• a coat", "Bring:\n• a bag\n• a coat"],
  ["a numbered list", "Then:\n1. call\n2. wait", "Then:\n1. call\n2. wait"],
  ["a quote", "> as you said\nyes", "> as you said\nyes"],
  ["several lines", "One\n\nTwo\nThree", "One\n\nTwo\nThree"],
  ["Japanese", "明日は10時に開店します。お待ちしております！", "明日は10時に開店します。お待ちしております！"],
  ["everybody", "Hello <!here>", "Hello @here"],
];
it.each(texts)("%s reads as plain words", async (_what, typed, read) => {
  expect(await customerReads(typed)).toBe(read);
});

it("a mentioned member has a name", async () => {
  const { userId } = await ben();

  expect(await customerReads(`Please ask <@${userId}>.`)).toBe("Please ask @Ben Suzuki.");
});

it("somebody whom nobody knows has none, and never an id", async () => {
  expect(await customerReads("Please ask <@U0NOBODY00>.")).toBe("Please ask @someone.");
});

it("a channel has a name", async () => {
  expect(await customerReads(`It is in <#${stage.channel}>.`)).toBe("It is in #support.");
});

it("a channel that we may not see has none", async () => {
  expect(await customerReads("It is in <#C0SECRET00>.")).toBe("It is in #channel.");
});

it("a date is written out", async () => {
  const date = { type: "date", timestamp: 1_767_225_600, format: "{date}", fallback: "1 January 2026" };
  const text = { type: "text", text: "From " };
  const blocks = [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [text, date] }] }];
  await talk.say(aki, "From 1 January 2026", { blocks });

  expect((await talk.arrived((count += 1))).at(-1)).toBe("From 1 January 2026");
});

it("an entity that somebody typed stays one", async () => {
  const elements = [{ type: "rich_text_section", elements: [{ type: "text", text: "write &amp; for &" }] }];
  await talk.say(aki, "write &amp;amp; for &amp;", { blocks: [{ type: "rich_text", elements }] });

  expect((await talk.arrived((count += 1))).at(-1)).toBe("write &amp; for &");
});

it("a message without blocks is read from its text", async () => {
  await talk.say(aki, "See <https://shop.example/map|the map> & *come* :smile:", { blocks: [] });

  expect((await talk.arrived((count += 1))).at(-1)).toBe("See the map (https://shop.example/map) & come 😄");
});

it("names that cannot be had now keep the words back until they can", async () => {
  const { userId } = await stage.slack.staff({ name: "Chie" });
  let failed = 0;
  stage.slack.setFault((call, phase) => {
    const asks = call.method === "users.info" && (call.body as { user?: string }).user === userId;
    if (!asks || phase !== "before" || failed >= 2) return;
    failed += 1;
    return { kind: "answer", status: 503 };
  });

  const read = await customerReads(`Please ask <@${userId}>.`);
  stage.slack.setFault(undefined);

  expect(failed).toBe(2);
  expect(read).toBe("Please ask @Chie.");
});
