/** Files that are taken out of a message, or deleted, while its words stay as they are. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { SaidMessage, Staff, StaffFile } from "../../../src/sandbox/slack/types.ts";
import { fileIds, type FileTalk, openFileTalk } from "../../support/file-talk.ts";
import * as samples from "../../support/samples.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let photo: StaffFile;
const pdf: StaffFile = { name: "price list.pdf", bytes: samples.pdf(), mimetype: "application/pdf" };
beforeAll(async () => {
  photo = { name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" };
});

const fileOf = (said: SaidMessage, index: number): string => fileIds(said)[index] ?? "";
const stillSeen = async (talk: FileTalk): Promise<string[]> =>
  (await talk.thread()).filter((text) => text.includes("The customer still sees"));

describe("held", () => {
  let stage: Stage;
  let aki: Staff;
  beforeAll(async () => {
    stage = await startStage({ settings: { SEND_HOLD_SECONDS: "10" } });
    aki = await stage.staff();
  });
  afterAll(() => stage.close());

  const held = async (talk: FileTalk, files: StaffFile[], text: string): Promise<SaidMessage> => {
    const said = await talk.upload(files, text);
    await talk.marked(said, "hourglass_flowing_sand");
    return said;
  };
  const letGo = async (): Promise<void> => {
    stage.clock.advance(20_000);
    await stage.quiet();
  };

  it("a file that is taken out does not go, though Slack still has it", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of the wrong list");
    const said = await held(talk, [pdf, photo], "Our menu");

    await aki.takeOutFile(said, fileOf(said, 0));
    await letGo();
    await talk.marked(said, "white_check_mark");

    expect(talk.shown()).toEqual(["Our menu", "image"]);
    expect(await stillSeen(talk)).toEqual([]);
  });

  it("a file that is deleted does not go, and nobody is asked about it", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of an old list");
    const said = await held(talk, [pdf, photo], "");

    await aki.deleteFile(said, fileOf(said, 0));
    await letGo();
    await talk.marked(said, "white_check_mark");

    expect(talk.shown()).toEqual(["image"]);
    expect((await talk.thread()).filter((text) => text.includes("deleted"))).toEqual([]);
  });

  it.each(["takeOutFile", "deleteFile"] as const)("with its only file a message is taken back (%s)", async (how) => {
    const talk = await openFileTalk(stage, aki, `Customer of nothing ${how}`);
    const said = await held(talk, [pdf], "");

    await aki[how](said, fileOf(said, 0));
    await talk.marked(said, "wastebasket");
    await letGo();

    expect(talk.pushes()).toEqual([]);
    expect(await talk.marks(said)).toEqual(["wastebasket"]);
  });

  it("of words that name somebody only the file is taken", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of names");
    const said = await held(talk, [pdf], `Ask <@${aki.userId}>`);
    await letGo();
    await talk.marked(said, "white_check_mark");

    await aki.deleteFile(said, fileOf(said, 0));
    const told = await talk.told("The customer still sees");

    expect(told.text).toContain("📎 price list.pdf");
    expect(told.text).not.toContain("Ask");
  });

  it("a file that the customer has leaves a line, each of them once", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of late regrets");
    const said = await held(talk, [pdf, photo], "Both");
    await letGo();
    await talk.marked(said, "white_check_mark");

    await aki.takeOutFile(said, fileOf(said, 0));
    await talk.told("📎 price list.pdf");
    await aki.deleteFile(said, fileOf(said, 1));
    await talk.told("🖼");
    await stage.quiet();

    expect((await stillSeen(talk)).map((text) => text.split("\n").slice(1))).toEqual([["📎 price list.pdf"], ["🖼"]]);
  });

  it("one that is taken out before its message is heard of does not go", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of haste");
    const said = await talk.upload([pdf], "", { deliver: false });

    await aki.takeOutFile(said, fileOf(said, 0));
    await stage.quiet();
    await said.deliver();
    await letGo();

    expect(talk.pushes()).toEqual([]);
    expect((await talk.thread()).filter((text) => text.includes("Not sent"))).toEqual([]);
  });
});

describe("asked about", () => {
  let stage: Stage;
  let aki: Staff;
  beforeAll(async () => {
    stage = await startStage({ settings: { SEND_MODE: "confirm" } });
    aki = await stage.staff();
  });
  afterAll(() => stage.close());

  it("what is sent is what is left", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a question");
    const said = await talk.upload([pdf, photo], "Here");
    await talk.asked(aki, "📎 price list.pdf");
    await stage.quiet();

    await aki.takeOutFile(said, fileOf(said, 0));
    await stage.quiet();
    const second = await talk.asked(aki, "Send this to the customer?");
    await aki.clickEphemeral(second, "choice:send");
    await talk.marked(said, "white_check_mark");

    expect(second.text).not.toContain("price list");
    expect(talk.shown()).toEqual(["Here", "image"]);
  });
});

describe("begun", () => {
  let stage: Stage;
  let aki: Staff;
  beforeAll(async () => {
    stage = await startStage();
    aki = await stage.staff();
  });
  afterEach(() => stage.line.setFault(undefined));
  afterAll(() => stage.close());

  /** Five of seven have gone. */
  async function halfGone(talk: FileTalk): Promise<SaidMessage> {
    let pushes = 0;
    stage.line.setFault((call, phase) => {
      if (phase !== "before" || !call.method.endsWith("/message/push")) return undefined;
      pushes += 1;
      return pushes === 2 ? { kind: "answer", status: 400, body: { message: "no" } } : undefined;
    });
    const said = await talk.upload([photo, photo, photo, photo, photo, pdf], "Seven");
    await talk.told("LINE refused the message");
    await stage.quiet();
    return said;
  }
  const begin = ["Seven", "image", "image", "image", "image"];

  it("of the rest goes what is left of it", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of two halves");
    const said = await halfGone(talk);

    await aki.takeOutFile(said, fileOf(said, 4));
    await stage.quiet();
    await talk.press("LINE refused the message", "send");
    await talk.marked(said, "white_check_mark");

    expect(talk.shown()).toEqual([...begin, "template"]);
    expect(await stillSeen(talk)).toEqual([]);
  });

  it("when nothing of the rest is left, it is sent as it is", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of one half");
    const said = await halfGone(talk);

    await aki.takeOutFile(said, fileOf(said, 4));
    await aki.deleteFile(said, fileOf(said, 5));
    await stage.quiet();
    await talk.press("LINE refused the message", "send");
    await talk.marked(said, "white_check_mark");

    expect(talk.shown()).toEqual(begin);
    expect(talk.pushes()).toEqual([5, 2]);
  });

  it("what has gone is told, and nothing goes twice because of it", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a first half");
    const said = await halfGone(talk);

    await aki.deleteFile(said, fileOf(said, 0));
    await talk.told("The customer still sees");
    await stage.quiet();
    await talk.press("LINE refused the message", "send");
    await talk.marked(said, "white_check_mark");

    expect(talk.shown()).toEqual([...begin, "image", "template"]);
  });

  it("a message that waits for LINE behind another goes without it", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a wait");
    stage.line.setFault((call, phase) =>
      phase === "before" && call.method.endsWith("/message/push")
        ? { kind: "answer", status: 500, body: { message: "down" } }
        : undefined,
    );
    const before = await talk.say(aki, "First");
    await until("a first try", () => talk.pushes()[0]);
    const said = await talk.upload([pdf, photo], "Second");

    await aki.takeOutFile(said, fileOf(said, 0));
    stage.line.setFault(undefined);
    stage.clock.advance(5 * 60_000);
    await talk.marked(before, "white_check_mark");
    await talk.marked(said, "white_check_mark");

    expect(talk.shown()).toEqual(["First", "Second", "image"]);
  });
});
