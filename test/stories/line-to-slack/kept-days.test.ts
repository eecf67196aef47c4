/** Files of customers are kept here as long as the shop wants, and not longer; what stands in Slack is Slack's. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let stage: Stage;
let customer: Customer;
let card: Message;
beforeAll(async () => {
  stage = await startStage({ settings: { MEDIA_KEEP_DAYS: "" } });
  customer = stage.line.customer({ name: "Hanako" });
  await customer.write("hello", { timestamp: Date.now() - 9_000 });
  card = await stage.card();
  await stage.quiet();
});
afterAll(() => stage.close());

const placeOf = (id: string): string => join(stage.settings["DATA_DIR"] ?? "", "media", id.slice(-2), id);
const row = (name: string) => stage.db.content.findFirstOrThrow({ where: { name } });
const send = (name: string) => customer.send({ type: "file", fileName: name, bytes: Buffer.from(`bytes of ${name}`) });

/** As if it had come so many days ago. */
async function ageOf(name: string, days: number): Promise<void> {
  const createdAt = new Date(stage.clock.now().getTime() - days * DAY);
  await stage.db.content.updateMany({ where: { name }, data: { createdAt } });
}

/** The hourly look has ended when it has taken away what belongs to nobody. */
async function anHourLater(): Promise<void> {
  const orphan = placeOf(randomUUID());
  await mkdir(join(orphan, ".."), { recursive: true });
  await writeFile(orphan, "x");
  await utimes(orphan, new Date(0), new Date(0));
  stage.clock.advance(61 * MINUTE);
  await until("the hourly look", () => !existsSync(orphan) || undefined);
}

const uploads = (status: number | undefined): void =>
  stage.slack.setFault((call, phase) => {
    if (status === undefined || phase !== "before" || call.method !== "files.getUploadURLExternal") return undefined;
    return status === 200
      ? { kind: "answer", status, body: { ok: false, error: "file_uploads_disabled" } }
      : { kind: "answer", status, body: "down" };
  });

const stateOf = async (name: string): Promise<[state: string, here: boolean]> => {
  const { id, state } = await row(name);
  return [state, existsSync(placeOf(id))];
};

async function linkTo(name: string): Promise<string> {
  const post = await stage.inThread(card, name);
  return stage.url() + new URL(/https:\/\/shop\.example\/media\/[\w.-]+/.exec(post.text)?.[0] ?? "").pathname;
}

it("without a setting they stay for years; with one what is older goes, and its row says so", async () => {
  await send("shown.pdf");
  await send("young.pdf");
  await stage.quiet();
  uploads(200);
  await send("refused.pdf");
  await stage.quiet();
  uploads(undefined);
  const before = await fetch(await linkTo("refused.pdf"));
  for (const name of ["shown.pdf", "refused.pdf"]) await ageOf(name, 3_000);
  await anHourLater();
  const withoutSetting = [await stateOf("shown.pdf"), await stateOf("refused.pdf")];

  await stage.stop();
  stage.settings["MEDIA_KEEP_DAYS"] = "30";
  await stage.start();
  for (const name of ["shown.pdf", "refused.pdf"]) await ageOf(name, 31);
  await ageOf("young.pdf", 29);
  await anHourLater();
  const after = await fetch(await linkTo("refused.pdf"));

  expect([before.status, await before.text()]).toEqual([200, "bytes of refused.pdf"]);
  expect(withoutSetting).toEqual([
    ["kept", true],
    ["kept", true],
  ]);
  expect([after.status, await after.text()]).toEqual([410, "this file is not kept any more\n"]);
  expect(await stateOf("shown.pdf")).toEqual(["retired", false]);
  expect(await stateOf("refused.pdf")).toEqual(["retired", false]);
  expect(await stateOf("young.pdf")).toEqual(["kept", true]);
  const { deskFile, bytes } = await row("shown.pdf");
  expect(bytes).toBe("bytes of shown.pdf".length);
  expect(Buffer.from((await stage.slack.file(deskFile ?? ""))?.bytes ?? []).toString()).toBe("bytes of shown.pdf");
});

it("what is not in its thread yet is needed, however old; it goes when it has been shown", async () => {
  uploads(503);
  await send("waiting.pdf");
  await until("it is kept", async () => (await row("waiting.pdf")).state === "kept" || undefined);
  await ageOf("waiting.pdf", 31);
  await anHourLater();
  const waiting = await stateOf("waiting.pdf");

  uploads(undefined);
  stage.clock.advance(2 * MINUTE);
  await stage.quiet();
  const { deskFile } = await row("waiting.pdf");
  await anHourLater();

  expect(waiting).toEqual(["kept", true]);
  expect(Buffer.from((await stage.slack.file(deskFile ?? ""))?.bytes ?? []).toString()).toBe("bytes of waiting.pdf");
  expect(await stateOf("waiting.pdf")).toEqual(["retired", false]);
});

it("what the customer takes back afterwards leaves Slack, too", async () => {
  const { deskFile, originId } = await row("shown.pdf");

  await customer.unsend(originId ?? "");
  await stage.quiet();

  expect(await stage.slack.file(deskFile ?? "")).toBeUndefined();
  expect(await stage.db.content.findFirst({ where: { originId } })).toMatchObject({ state: "erased", name: null });
});
