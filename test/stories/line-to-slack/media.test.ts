import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { CustomerMessage } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { askedBy, below, bytesIn } from "../../support/asked.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { MEDIA_LIMIT_MB: "1" } });
});
afterAll(async () => {
  // what was refused was refused because the story wanted it
  await closeSpotless(stage);
});

describe("what a customer sends stands in the thread as a file, under the customer's name", () => {
  it.each<[string, CustomerMessage, string, string]>([
    ["an image", { type: "image", bytes: Buffer.from("picture") }, "image.jpg", "🖼 Sakura sent an image."],
    ["a video", { type: "video", duration: 3_000, bytes: Buffer.from("film") }, "video.mp4", "🎬 Sakura sent a video."],
    ["a voice message", { type: "audio", bytes: Buffer.from("voice") }, "audio.m4a", "🎤 Sakura sent a voice message."],
    [
      "a file with a Japanese name",
      { type: "file", fileName: "../見積書 <最新>.pdf", bytes: Buffer.from("%PDF") },
      "_見積書 _最新_.pdf",
      "📎 Sakura sent a file (../見積書 <最新>.pdf).",
    ],
  ])("%s", async (_what, message, name, caption) => {
    const { customer, card } = await askedBy(stage, "Sakura");

    await customer.send(message);
    await stage.quiet();

    const [post] = await below(stage, card);
    expect(post).toMatchObject({ username: "Sakura · LINE", thread_ts: card.ts });
    expect(post?.files?.map((file) => file["name"])).toEqual([name]);
    expect(await bytesIn(stage, post)).toEqual([
      Buffer.from("bytes" in message ? (message.bytes ?? []) : []).toString(),
    ]);
    expect(seen(post as Message)).toEqual([caption]);
  });
});

const MB = 1_000_000;
const trouble = async (card: Message): Promise<string[]> => (await below(stage, card)).flatMap(seen);

describe("what cannot be had is one line that says what it was and why", () => {
  it("larger than allowed, as LINE announces it: not a byte of it is kept", async () => {
    const { customer, card } = await askedBy(stage, "Big");

    await customer.send({ type: "file", fileName: "catalogue.zip", bytes: Buffer.alloc(2 * MB) });
    await customer.send({ type: "video", bytes: Buffer.alloc(1.4 * MB) });
    await stage.quiet();

    expect(await trouble(card)).toEqual([
      "📎 sent a file (catalogue.zip, 2 MB). It cannot be shown here: it is larger than 1 MB. Look into LINE Official Account Manager.",
      "🎬 sent a video (1 MB). It cannot be shown here: it is larger than 1 MB. Look into LINE Official Account Manager.",
    ]);
    expect((await below(stage, card))[0]?.username).toBe("Big · LINE");
    expect(await stage.db.content.count({ where: { state: "tooBig" } })).toBe(2);
  });

  it.each([
    ["never there", { missing: true }, "LINE does not have it any more"],
    ["gone", { gone: true }, "LINE does not have it any more"],
    [
      "a video that LINE cannot prepare",
      { preparing: 2, transcoding: "failed" as const },
      "LINE does not have it any more",
    ],
    ["empty", { bytes: Buffer.alloc(0) }, "it is empty"],
  ])("%s", async (_what, settings, why) => {
    const { customer, card } = await askedBy(stage, "Lost");
    const sent = await customer.send({ type: "video" }, { deliver: false });
    stage.line.content(sent.messageId ?? "", settings);

    await sent.deliver();
    await stage.quiet();

    expect((await trouble(card))[0]).toContain(`sent a video. It cannot be shown here: ${why}.`);
  });

  it("at an address within our own network: nobody goes there", async () => {
    const { customer, card } = await askedBy(stage, "Elsewhere");
    for (const address of [
      "https://127.0.0.1/x",
      "http://example.com/x",
      "https://[::1]/x",
      "https://metadata.internal/x",
    ])
      await customer.send({ type: "image", external: { originalContentUrl: address } });
    await stage.quiet();

    const lines = await trouble(card);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toContain("it lies at an address that is not public");
  });

  it("that Slack refuses can be fetched from us by a link", async () => {
    const { customer, card } = await askedBy(stage, "Refused");
    stage.slack.setFault((call, phase) =>
      phase === "before" && call.method === "files.getUploadURLExternal"
        ? { kind: "answer", status: 200, body: { ok: false, error: "file_uploads_disabled" } }
        : undefined,
    );

    await customer.send({ type: "file", fileName: "order.pdf", bytes: Buffer.from("%PDF order") });
    await stage.quiet();
    stage.slack.setFault(undefined);

    const [line = ""] = await trouble(card);
    expect(line).toContain(
      "sent a file (order.pdf, 1 KB). It cannot be shown here: Slack did not take it (file_uploads_disabled).",
    );
    const link = /https?:\S+/.exec(line)?.[0] ?? "";
    const path = new URL(link).pathname;
    const answer = await fetch(stage.url() + path);
    expect(await answer.text()).toBe("%PDF order");
  });

  it("that Slack takes and will not post can be fetched from us by a link, too", async () => {
    const { customer, card } = await askedBy(stage, "Unposted");
    stage.slack.setFault((call, phase) =>
      phase === "before" && call.method === "files.completeUploadExternal"
        ? { kind: "answer", status: 200, body: { ok: false, error: "file_type_blocked" } }
        : undefined,
    );

    await customer.send({ type: "file", fileName: "run.exe", bytes: Buffer.from("MZ") });
    await stage.quiet();
    stage.slack.setFault(undefined);

    expect((await trouble(card))[0]).toMatch(
      /Slack did not take it \(file_type_blocked\)\. Get it here for a while: http/,
    );
  });
});

