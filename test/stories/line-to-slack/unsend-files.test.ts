/** Files that a customer takes back: whatever Slack refuses or has not finished, as much of them goes as can. */
import { existsSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Message } from "../../../src/sandbox/slack/types.ts";
import { askedBy, below, bytesIn } from "../../support/asked.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
/** Methods that Slack refuses now, with which words, and how often. */
let refused: Record<string, { error: string; times?: number }> = {};
/** Slack looks through what is posted now until it is told to end. */
let slow = false;
beforeAll(async () => {
  stage = await startStage();
  stage.slack.setFault((call, phase) => {
    if (slow && phase === "before" && call.method === "files.completeUploadExternal")
      for (const id of filesIn(call.body)) stage.slack.changeFile(id, { scanning: true });
    const refusal = refused[call.method];
    if (phase !== "before" || !refusal || refusal.times === 0) return undefined;
    if (refusal.times !== undefined) refusal.times -= 1;
    return { kind: "answer", status: 200, body: { ok: false, error: refusal.error } };
  });
});
afterAll(() => closeSpotless(stage));

/** Of a post of files; its list comes as JSON or as it is. */
function filesIn(body: unknown): string[] {
  const { files } = body as { files: string | { id: string }[] };
  const list = typeof files === "string" ? (JSON.parse(files) as { id: string }[]) : files;
  return list.map(({ id }) => id);
}

const words = async (card: Message): Promise<string[]> => (await below(stage, card)).flatMap(seen);

/** Nothing of it is left in any table. */
async function isForgotten(secret: string): Promise<void> {
  for (const table of ["message", "delivery", "attempt", "content", "inbound_event"]) {
    const rows = await stage.db.$queryRawUnsafe<unknown[]>(
      `SELECT FROM ${table} t WHERE t::text LIKE '%${secret}%' LIMIT 1`,
    );
    expect([table, rows]).toEqual([table, []]);
  }
}

/** Our own copy. */
async function pathOf(messageId: string | undefined): Promise<string> {
  const { id } = await stage.db.content.findFirstOrThrow({ where: { originId: messageId ?? "" } });
  return `${stage.settings["DATA_DIR"]}/media/${id.slice(-2)}/${id}`;
}

const REMAINS = "neither delete nor change";
const GONE = ":wastebasket: The customer unsent a message.";
const TOMBSTONE = "🗑 (The customer unsent this message.)";
const file = (name: string) => ({ type: "file", fileName: name, bytes: Buffer.from(`in ${name}`) }) as const;

describe("a file that is unsent", () => {
  it("leaves no name where Slack keeps its post, and nobody has to delete anything", async () => {
    const { customer, card } = await askedBy(stage, "Named");
    const sent = await customer.send(file("secret-named.pdf"));
    await stage.quiet();
    expect(await words(card)).toEqual(["📎 Named sent a file (secret-named.pdf)."]);

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();

    const [post] = await below(stage, card);
    expect(seen(post as Message)).toEqual(["Named · LINE", TOMBSTONE]);
    expect(JSON.stringify(post)).not.toContain("secret-named");
    expect(await words(card)).toEqual(["Named · LINE", TOMBSTONE, GONE]);
    await isForgotten("secret-named");
  });

  it("out of an album is not counted any more over the pictures that stay", async () => {
    const { customer, card } = await askedBy(stage, "Album");
    const sent = [];
    for (const index of [1, 2, 3]) {
      const imageSet = { id: "counted", index, total: 3 };
      sent.push(await customer.send({ type: "image", bytes: Buffer.from(`p${index}`), imageSet }));
    }
    await stage.quiet();

    await customer.unsend(sent[1]?.messageId ?? "");
    await stage.quiet();
    const [post] = await below(stage, card);
    expect(seen(post as Message)).toEqual(["Album · LINE", "🖼 Album sent 2 images.", TOMBSTONE]);
    expect(await bytesIn(stage, post)).toEqual(["p1", "p3"]);

    for (const index of [0, 2]) {
      await customer.unsend(sent[index]?.messageId ?? "");
      await stage.quiet();
    }
    const [last] = await below(stage, card);
    expect(await bytesIn(stage, last)).toEqual([]);
    expect((await words(card)).join()).not.toMatch(/sent .* image|neither delete/);
  });

  it("and that Slack does not delete goes from us, and the thread says where it must be deleted", async () => {
    const { customer, card } = await askedBy(stage, "Kept");
    const sent = await customer.send(file("secret-kept.pdf"));
    await stage.quiet();
    const [post] = await below(stage, card);
    const path = await pathOf(sent.messageId);
    expect(existsSync(path)).toBe(true);
    refused = { "files.delete": { error: "cant_delete_file" } };

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();
    refused = {};

    const told = (await words(card)).filter((each) => each.includes(REMAINS));
    expect(told).toEqual([expect.stringContaining(`/archives/${stage.channel}/p${post?.ts.replace(".", "")}`)]);
    expect(existsSync(path)).toBe(false);
    expect(await words(card)).not.toContain("📎 Kept sent a file (secret-kept.pdf).");
    await isForgotten("secret-kept");
  });

  it("while Slack is in trouble goes when it is not, and what must be said is said once", async () => {
    const { customer, card } = await askedBy(stage, "Troubled");
    const sent = await customer.send(file("secret-troubled.pdf"));
    await stage.quiet();
    const [post] = await below(stage, card);
    refused = {
      "files.delete": { error: "internal_error", times: 1 },
      "chat.delete": { error: "cant_delete_message" },
      "chat.update": { error: "cant_update_message" },
    };

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();
    expect(refused["files.delete"]?.times).toBe(0);
    refused = {};

    expect((await words(card)).filter((each) => each.includes(REMAINS))).toHaveLength(1);
    expect(await stage.slack.file(String(post?.files?.[0]?.["id"]))).toBeUndefined();
    await isForgotten("secret-troubled");
  });
});

