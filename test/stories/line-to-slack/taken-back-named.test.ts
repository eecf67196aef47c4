/** What a customer unsends stands in more lines of ours: those that name its file, and questions that show its words. */
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Message } from "../../../src/sandbox/slack/types.ts";
import { askedBy } from "../../support/asked.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { GROUPS: "on" } });
});
afterAll(() => closeSpotless(stage));

const thread = async (card: Message): Promise<string> =>
  JSON.stringify(await stage.slack.thread(stage.channel, card.ts));

/** Nothing of it is left in any table. */
async function isForgotten(secret: string): Promise<void> {
  const left: string[] = [];
  for (const table of ["message", "delivery", "attempt", "content", "inbound_event"]) {
    const rows = await stage.db.$queryRawUnsafe<unknown[]>(
      `SELECT t::text FROM ${table} t WHERE t::text LIKE '%${secret}%'`,
    );
    left.push(...rows.map((row) => table + JSON.stringify(row)));
  }
  expect(left).toEqual([]);
}

describe("the name of a file that a customer unsends", () => {
  it("is not seen any more in the line that it takes its time", async () => {
    const { customer, card } = await askedBy(stage, "Slow");
    const file = { type: "file", fileName: "secret-slow.pdf", bytes: Buffer.from("slow") } as const;
    const sent = await customer.send(file, { deliver: false });
    stage.line.content(sent.messageId ?? "", { preparing: 1_000 });
    await sent.deliver();
    stage.clock.advance(10_000);
    await until("a first look", () =>
      stage.db.delivery.findFirst({ where: { kind: "share", payload: { path: ["looks"], equals: 1 } } }),
    );
    stage.clock.advance(61_000);
    await stage.inThread(card, "secret-slow.pdf");

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();

    expect(await thread(card)).not.toContain("secret-slow");
    await isForgotten("secret-slow");
  });

  it("is not seen any more in the line that there is no room for it", async () => {
    const { customer, card } = await askedBy(stage, "Full");
    const folder = join(stage.settings["DATA_DIR"] ?? "", "media", "tmp");
    await rename(folder, `${folder}-away`);
    await writeFile(folder, "no folder");
    const sent = await customer.send({ type: "file", fileName: "secret-full.pdf", bytes: Buffer.from("full") });
    await stage.inThread(card, "secret-full.pdf");

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();
    await rm(folder);
    await rename(`${folder}-away`, folder);

    expect(await thread(card)).not.toContain("secret-full");
    await isForgotten("secret-full");
  });
});

it("words that a customer unsends are not seen any more above an answer that was edited", async () => {
  const customer = stage.line.customer({ name: "Editor" });
  const group = stage.line.group({ name: "Club", members: [customer] });
  const known = (await stage.cards()).length;
  const first = await customer.write("secret answered", { in: group });
  const card = await stage.card(known + 1);
  await stage.quiet();
  const answer = await customer.write("at six", { in: group, quotedMessageId: first.messageId ?? "" });
  await stage.quiet();
  await customer.edit(answer.messageId ?? "", "at seven", { in: group });
  await stage.quiet();
  expect(await thread(card)).toMatch(/Answers a message.*secret answered/);

  await customer.unsend(first.messageId ?? "", { in: group });
  await stage.quiet();

  expect(await thread(card)).not.toContain("secret answered");
  expect(await thread(card)).toContain("at seven");
  await isForgotten("secret answered");
});