describe("what takes more than one try comes all the same, once", () => {
  it.each([
    ["LINE still prepares it", { preparing: 2 }],
    ["it comes in drops", { drip: { bytes: 20_000, milliseconds: 5 } }],
  ])("%s", async (_what, settings) => {
    const { customer, card } = await askedBy(stage, "Slow");
    const bytes = Buffer.alloc(200_000, "v");
    const sent = await customer.send({ type: "video", bytes }, { deliver: false });
    stage.line.content(sent.messageId ?? "", settings);

    await sent.deliver();
    await stage.quiet();

    const posts = await below(stage, card);
    expect(posts).toHaveLength(1);
    expect(await bytesIn(stage, posts[0])).toEqual([bytes.toString()]);
  });

  it("the connection breaks in the middle, and the process lives", async () => {
    const { customer, card } = await askedBy(stage, "Broken");
    const sent = await customer.send({ type: "video", bytes: Buffer.alloc(300_000, "v") }, { deliver: false });
    stage.line.content(sent.messageId ?? "", { cutAfter: 100_000 });

    await sent.deliver();
    await until("a try that broke off", () =>
      stage.db.delivery.findFirst({ where: { kind: "fetch", tries: { gt: 0 }, status: "pending" } }),
    );
    stage.line.content(sent.messageId ?? "", { cutAfter: 300_000 });
    await stage.quiet();

    const posts = await below(stage, card);
    expect(posts).toHaveLength(1);
    expect((await bytesIn(stage, posts[0]))[0]).toHaveLength(300_000);
  });

  it("Slack breaks off the upload, and does not say whether it posted the file", async () => {
    const { customer, card } = await askedBy(stage, "Unclear");
    const broken = new Set<string>();
    stage.slack.setFault((call, phase) => {
      const here = `${call.method} ${phase}`;
      if (here !== "upload before" && here !== "files.completeUploadExternal after") return undefined;
      if (broken.has(here)) return undefined;
      broken.add(here);
      return { kind: "reset" };
    });

    await customer.send({ type: "image", bytes: Buffer.from("once") });
    await stage.quiet();
    stage.slack.setFault(undefined);

    const posts = await below(stage, card);
    expect(broken.size).toBe(2);
    expect(posts).toHaveLength(1);
    expect(await bytesIn(stage, posts[0])).toEqual(["once"]);
  });

  it("the disk is full: the thread is told once, and it comes when there is room", async () => {
    const { customer, card } = await askedBy(stage, "Full");
    const folder = join(stage.settings["DATA_DIR"] ?? "", "media", "tmp");
    await rename(folder, `${folder}-away`);
    await writeFile(folder, "no folder");

    await customer.send({ type: "image", bytes: Buffer.from("patience") });
    await stage.inThread(card, "cannot store it now");
    await until("several tries", () =>
      stage.db.delivery.findFirst({ where: { kind: "fetch", tries: { gt: 2 }, status: "pending" } }),
    );
    await rm(folder);
    await rename(`${folder}-away`, folder);
    await stage.quiet();

    const posts = await below(stage, card);
    expect(posts.filter((post) => post.text.includes("cannot store"))).toHaveLength(1);
    expect(await bytesIn(stage, posts.at(-1))).toEqual(["patience"]);
  });
});
