import { afterAll, beforeAll, expect, it } from "vitest";

import { stickerPicture } from "../../../src/core/stickers.ts";
import type { Customer, CustomerMessage } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { elementsOf, seen } from "../../support/seen.ts";
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
  ["an image", { type: "image" }, "🖼 Sakura sent an image."],
  ["a video", { type: "video", duration: 3_000 }, "🎬 Sakura sent a video."],
  ["a voice message", { type: "audio", duration: 3_000 }, "🎤 Sakura sent a voice message."],
  ["a file", { type: "file", fileName: "<order> & *list*.pdf" }, "📎 Sakura sent a file (<order> & *list*.pdf)."],
  ["a sticker without a number", { type: "raw", message: { type: "sticker" } }, "🙂 sent a sticker."],
  [
    "a place",
    { type: "location", title: "Shop", address: "1-2 Ginza", latitude: 35.5, longitude: 139.5 },
    "📍 Shop\n1-2 Ginza\nOpen the map",
  ],
  ["a place without a name", { type: "location", latitude: 35.5, longitude: 139.5 }, "📍 A place\nOpen the map"],
  [
    "a kind from tomorrow",
    { type: "raw", message: { type: "hologram" } },
    "❔ sent something that this version does not know (hologram).",
  ],
])("%s is one visible block in the thread", async (_what, message, line) => {
  const sent = await customer.send(message);
  await stage.quiet();

  const newest = (await stage.slack.thread(stage.channel, card.ts)).at(-1);
  const shown = newest ? seen(newest) : [];
  expect(sent.delivery.status).toBe(200);
  expect(newest?.username).toBe("Sakura · LINE");
  expect(shown).toHaveLength(1);
  expect(shown[0]).toContain(line);
});

it("a place leads to a map", async () => {
  await customer.send({ type: "location", title: "Home", latitude: 35.5, longitude: 139.5 });

  const link = elementsOf(await stage.inThread(card, "Home")).find((each) => each["type"] === "link");
  expect(link).toMatchObject({ url: "https://www.google.com/maps?q=35.5,139.5" });
});

it.each([
  ["with words that somebody wrote on it", { text: "よろしく" }, "🙂 sent a sticker: よろしく"],
  ["with words that LINE has for it", { keywords: ["thanks", "bow"] }, "🙂 sent a sticker: thanks"],
  ["without words", {}, "🙂 sent a sticker."],
])("a sticker %s is a picture, and its words are its description", async (_what, words, alt) => {
  await customer.send({ type: "sticker", packageId: "1", stickerId: "51626494", ...words });
  await stage.quiet();

  const newest = (await stage.slack.thread(stage.channel, card.ts)).at(-1);
  const url = stickerPicture("51626494");
  expect(newest).toMatchObject({ username: "Sakura · LINE", text: alt });
  expect(newest?.blocks).toMatchObject([{ type: "image", image_url: url, alt_text: alt }]);
});

it("a sticker whose picture Slack does not take stands there in words", async () => {
  let refused = 0;
  stage.slack.setFault((call, phase) => {
    if (phase !== "before" || call.method !== "chat.postMessage") return undefined;
    if (!JSON.stringify(call.body).includes(stickerPicture("7"))) return undefined;
    refused += 1;
    return { kind: "answer", status: 200, body: { ok: false, error: "invalid_blocks" } };
  });
  await customer.send({ type: "sticker", packageId: "1", stickerId: "7", keywords: ["hurrah"] });

  const shown = await stage.inThread(card, "hurrah");
  stage.slack.setFault(undefined);
  expect(refused).toBe(1);
  expect(seen(shown)).toEqual(["🙂 sent a sticker: hurrah"]);
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

it("with the date that was picked, and what became of a rich menu", async () => {
  await customer.postback("reserve", { params: { datetime: "2026-12-01T10:00" } });
  await customer.postback("menu", { params: { newRichMenuAliasId: "second", status: "SUCCESS" } });

  await stage.inThread(card, "reserve");
  expect(seen(await stage.inThread(card, "reserve"))).toContain("» reserve\n2026-12-01T10:00");
  expect(seen(await stage.inThread(card, "second"))).toContain("» menu\nsecond SUCCESS");
});
