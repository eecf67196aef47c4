import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { LineMessage } from "../../../src/sandbox/line/types.ts";
import type { SaidMessage, Staff, StaffFile } from "../../../src/sandbox/slack/types.ts";
import * as samples from "../../support/samples.ts";
import { PUBLIC_URL, type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let photo: StaffFile;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
  photo = { name: "menu.jpg", bytes: await samples.photo(), mimetype: "image/jpeg" };
});
afterAll(() => stage.close());

const upload = (talk: Talk, files: StaffFile[], text = ""): Promise<SaidMessage> =>
  aki.upload(stage.channel, files, { thread_ts: talk.card.ts, text });

/** What the account has sent to the customer, once there is so much of it. */
function onPhone({ customer }: Talk, count: number): Promise<LineMessage[]> {
  return until(`${count} messages on the phone of ${customer.name}`, () => {
    const messages = stage.line.phone(customer).filter(({ from }) => from === "account");
    return messages.length >= count ? messages.map(({ message }) => message) : undefined;
  });
}

const mine = (talk: Talk) =>
  stage.line.calls.filter(
    ({ path, body }) => path.endsWith("/push") && (body as { to: string }).to === talk.customer.userId,
  );

it("while a large file is prepared, the customer sees that something comes", async () => {
  const talk = await openTalk(stage, "Customer of a film");
  const shown = () => stage.line.calls.filter(({ path, status }) => path.endsWith("/loading/start") && status === 202);
  await upload(talk, [{ name: "small.zip", bytes: Buffer.alloc(1_000, 1), mimetype: "application/zip" }]);
  await onPhone(talk, 1);
  expect(shown()).toEqual([]);

  await upload(talk, [{ name: "large.zip", bytes: Buffer.alloc(5_000_001, 1), mimetype: "application/zip" }]);
  await onPhone(talk, 2);

  expect(shown().map(({ body }) => body)).toEqual([{ chatId: talk.customer.userId, loadingSeconds: 30 }]);
});

