import { existsSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Message } from "../../../src/sandbox/slack/types.ts";
import { askedBy, below } from "../../support/asked.ts";
import { fileIds } from "../../support/file-talk.ts";
import * as samples from "../../support/samples.ts";
import { elementsOf, seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
/** Methods that Slack refuses now, and with which words. */
let refused: Record<string, string> = {};
beforeAll(async () => {
  stage = await startStage({ settings: { GROUPS: "on" } });
  stage.slack.setFault((call, phase) => {
    const error = refused[call.method];
    return phase === "before" && error !== undefined
      ? { kind: "answer", status: 200, body: { ok: false, error } }
      : undefined;
  });
});
afterAll(() => closeSpotless(stage));

const words = async (card: Message): Promise<string[]> => (await below(stage, card)).flatMap(seen);

/** Nothing of it is left in any table. */
async function isForgotten(secret: string): Promise<void> {
  const tables = ["message", "delivery", "attempt", "content", "inbound_event"];
  for (const table of tables) {
    const rows = await stage.db.$queryRawUnsafe<unknown[]>(
      `SELECT FROM ${table} t WHERE t::text LIKE '%${secret}%' LIMIT 1`,
    );
    expect([table, rows]).toEqual([table, []]);
  }
}

const GONE = ":wastebasket: The customer unsent a message.";
const TOMBSTONE = "🗑 (The customer unsent this message.)";

describe("what a customer unsends", () => {
  it("is replaced where Slack does not delete it", async () => {
    const { customer, card } = await askedBy(stage, "Replaced");
    const sent = await customer.write("secret two");
    await stage.quiet();

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();

    const [post] = await below(stage, card);
    expect(seen(post as Message)).toEqual(["Replaced · LINE", TOMBSTONE]);
    expect(post?.text).not.toContain("secret");
    expect(await words(card)).toContain(GONE);
    await isForgotten("secret two");
  });

  it("leaves the words that share its post", async () => {
    const { customer, card } = await askedBy(stage, "Sharing");
    const events = [];
    for (const text of ["first", "secret three", "last"]) events.push(await customer.write(text, { deliver: false }));
    await stage.line.deliver(events);
    await stage.quiet();
    expect(await below(stage, card)).toHaveLength(1);

    await customer.unsend(events[1]?.messageId ?? "");
    await stage.quiet();

    expect(seen((await below(stage, card))[0] as Message)).toEqual(["Sharing · LINE", "first", TOMBSTONE, "last"]);
    await isForgotten("secret three");
  });

  it("goes from all the posts that long words took", async () => {
    const { customer, card } = await askedBy(stage, "Long");
    const sent = await customer.write(`secret four ${"and on and on ".repeat(340)}`);
    await stage.quiet();
    const before = await below(stage, card);
    expect(before.length).toBeGreaterThan(1);

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();

    const posts = (await below(stage, card)).slice(0, before.length);
    expect(posts.map(seen)).toEqual(before.map(() => ["Long · LINE", TOMBSTONE]));
    await isForgotten("and on and on");
  });

  it("that Slack lets us neither delete nor change is for people to delete, and the thread says which it is", async () => {
    const { customer, card } = await askedBy(stage, "Stubborn");
    const sent = await customer.write("secret five");
    await stage.quiet();
    const [post] = await below(stage, card);
    refused = { "chat.delete": "cant_delete_message", "chat.update": "cant_update_message" };

    await customer.unsend(sent.messageId ?? "");
    await stage.inThread(card, "neither delete nor change");
    refused = {};
    await stage.quiet();

    const asked = (await words(card)).find((each) => each.includes("neither delete"));
    expect(asked).toContain(`/archives/${stage.channel}/p${post?.ts.replace(".", "")}`);
    await isForgotten("secret five");
  });

  it("as a picture takes the file from Slack and from us", async () => {
    const { customer, card } = await askedBy(stage, "Picture");
    const sent = await customer.send({ type: "image", bytes: Buffer.from("secret picture") });
    await stage.quiet();
    const [post] = await below(stage, card);
    const file = String(post?.files?.[0]?.["id"]);
    const content = await stage.db.content.findFirstOrThrow({ where: { originId: sent.messageId ?? "" } });

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();

    expect(await stage.slack.file(file)).toBeUndefined();
    expect(await stage.db.content.findUniqueOrThrow({ where: { id: content.id } })).toMatchObject({
      state: "erased",
      name: null,
    });
    expect(await words(card)).toContain(GONE);
    expect(existsSync(`${stage.settings["DATA_DIR"]}/media/${content.id.slice(-2)}/${content.id}`)).toBe(false);
  });

  it("out of an album leaves the others", async () => {
    const { customer, card } = await askedBy(stage, "Album");
    const sent = [];
    for (const index of [1, 2]) {
      const picture = {
        type: "image",
        bytes: Buffer.from(`p${index}`),
        imageSet: { id: "u", index, total: 2 },
      } as const;
      sent.push(await customer.send(picture));
    }
    await stage.quiet();

    await customer.unsend(sent[0]?.messageId ?? "");
    await stage.quiet();

    const [post] = await below(stage, card);
    expect(post?.files).toHaveLength(1);
    expect(Buffer.from((await stage.slack.file(String(post?.files?.[0]?.["id"])))?.bytes ?? []).toString()).toBe("p2");
  });

  it("before it was fetched is never shown", async () => {
    const { customer, card } = await askedBy(stage, "Early");
    const sent = await customer.send({ type: "video", bytes: Buffer.from("secret film") }, { deliver: false });
    stage.line.content(sent.messageId ?? "", { preparing: 100 });
    await sent.deliver();
    // LINE has nothing more to give from the moment it is unsent, and tells of that a moment later
    const later = { notBefore: new Date(stage.clock.now().getTime() + 3_600_000) };
    await until("a first try", async () => {
      const where = { kind: "fetch", status: "pending", tries: { gt: 0 } };
      return (await stage.db.delivery.updateMany({ where, data: later })).count === 1;
    });

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();

    expect((await below(stage, card)).some((post) => (post.files ?? []).length > 0)).toBe(false);
    expect(await words(card)).toEqual([GONE]);
  });
});

describe("what a customer quotes", () => {
  it("stands above the answer, with a link to it: words of ours, and of the customer", async () => {
    const { customer, card } = await askedBy(stage, "Quoting");
    const aki = await stage.staff();
    await aki.say(stage.channel, "We open at ten", { thread_ts: card.ts });
    await stage.quiet();
    const ours = stage.line.phone(customer).find((each) => each.from === "account");
    const own = await customer.write("and on Sundays?");
    await stage.quiet();

    await customer.write("good!", { quotedMessageId: ours?.id ?? "" });
    await stage.quiet();
    await customer.write("I meant this", { quotedMessageId: own.messageId ?? "" });
    await stage.quiet();

    const posts = (await below(stage, card)).slice(-2);
    expect(posts.map((post) => seen(post))).toEqual([
      ["↩ Answers our message\nWe open at ten", "good!"],
      ["↩ Answers a message\nand on Sundays?", "I meant this"],
    ]);
    for (const post of posts) expect(elementsOf(post)[0]).toMatchObject({ type: "link" });
  });

  it("is named where it is a file of ours, each of several by its place", async () => {
    const { customer, card } = await askedBy(stage, "Pictures");
    const aki = await stage.staff();
    const photo = { name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" };
    const pdf = { name: "prices.pdf", bytes: samples.pdf(), mimetype: "application/pdf" };
    await aki.upload(stage.channel, [photo], { thread_ts: card.ts });
    await stage.quiet();
    await aki.upload(stage.channel, [photo, pdf, photo], { thread_ts: card.ts, text: "Our menu" });
    await stage.quiet();

    const ours = stage.line.phone(customer).filter(({ from }) => from === "account");
    for (const { id } of ours) {
      await customer.write("this?", { quotedMessageId: id });
      await stage.quiet();
    }

    const quotes = (await words(card)).filter((each) => each.startsWith("↩"));
    expect(quotes.map((each) => each.split("\n")[1])).toEqual([
      "🖼 sent an image.",
      "Our menu",
      "🖼 image 1 of 2",
      "📎 sent a file: prices.pdf.",
      "🖼 image 2 of 2",
    ]);
  });

  it("is all of the message where it is not known which of its files is meant", async () => {
    const { customer, card } = await askedBy(stage, "Unknown picture");
    const aki = await stage.staff();
    const photo = { name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" };
    const said = await aki.upload(stage.channel, [photo, photo], { thread_ts: card.ts, text: "Our menu" });
    await stage.quiet();
    await aki.takeOutFile(said, fileIds(said)[0] ?? "");
    await stage.quiet();

    const ours = stage.line.phone(customer).findLast(({ from }) => from === "account");
    await customer.write("this?", { quotedMessageId: ours?.id ?? "" });
    await stage.quiet();

    expect((await words(card)).filter((each) => each.startsWith("↩"))).toEqual([
      "↩ Answers our message\nOur menu 🖼 sent an image.",
    ]);
  });

  it("of another chat, unsent, or unknown is not shown", async () => {
    const { customer } = await askedBy(stage, "Private");
    const secret = await customer.write("only for the shop");
    const { customer: other, card } = await askedBy(stage, "Curious");
    const taken = await other.write("never mind");
    await stage.quiet();
    await other.unsend(taken.messageId ?? "");
    await stage.quiet();

    for (const id of [secret.messageId ?? "", taken.messageId ?? "", "999"])
      await other.write("what?", { quotedMessageId: id });
    await stage.quiet();

    expect((await words(card)).some((each) => each.includes("Answers"))).toBe(false);
  });
});

it("of a message that is edited several times in a group the latest words count, in whatever order they come", async () => {
  const customer = stage.line.customer({ name: "Editor" });
  const group = stage.line.group({ name: "Club", members: [customer] });
  const known = (await stage.cards()).length;
  const sent = await customer.write("at six", { in: group });
  const card = await stage.card(known + 1);
  await stage.quiet();
  const id = sent.messageId ?? "";
  const now = Date.now();
  const first = await customer.edit(id, "at seven", { in: group, deliver: false, timestamp: now + 1_000 });
  const second = await customer.edit(id, "at eight", { in: group, deliver: false, timestamp: now + 2_000 });

  await second.deliver();
  await first.deliver();
  await stage.quiet();

  expect(await words(card)).toEqual([":pencil2: The customer edited a message. It now says:", "» at eight"]);
  const row = await stage.db.message.findFirstOrThrow({ where: { originKey: { endsWith: `:${id}` } } });
  expect(row.parts).toEqual([{ kind: "text", text: "at eight" }]);
});
