import { afterAll, beforeAll, expect, it } from "vitest";

import type { Customer, CustomerMessage } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
let customer: Customer;
let card: Message;
beforeAll(async () => {
  stage = await startStage();
  customer = stage.line.customer({ name: "Sakura" });
  await customer.write("hello");
  card = await stage.card();
  await stage.quiet();
});
afterAll(() => closeSpotless(stage));

it.each<[string, CustomerMessage, string]>([
  ["an image", { type: "image" }, "🖼 sent an image."],
  ["a video", { type: "video", duration: 3_000 }, "🎬 sent a video."],
  ["a voice message", { type: "audio", duration: 3_000 }, "🎤 sent a voice message."],
  ["a file", { type: "file", fileName: "<order> & *list*.pdf" }, "📎 sent a file: <order> & *list*.pdf."],
  [
    "a sticker with words",
    { type: "sticker", packageId: "1", stickerId: "2", keywords: ["thanks", "bow"] },
    "🙂 sent a sticker: thanks",
  ],
  [
    "a sticker that says something",
    { type: "sticker", packageId: "1", stickerId: "2", text: "よろしく" },
    "🙂 sent a sticker: よろしく",
  ],
  ["a sticker without words", { type: "sticker", packageId: "1", stickerId: "3" }, "🙂 sent a sticker."],
  [
    "a place",
    { type: "location", title: "Shop", address: "1-2 Ginza", latitude: 35.5, longitude: 139.5 },
    "📍 sent a place: Shop 1-2 Ginza https://www.google.com/maps?q=35.5,139.5",
  ],
  [
    "a kind from tomorrow",
    { type: "raw", message: { type: "hologram" } },
    "❔ sent something that this version does not know (hologram).",
  ],
])("%s is one visible line in the thread", async (_what, message, line) => {
  const sent = await customer.send(message);
  await stage.quiet();

  const newest = (await stage.slack.thread(stage.channel, card.ts)).at(-1);
  const shown = newest ? seen(newest) : [];
  expect(sent.delivery.status).toBe(200);
  expect(newest?.username).toBe("Sakura · LINE");
  expect(shown).toHaveLength(1);
  expect(shown[0]).toContain(line);
  expect(shown[0]).not.toContain("\n");
});

it("a picture as first words opens a thread, and the card says so", async () => {
  const other = stage.line.customer({ name: "Photo" });

  await other.send({ type: "image" });

  expect(seen(await stage.card(2))[2]).toContain("sent an image");
});

it("a tapped button is shown with what it carries", async () => {
  await customer.postback("action=buy&item=<1>");

  const shown = await stage.inThread(card, "tapped a button");
  expect(seen(shown)).toContain("» action=buy&item=<1>");
});
