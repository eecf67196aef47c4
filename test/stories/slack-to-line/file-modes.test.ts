/** Files under the rules for words: held, asked about, marked, taken back; and what happens when they cannot be kept. */
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Staff, StaffFile } from "../../../src/sandbox/slack/types.ts";
import { openFileTalk } from "../../support/file-talk.ts";
import * as samples from "../../support/samples.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let photo: StaffFile;
const pdf: StaffFile = { name: "price list.pdf", bytes: samples.pdf(), mimetype: "application/pdf" };
beforeAll(async () => {
  photo = { name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" };
});

describe("held", () => {
  let stage: Stage;
  let aki: Staff;
  beforeAll(async () => {
    stage = await startStage({ settings: { SEND_HOLD_SECONDS: "10" } });
    aki = await stage.staff();
  });
  afterAll(() => stage.close());

  it("a message that is deleted in time takes its files back", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a mistake");
    const said = await talk.upload([photo], "Oops");
    await talk.marked(said, "hourglass_flowing_sand");

    await aki.remove(said);
    stage.clock.advance(20_000);
    await stage.quiet();

    expect(talk.pushes()).toEqual([]);
    expect(stage.slack.calls.filter(({ method }) => method === "files.info")).toEqual([]);
  });

  it("an edit changes the words and leaves the file", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of an edit");
    const said = await talk.upload([photo], "Our menu of 2025");
    await talk.marked(said, "hourglass_flowing_sand");

    await aki.edit(said, "Our menu of 2026");
    stage.clock.advance(20_000);
    await talk.onPhone(2);

    expect(talk.shown()).toEqual(["Our menu of 2026", "image"]);
  });

  it("a file that is deleted after it was sent leaves a line in the thread", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of regrets");
    const said = await talk.upload([pdf]);
    stage.clock.advance(20_000);
    await talk.marked(said, "white_check_mark");

    await aki.remove(said);
    const told = await talk.told("The customer still sees");

    expect(told.text).toContain("📎 price list.pdf");
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

  it("a file goes when somebody says so, and is not fetched before", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a question");

    await talk.upload([pdf], "Here");
    const question = await talk.asked(aki, "Send this to the customer?");
    await stage.quiet();
    const before = stage.slack.calls.filter(({ method }) => method === "download").length;
    await aki.clickEphemeral(question, "choice:send");
    await talk.onPhone(2);

    expect(question.text).toContain("📎 price list.pdf");
    expect([before, talk.shown()]).toEqual([0, ["Here", "template"]]);
  });
});

describe("marked", () => {
  let stage: Stage;
  let aki: Staff;
  beforeAll(async () => {
    stage = await startStage({ settings: { SEND_MODE: "marked" } });
    aki = await stage.staff();
  });
  afterAll(() => stage.close());

  it("a file goes with marked words, or with the mark alone, and stays inside without it", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of marks");

    const inside = await talk.upload([photo], "look at this");
    const alone = await talk.upload([photo]);
    await talk.marked(inside, "lock");
    await talk.marked(alone, "lock");
    await talk.upload([photo], ">> Here", typed(">> Here"));
    await talk.onPhone(2);
    await talk.upload([pdf], ">>", typed(">>"));
    await talk.onPhone(3);

    expect(talk.shown()).toEqual(["Here", "image", "template"]);
  });
});

describe("without a public address", () => {
  let stage: Stage;
  const log: string[] = [];
  afterAll(() => stage.close());

  it("words go, files are told, and the start has said so", async () => {
    const settings = { PUBLIC_URL: "", LOG_LEVEL: "warn" };
    stage = await startStage({ settings, log: { write: (line) => void log.push(line) } });
    const aki = await stage.staff();
    const talk = await openFileTalk(stage, aki, "Customer of no address");

    await talk.say(aki, "Words");
    await talk.upload([photo], "With a file");
    await talk.told("`PUBLIC_URL` is not set");
    await talk.press("`PUBLIC_URL` is not set", "sendRest");
    await talk.onPhone(2);

    expect(log.join("")).toContain("PUBLIC_URL is not set to an https address");
    expect(talk.shown()).toEqual(["Words", "With a file"]);
    expect(stage.slack.calls.filter(({ method }) => method === "download")).toEqual([]);
  });
});

describe("when things break", () => {
  let stage: Stage;
  let aki: Staff;
  beforeAll(async () => {
    stage = await startStage();
    aki = await stage.staff();
  });
  afterEach(() => stage.line.setFault(undefined));
  afterAll(() => stage.close());

  it("a place for files that cannot be written is told once, and tried until it can", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a full disk");
    const folder = join(stage.settings["DATA_DIR"] ?? "", "media", "tmp");
    await rename(folder, `${folder}-away`);
    await writeFile(folder, "no folder");

    await talk.upload([photo], "Soon");
    const told = await talk.told("The files cannot be kept");
    await until("it was tried again", async () =>
      (await stage.db.lane.count({ where: { troubleTries: { gte: 2 } } })) > 0 ? true : undefined,
    );
    await rm(folder);
    await rename(`${folder}-away`, folder);
    await talk.onPhone(2);

    expect(told.text).toContain("Nothing was sent yet");
    expect((await talk.thread()).filter((text) => text.includes("cannot be kept")).length).toBe(1);
    expect(talk.shown()).toEqual(["Soon", "image"]);
  });

  it("of what has gone in part only the rest is sent again", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of two halves");
    let pushes = 0;
    stage.line.setFault((call, phase) => {
      if (phase !== "before" || !call.method.endsWith("/message/push")) return undefined;
      pushes += 1;
      return pushes === 2 ? { kind: "answer", status: 400, body: { message: "no" } } : undefined;
    });

    const said = await talk.upload(
      Array.from({ length: 6 }, () => photo),
      "Six",
    );
    await talk.told("LINE refused the message");
    await stage.quiet();
    const first = talk.shown();
    await talk.press("LINE refused the message", "send");
    await talk.marked(said, "white_check_mark");

    expect(first).toEqual(["Six", "image", "image", "image", "image"]);
    expect(talk.shown()).toEqual([...first, "image", "image"]);
  });

  it("a lost answer is asked again with the same links and the same key", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a lost answer");
    let lost = false;
    stage.line.setFault((call, phase) => {
      if (lost || phase !== "after" || !call.method.endsWith("/message/push")) return undefined;
      lost = true;
      return { kind: "reset" };
    });

    const said = await talk.upload([photo, pdf]);
    await talk.marked(said, "white_check_mark");

    const bodies = stage.line.calls.filter(
      ({ path, body }) => path.endsWith("/push") && JSON.stringify(body).includes(talk.customer.userId),
    );
    expect(new Set(bodies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(bodies.map(({ headers }) => headers.retryKey)).size).toBe(1);
    expect([bodies.length, talk.shown()]).toEqual([2, ["image", "template"]]);
  });
});

/** As Slack sends it where the writing window makes no quote of it. */
const typed = (text: string) => ({
  blocks: [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] }],
});
