import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Customer, CustomerMessage } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
let chats = 0;
beforeAll(async () => {
  stage = await startStage({ settings: { MEDIA_LIMIT_MB: "1" } });
});
afterAll(() => closeSpotless(stage));

async function chat(name: string): Promise<{ customer: Customer; card: Message }> {
  const customer = stage.line.customer({ name });
  await customer.write(`${name} asks`, { timestamp: Date.now() - 9_000 });
  chats += 1;
  const card = await stage.card(chats);
  await stage.quiet();
  return { customer, card };
}

/** What stands in the thread below the first words. */
const below = async (card: Message): Promise<Message[]> => (await stage.slack.thread(stage.channel, card.ts)).slice(2);

async function bytesIn(message: Message | undefined): Promise<string[]> {
  const found: string[] = [];
  for (const file of message?.files ?? []) {
    const { bytes } = (await stage.slack.file(String(file["id"]))) ?? {};
    found.push(Buffer.from(bytes ?? []).toString());
  }
  return found;
}

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
    const { customer, card } = await chat("Sakura");

    await customer.send(message);
    await stage.quiet();

    const [post] = await below(card);
    expect(post).toMatchObject({ username: "Sakura · LINE", thread_ts: card.ts });
    expect(post?.files?.map((file) => file["name"])).toEqual([name]);
    expect(await bytesIn(post)).toEqual([Buffer.from("bytes" in message ? (message.bytes ?? []) : []).toString()]);
    expect(seen(post as Message)).toEqual([caption]);
  });
});