describe("pictures", () => {
  it("a photo is on the phone, upright, small enough, and without the place where it was taken", async () => {
    const talk = await openTalk(stage, "Customer of a photo");

    const said = await upload(talk, [photo]);
    await talk.marked(said, "white_check_mark");
    const [message] = await onPhone(talk, 1);
    const { original, preview } = await stage.line.open(message ?? fail());

    expect(message).toMatchObject({
      type: "image",
      originalContentUrl: expect.stringMatching(/^https:\/\/shop\.example\/media\//),
    });
    for (const picture of [original, preview]) {
      const { width, height, exif } = await sharp(picture?.bytes).metadata();
      expect([picture?.headers["content-type"], width, height, exif]).toEqual(["image/jpeg", 40, 60, undefined]);
    }
    expect(stage.line.violations).toEqual([]);
  });

  it("one of a kind that we cannot read goes as Slack's own copy of it", async () => {
    const talk = await openTalk(stage, "Customer of HEIC");
    const copies = { thumb_1024: { bytes: await samples.jpeg(90, 70), mimetype: "image/jpeg" } };

    await upload(talk, [{ name: "IMG_1.HEIC", bytes: samples.heic(), mimetype: "image/heic", copies }]);
    const [message = fail()] = await onPhone(talk, 1);

    expect((await sharp((await stage.line.open(message)).original.bytes).metadata()).width).toBe(90);
  });
});

describe("films and recordings", () => {
  it("a video plays, with Slack's picture of it", async () => {
    const talk = await openTalk(stage, "Customer of a video");
    const copies = { thumb_video: { bytes: await samples.jpeg(64, 36), mimetype: "image/jpeg" } };

    await upload(talk, [{ name: "clip.mp4", bytes: samples.mp4(), mimetype: "video/mp4", copies }]);
    const [message = fail()] = await onPhone(talk, 1);
    const { original, preview } = await stage.line.open(message);

    expect(message.type).toBe("video");
    expect([original.headers["content-type"], original.bytes.equals(samples.mp4())]).toEqual(["video/mp4", true]);
    expect((await sharp(preview?.bytes).metadata()).width).toBe(64);
  });

  it("a film of a kind that phones do not play goes as Slack's MP4 of it", async () => {
    const talk = await openTalk(stage, "Customer of a mov");
    const copies = { mp4: { bytes: samples.mp4({ seconds: 9 }), mimetype: "video/mp4" } };

    await upload(talk, [
      { name: "clip.mov", bytes: samples.mp4({ brand: "qt  " }), mimetype: "video/quicktime", copies },
    ]);
    const [message = fail()] = await onPhone(talk, 1);

    expect(message.type).toBe("video");
    expect((await stage.line.open(message)).original.bytes.equals(samples.mp4({ seconds: 9 }))).toBe(true);
  });

  const recordings = [
    { what: "an m4a", file: { name: "voice.m4a", bytes: samples.m4a(3), mimetype: "audio/mp4" }, duration: 3000 },
    { what: "an mp3", file: { name: "song.mp3", bytes: samples.mp3(100), mimetype: "audio/mpeg" }, duration: 2606 },
  ];
  it.each(recordings)("$what plays, and LINE knows for how long", async ({ what, file, duration }) => {
    const talk = await openTalk(stage, `Customer of ${what}`);

    await upload(talk, [file]);
    const [message = fail()] = await onPhone(talk, 1);

    expect(message).toMatchObject({ type: "audio", duration });
    expect((await stage.line.open(message)).original.bytes.equals(file.bytes)).toBe(true);
  });
});

describe("everything else", () => {
  const others = [
    { name: "御見積書.pdf", bytes: samples.pdf(), mimetype: "application/pdf" },
    {
      name: "list.xlsx",
      bytes: Buffer.from("PK"),
      mimetype: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    },
    { name: "page.html", bytes: Buffer.from("<!DOCTYPE html><p>x"), mimetype: "text/html" },
    { name: "logo.svg", bytes: samples.svg(), mimetype: "image/svg+xml" },
    { name: `${"長い名前".repeat(20)}.docx`, bytes: Buffer.from("PK"), mimetype: "application/msword" },
  ];
  it.each(others)("$name is a card with a button", async (file) => {
    const talk = await openTalk(stage, `Customer of ${file.name.slice(0, 9)}`);

    await upload(talk, [file]);
    const [message = fail()] = await onPhone(talk, 1);

    const { template } = message as unknown as {
      template: { title: string; text: string; actions: { uri: string }[] };
    };
    expect(message).toMatchObject({ type: "template", altText: expect.stringContaining(file.name.slice(0, 20)) });
    expect(template.title.endsWith(file.name.slice(-4))).toBe(true);
    expect(template.text).toMatch(/^\d+ B · Until \d+ \w+ \d{4}$/);
    expect(template.actions[0]?.uri).toMatch(/^https:\/\/shop\.example\/f\/.*\?openExternalBrowser=1$/);
  });
});

it("a file that answers at once goes by the reply token, free of charge", async () => {
  const talk = await openTalk(stage, "Customer of a quick answer", { fresh: true });
  await talk.customer.write("Quick?");
  await stage.inThread(talk.card, "Quick?");
  const [billed, free] = [stage.line.billed(), stage.line.free()];

  await upload(talk, [photo], "Here");
  await onPhone(talk, 2);

  expect([stage.line.billed() - billed, stage.line.free() - free]).toEqual([0, 1]);
});

describe("order", () => {
  it("words and files of one message go as one request, in order, and are billed once", async () => {
    const talk = await openTalk(stage, "Customer of an order");
    const billed = stage.line.billed();
    const pdf = { name: "a.pdf", bytes: samples.pdf(), mimetype: "application/pdf" };

    const said = await upload(talk, [photo, pdf], "Here it is");
    await talk.marked(said, "white_check_mark");

    expect((await onPhone(talk, 3)).map(({ type }) => type)).toEqual(["text", "image", "template"]);
    expect([mine(talk).length, stage.line.billed() - billed]).toEqual([1, 1]);
  });

  it("seven of them go as two requests, all of them made ready before the first", async () => {
    const talk = await openTalk(stage, "Customer of seven");
    const many = Array.from({ length: 6 }, (_, index) => ({ ...photo, name: `${index}.jpg` }));

    const said = await upload(talk, many, "All of them");
    await talk.marked(said, "white_check_mark");

    expect((await onPhone(talk, 7)).map(({ type }) => type)).toEqual(["text", ...many.map(() => "image")]);
    expect(mine(talk).map(({ body }) => (body as { messages: unknown[] }).messages.length)).toEqual([5, 2]);
    expect(new Set((await onPhone(talk, 7)).slice(1).map((each) => each["originalContentUrl"])).size).toBe(6);
  });

  it("what was written after a file does not overtake it", async () => {
    const talk = await openTalk(stage, "Customer of neighbours");
    await talk.say(aki, "Before");
    const said = await upload(talk, [photo], "With it");
    await talk.say(aki, "After");
    await talk.marked(said, "white_check_mark");

    const texts = (await onPhone(talk, 4)).map((message) => message["text"] ?? message.type);
    expect(texts).toEqual(["Before", "With it", "image", "After"]);
  });
});

it("a file among internal comments is nobody's business", async () => {
  const talk = await openTalk(stage, "Customer of a comment");

  const before = downloads();
  const said = await upload(talk, [photo], "// for us");
  await talk.marked(said, "lock");
  await stage.quiet();

  expect((await talk.thread()).filter((text) => text.includes("ot sent"))).toEqual([]);
  expect(mine(talk)).toEqual([]);
  expect(downloads()).toBe(before);
});

it("words without anything to see are visibly not sent", async () => {
  const talk = await openTalk(stage, "Customer of nothing");

  await talk.say(aki, "   ", { blocks: [] });
  await talk.told("Not sent, because there is no text in it");
  await stage.quiet();

  expect(mine(talk)).toEqual([]);
});

it("nothing that the account sent would be refused or punished by LINE, and links are none of Slack's", () => {
  expect(stage.line.violations).toEqual([]);
  const said = JSON.stringify(sends(stage));
  expect(said).not.toContain("files-pri");
  expect(PUBLIC_URL).toMatch(/^https:/);
});

const downloads = (): number => stage.slack.calls.filter(({ method }) => method === "download").length;
function fail(): never {
  throw new Error("nothing there");
}
