import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, sends } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
});
afterAll(() => stage.close());

const photo = { name: "menu.png", bytes: new Uint8Array([1, 2, 3]), mimetype: "image/png" };
const clip = { name: "clip.mp4", bytes: new Uint8Array([4, 5, 6]), mimetype: "video/mp4" };

const uploads = [
  { what: "a file", files: [photo], text: "" },
  { what: "a clip", files: [clip], text: "" },
  { what: "a file with words", files: [photo], text: "Here is the menu" },
];
it.each(uploads)("$what is visibly not sent, and nothing of it leaves", async ({ what, files, text }) => {
  const talk = await openTalk(stage, `Customer of ${what}`);

  const said = await aki.upload(stage.channel, files, { thread_ts: talk.card.ts, text });
  const notice = await talk.told("Not sent, because files cannot be sent from here yet");
  await talk.marked(said, "warning");
  await stage.quiet();

  expect(notice.text).toContain("Write the text again without the file");
  expect(sends(stage)).toEqual([]);
});

it("a file among internal comments is nobody's business", async () => {
  const talk = await openTalk(stage, "Customer of a comment");

  const said = await aki.upload(stage.channel, [photo], { thread_ts: talk.card.ts, text: "// for us" });
  await talk.marked(said, "lock");
  await stage.quiet();

  expect((await talk.thread()).filter((text) => text.includes("Not sent"))).toEqual([]);
  expect(sends(stage)).toEqual([]);
});

it("words without anything to see are visibly not sent", async () => {
  const talk = await openTalk(stage, "Customer of nothing");

  await talk.say(aki, "   ", { blocks: [] });
  await talk.told("Not sent, because there is no text in it");
  await stage.quiet();

  expect(sends(stage)).toEqual([]);
});
