import { createHmac } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
const logged: string[] = [];
beforeAll(async () => {
  stage = await startStage({
    settings: { LOG_LEVEL: "warn" },
    log: { write: (line) => void logged.push(line) },
  });
});
afterAll(() => stage.close());

const event = (more: object): object => ({
  mode: "active",
  timestamp: Date.now(),
  webhookEventId: `01${Math.random().toString(36).slice(2).padEnd(24, "0").toUpperCase()}`,
  deliveryContext: { isRedelivery: false },
  ...more,
});

const stored = (words: string): Promise<number> =>
  stage.db.message.count({ where: { parts: { array_contains: [{ kind: "text", text: words }] } } });

const plainPost = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${stage.url()}/line/webhook`, { method: "POST", body, headers });

describe("LINE's door", () => {
  it("turns a forged signature away and stores nothing", async () => {
    const { line } = stage;
    const source = { type: "user", userId: line.customer({ name: "Mallory" }).userId };
    const message = { type: "text", id: "900001", quoteToken: "q", text: "forged" };

    const forged = await line.post([event({ type: "message", source, message })], { secret: "not-the-secret" });

    expect(forged.status).toBe(401);
    expect(await stored("forged")).toBe(0);
  });

  it("turns away what has no signature, an empty one or one that is no Base64", async () => {
    const body = JSON.stringify({ destination: stage.line.botUserId, events: [] });

    const answers = [
      await plainPost(body, { "content-type": "application/json" }),
      await plainPost(body, { "x-line-signature": "" }),
      await plainPost(body, { "x-line-signature": "no Base64 ???" }),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
  });

  it("checks the raw bytes: a body that means the same but was written otherwise is turned away", async () => {
    const { line } = stage;
    const signed = JSON.stringify({ destination: line.botUserId, events: [] });
    await line.post([], { rawBody: signed });
    const signature = createHmac("sha256", line.channelSecret).update(signed).digest("base64");

    const reformatted = await line.post([], { rawBody: `${signed} `, signature });
    const spaced = await line.post([], { rawBody: `{ "destination" : "${line.botUserId}" ,"events":[ ] }` });

    expect(reformatted.status).toBe(401);
    expect(spaced.status).toBe(200);
  });

  it.each([
    ["broken JSON", '{"destination":'],
    ["no object", "[]"],
    ["nothing", ""],
    ["no destination", '{"events":[]}'],
    ["a destination that is no bot", '{"destination":"x","events":[]}'],
  ])("answers 400 to a signed body with %s", async (_what, rawBody) => {
    expect((await stage.line.post([], { rawBody })).status).toBe(400);
  });

  it("answers 413 to more than 2 MB", async () => {
    const rawBody = JSON.stringify({ destination: stage.line.botUserId, events: [], pad: "x".repeat(2_100_000) });

    expect((await stage.line.post([], { rawBody })).status).toBe(413);
  });

  it("answers 200 to the console's Verify, which has no events", async () => {
    expect((await stage.line.post([])).status).toBe(200);
  });

  it("answers only after the words are stored", async () => {
    const customer = stage.line.customer({ name: "Sakura" });

    const sent = await customer.write("stored before answered");
    const rows = await stage.db.message.findMany({ where: { originKey: { endsWith: `:${sent.messageId}` } } });
    const deliveries = await stage.db.delivery.count({ where: { messageId: rows[0]?.id ?? "" } });

    expect(sent.delivery).toMatchObject({ status: 200 });
    expect(rows).toHaveLength(1);
    expect(deliveries).toBe(1);
  });

  it("takes several events of several customers in one POST", async () => {
    const { line } = stage;
    const [mei, rin] = [line.customer({ name: "Mei" }), line.customer({ name: "Rin" })];
    const timestamp = Date.now();
    const events = [
      await mei.write("mei one", { deliver: false, timestamp }),
      await rin.write("rin one", { deliver: false }),
      await mei.write("mei two", { deliver: false, timestamp }),
    ];

    const delivery = await line.deliver(events);
    await stage.quiet();

    const cards = await stage.cards();
    const threads = await Promise.all(cards.map((card) => stage.slack.thread(stage.channel, card.ts)));
    const words = threads.map((thread) =>
      thread
        .slice(1)
        .map((each) => `${each.username}: ${each.text}`)
        .join("\n"),
    );
    expect(delivery.status).toBe(200);
    expect(words).toContain("Mei · LINE: mei one\nmei two");
    expect(words).toContain("Rin · LINE: rin one");
  });

  it("shows a customer's event of a kind that LINE has only just invented", async () => {
    const customer = stage.line.customer({ name: "Nova" });
    await customer.write("hello from Nova");

    const sent = await customer.other({ type: "hologram", hologram: { shape: "cat" } });

    const root = await until("Nova's card", async () =>
      (await stage.cards()).find((card) => card.text.includes("Nova")),
    );
    const shown = await stage.inThread(root, "hologram");
    expect(sent.delivery.status).toBe(200);
    expect(shown.text).toContain("does not know");
  });

  it("answers 200 to an event of nobody, and the log keeps it", async () => {
    const delivered = await stage.line.post([
      event({
        type: "delivery",
        delivery: { data: "15034552939884E28681A7D668CEA94C147C716C0EC9DFE8B80B44EF3B57F6BD" },
      }),
      event({ type: "accountLink", link: { result: "failed", nonce: "x" } }),
    ]);

    expect(delivered.status).toBe(200);
    expect(logged.filter((line) => line.includes("without a chat")).join("\n")).toMatch(/"delivery"[^]*"accountLink"/);
  });

  it.each<[string, object]>([
    ["half a surrogate pair", { type: "message", message: { id: "910001", type: "text", text: "half \ud83d" } }],
    ["a NUL in a postback", { type: "postback", postback: { data: "a\u0000b" } }],
    ["a NUL in a file name", { type: "message", message: { id: "910002", type: "file", fileName: "a\u0000.pdf" } }],
    ["half a pair in a sticker", { type: "message", message: { id: "910003", type: "sticker", keywords: ["\ud83d"] } }],
    ["a NUL in a new type", { type: "message", message: { id: "910004", type: "holo\u0000gram" } }],
    [
      "a time in the far future",
      { type: "message", timestamp: 8.64e15, message: { id: "910005", type: "text", text: "x" } },
    ],
  ])("takes %s, which the database would not", async (_what, odd) => {
    const source = { type: "user", userId: stage.line.customer({ name: "Odd" }).userId };

    const delivered = await stage.line.post([event({ source, ...odd })]);

    expect(delivered.status).toBe(200);
  });
});
