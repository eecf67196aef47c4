/** A message of which the beginning has reached the customer: whoever reads that the rest was not sent must know that. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { FaultAction } from "../../../src/sandbox/faults.ts";
import { monthlyLimit } from "../../../src/sandbox/line/trouble.ts";
import type { SaidMessage, Staff, StaffFile } from "../../../src/sandbox/slack/types.ts";
import { type FileTalk, openFileTalk } from "../../support/file-talk.ts";
import * as samples from "../../support/samples.ts";
import { type Stage, startStage } from "../../support/stage.ts";

const refusal = (status: number): FaultAction => ({ kind: "answer", status, body: { message: "no" } });
const BEGUN = "The beginning of this (5 messages in LINE) has gone to the customer already";

let photo: StaffFile;
let stage: Stage;
let aki: Staff;
beforeAll(async () => {
  photo = { name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" };
  stage = await startStage();
  aki = await stage.staff();
});
afterEach(() => stage.line.setFault(undefined));
afterAll(() => stage.close());

/** Six messages in LINE; this is what it answers to the request with that number, and once. */
async function sixOf(talk: FileTalk, request: number, answer: FaultAction): Promise<SaidMessage> {
  let pushes = 0;
  stage.line.setFault((call, phase) => {
    if (phase !== "before" || !call.method.endsWith("/message/push")) return undefined;
    pushes += 1;
    return pushes === request ? answer : undefined;
  });
  const files = Array.from({ length: 5 }, () => photo);
  return talk.upload(files, "Six");
}

const kept = [
  { what: "refused", answer: refusal(400), says: "LINE refused the message" },
  { what: "over the month's limit", answer: monthlyLimit, says: "messages for this month are used up" },
  { what: "refused with the token", answer: refusal(401), says: "no longer accepts this account's access token" },
];
describe.each(kept)("a rest that is $what", ({ what, answer, says }) => {
  it("is told as the rest, and goes alone when somebody says so", async () => {
    const talk = await openFileTalk(stage, aki, `Customer of a rest ${what}`);

    const said = await sixOf(talk, 2, answer);
    const told = await talk.told(says);
    await stage.quiet();
    await talk.press(says, "send");
    await talk.marked(said, "white_check_mark");

    expect(told.text).toContain(BEGUN);
    expect(talk.shown()).toEqual(["Six", "image", "image", "image", "image", "image"]);
  });
});

it("of a message that was refused whole no beginning has gone", async () => {
  const talk = await openFileTalk(stage, aki, "Customer of nothing yet");

  await sixOf(talk, 1, refusal(400));
  const told = await talk.told("LINE refused the message");

  expect(told.text).not.toContain("has gone to the customer");
  expect(talk.shown()).toEqual([]);
});

it("what is left of it says so, too", async () => {
  const talk = await openFileTalk(stage, aki, "Customer of a half");

  await sixOf(talk, 2, refusal(400));
  await talk.told("LINE refused the message");
  await stage.quiet();
  await talk.press("LINE refused the message", "leave");
  const left = await talk.told("left it unsent");

  expect(left.text).toContain(BEGUN);
});

it("a rest that another tool keeps from us is told as the rest", async () => {
  const talk = await openFileTalk(stage, aki, "Customer of another tool");

  await sixOf(talk, 2, refusal(400));
  await talk.told("LINE refused the message");
  await talk.customer.write("Anybody?", { mode: "standby" });
  await talk.told("Anybody?");
  await stage.quiet();
  await talk.press("LINE refused the message", "send");
  const told = await talk.told("another LINE tool holds this chat");

  expect(told.text).toContain(BEGUN);
});

it("a deletion leaves a line with what the customer still sees, though the rest was not sent", async () => {
  const talk = await openFileTalk(stage, aki, "Customer of a deleted half");

  const said = await sixOf(talk, 2, refusal(400));
  await talk.told("LINE refused the message");
  await stage.quiet();
  await aki.remove(said);
  const told = await talk.told("The customer still sees");

  expect(told.text).toContain("Six");
});

it("an edit that sends nothing says so, too", async () => {
  const talk = await openFileTalk(stage, aki, "Customer of an edited half");

  const said = await sixOf(talk, 2, refusal(400));
  await talk.told("LINE refused the message");
  await stage.quiet();
  await aki.edit(said, "All six");
  const whisper = await talk.asked(aki, "an edit does not send it");

  expect(whisper.text).toContain(BEGUN);
});
