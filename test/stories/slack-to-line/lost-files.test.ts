/** Files that were made ready and whose bytes are not there any more: another disk, a backup from before, a foreign hand. */
import { rm } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { monthlyLimit } from "../../../src/sandbox/line/trouble.ts";
import type { SaidMessage, Staff, StaffFile } from "../../../src/sandbox/slack/types.ts";
import { fileIds, type FileTalk, openFileTalk } from "../../support/file-talk.ts";
import * as samples from "../../support/samples.ts";
import { type Stage, startStage } from "../../support/stage.ts";

const NO_MORE = "messages for this month are used up";

let stage: Stage;
let aki: Staff;
let photo: StaffFile;
const pdf: StaffFile = { name: "price list.pdf", bytes: samples.pdf(), mimetype: "application/pdf" };
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
  photo = { name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" };
});
afterEach(() => stage.line.setFault(undefined));
afterAll(() => stage.close());

const monthIsOver = (): void =>
  stage.line.setFault(({ method }, phase) =>
    phase === "before" && method.endsWith("/message/push") ? monthlyLimit : undefined,
  );

/** Words and a photo that are ready and wait for a person. */
async function keptBack(name: string): Promise<{ talk: FileTalk; said: SaidMessage }> {
  const talk = await openFileTalk(stage, aki, name);
  monthIsOver();
  const said = await talk.upload([photo], "Our menu");
  await talk.told(NO_MORE);
  await stage.quiet();
  stage.line.setFault(undefined);
  return { talk, said };
}

/** The bytes of this file, or of its small picture, are gone. */
async function lose(said: SaidMessage, index: number, of: "file" | "preview" | "both"): Promise<void> {
  const rows = await stage.db.content.findMany({ where: { originId: fileIds(said)[index] ?? "" } });
  const lost = rows.filter(({ kind }) => of === "both" || (kind === "preview") === (of === "preview"));
  if (lost.length === 0) throw new Error("Nothing to lose");
  for (const { id } of lost) await rm(join(stage.settings["DATA_DIR"] ?? "", "media", id.slice(-2), id));
}

it.each(["file", "preview", "both"] as const)("what is lost is made once more before it is sent: %s", async (what) => {
  const { talk, said } = await keptBack(`Customer of a lost ${what}`);

  await lose(said, 0, what);
  await talk.press(NO_MORE, "send");
  await talk.marked(said, "white_check_mark");
  const [, picture = { type: "" }] = await talk.onPhone(2);
  const { original, preview } = await stage.line.open(picture);

  expect(talk.shown()).toEqual(["Our menu", "image"]);
  expect([original.status, preview?.status]).toEqual([200, 200]);
});

it("what is lost here and in Slack is told, and nothing goes until somebody says so", async () => {
  const { talk, said } = await keptBack("Customer of nothing left");

  await lose(said, 0, "both");
  stage.slack.changeFile(fileIds(said)[0] ?? "", { refused: "file_not_found" });
  await talk.press(NO_MORE, "send");
  const question = await talk.told("it was deleted in Slack");
  await stage.quiet();
  const before = talk.shown();
  await talk.press("it was deleted in Slack", "sendRest");
  await talk.marked(said, "white_check_mark");

  expect(question.text).toContain("*menu.jpg*");
  expect([before, talk.shown()]).toEqual([[], ["Our menu"]]);
});

it("whoever has the rest tried once more has all of it tried, also what was left out before", async () => {
  const talk = await openFileTalk(stage, aki, "Customer of a second thought");
  monthIsOver();
  const said = await aki.upload(stage.channel, [photo, pdf], {
    thread_ts: talk.card.ts,
    text: "Both",
    deliver: false,
  });
  const [first = "", second = ""] = fileIds(said);
  stage.slack.changeFile(second, { download: { kind: "login" } });
  await said.deliver();
  await talk.told("*price list.pdf*");
  await stage.quiet();
  await talk.press("*price list.pdf*", "sendRest");
  await talk.told(NO_MORE);
  await stage.quiet();
  stage.line.setFault(undefined);

  await lose(said, 0, "both");
  stage.slack.changeFile(first, { download: { kind: "login" } });
  await talk.press(NO_MORE, "send");
  const question = await talk.told("*menu.jpg*: Slack does not give it");
  await stage.quiet();
  for (const id of [first, second]) stage.slack.changeFile(id, { download: undefined });
  await talk.press("*menu.jpg*", "tryAgain");
  await talk.marked(said, "white_check_mark");

  // it names all that would be missing
  expect(question.text).toContain("*price list.pdf*: Slack does not give it");
  expect(talk.shown()).toEqual(["Both", "image", "template"]);
});