describe("a file that is unsent while Slack still looks through it", () => {
  /** Sent, and posted: Slack has its file. */
  async function sendSlowly(name: string) {
    const { customer, card } = await askedBy(stage, name);
    slow = true;
    const { messageId = "" } = await customer.send(file(`secret-${name}.pdf`));
    const sent = await until("the post", async () => {
      const message = await stage.db.message.findFirst({ where: { originKey: { endsWith: `:${messageId}` } } });
      const where = { messageId: message?.id ?? null };
      const posted = await stage.db.delivery.findFirst({ where: { ...where, kind: "locate" } });
      return posted && stage.db.content.findFirst({ where });
    });
    slow = false;
    return {
      customer,
      card,
      messageId,
      locate: { messageId: sent.messageId, kind: "locate" },
      id: sent.deskFile ?? "",
    };
  }

  it("goes from us at once, and from the thread when Slack says where it stands", async () => {
    const { customer, card, messageId, id } = await sendSlowly("scanned");
    const path = await pathOf(messageId);
    await customer.unsend(messageId);
    await until("nothing is left here", () => Promise.resolve(!existsSync(path)));
    await until("it waits", () => stage.db.delivery.findFirst({ where: { kind: "retract", tries: { gt: 0 } } }));
    expect(await stage.slack.file(id)).toBeDefined();

    stage.slack.changeFile(id, { scanning: false });
    await stage.quiet();

    expect(await stage.slack.file(id)).toBeUndefined();
    expect(await words(card)).toEqual(expect.arrayContaining(["scanned · LINE", TOMBSTONE, GONE]));
    expect((await words(card)).join()).not.toMatch(/secret-scanned|neither delete/);
    await isForgotten("secret-scanned");
  });

  it("and that somebody deletes there: its post is found by the mark that it carries", async () => {
    const { customer, card, messageId, locate, id } = await sendSlowly("deleted");
    refused = { "files.info": { error: "file_deleted" } };
    await until("Slack has not said it", () =>
      stage.db.delivery.findFirst({ where: { ...locate, status: "dropped" } }),
    );
    refused = {};
    stage.slack.changeFile(id, { scanning: false });

    await customer.unsend(messageId);
    await stage.quiet();

    expect(await words(card)).toEqual(expect.arrayContaining(["deleted · LINE", TOMBSTONE, GONE]));
    expect((await words(card)).join()).not.toContain("secret-deleted");
    await isForgotten("secret-deleted");
  });
});

it("a post that Slack deletes is gone, and nothing stands in its place; a file that it keeps is linked to", async () => {
  const other = await startStage({ slack: { deleteOtherNames: "allowed" } });
  const customer = other.line.customer({ name: "Allowed" });
  await customer.write("hello", { timestamp: Date.now() - 9_000 });
  const card = await other.card();
  await other.quiet();
  const sent = await customer.write("secret one");
  await other.quiet();

  await customer.unsend(sent.messageId ?? "");
  await other.quiet();

  const thread = await other.slack.thread(other.channel, card.ts);
  expect(thread.slice(1).flatMap(seen)).toEqual(["hello", GONE]);

  const file = await customer.send({ type: "file", fileName: "secret.pdf", bytes: Buffer.from("secret") });
  await other.quiet();
  const { deskFile } = await other.db.content.findFirstOrThrow();
  other.slack.setFault(({ method }, phase) =>
    method === "files.delete" && phase === "before"
      ? { kind: "answer", status: 200, body: { ok: false, error: "cant_delete_file" } }
      : undefined,
  );
  await customer.unsend(file.messageId ?? "");
  await other.quiet();

  const after = (await other.slack.thread(other.channel, card.ts)).slice(3).flatMap(seen);
  expect(after).toHaveLength(2);
  expect(after).toContain(GONE);
  expect(after.join()).toContain(`/files/${other.slack.botUserId}/${deskFile}`);
  await closeSpotless(other);
});
