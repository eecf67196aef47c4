import { spawn } from "node:child_process";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Stage, startStage, until } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { METRICS_TOKEN: "scrape-me" } });
});
afterAll(() => stage.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${stage.url()}${path}`, { headers });

async function metric(name: string): Promise<number> {
  const text = await (await get("/metrics", { authorization: "Bearer scrape-me" })).text();
  const line = text.split("\n").find((each) => each.startsWith(name));
  return Number(line?.split(" ").at(-1) ?? Number.NaN);
}

describe("health", () => {
  it("says that the process lives and that this instance can work", async () => {
    expect(await (await get("/healthz")).json()).toEqual({ ok: true });
    const ready = await get("/readyz");
    expect([ready.status, await ready.json()]).toEqual([200, { database: true, migrations: true, worker: true }]);
  });

  it("stays ready when Slack's token is revoked and LINE fails: another instance could not help either", async () => {
    await stage.slack.revokeToken();
    stage.line.setFault(() => ({ kind: "answer", status: 500, body: {} }));

    const ready = await get("/readyz");

    stage.slack.restoreToken();
    stage.line.setFault(undefined);
    expect(ready.status).toBe(200);
  });

  it("has no other pages, and gives nothing away about itself", async () => {
    const response = await get("/admin");

    expect(response.status).toBe(404);
    expect(response.headers.get("x-powered-by")).toBeNull();
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("metrics", () => {
  it("are for who has the token", async () => {
    expect((await get("/metrics")).status).toBe(401);
    expect((await get("/metrics", { authorization: "Bearer wrong" })).status).toBe(401);
  });

  it("count what was accepted and delivered, what was billed and what was free", async () => {
    const customer = stage.line.customer({ name: "Sakura" });
    const aki = await stage.staff();
    await customer.write("hello");
    const card = await stage.card();
    await stage.inThread(card, "hello");
    await aki.say(stage.channel, "free", { thread_ts: card.ts });
    await until("the free answer", () => stage.received(customer)[0]);
    await aki.say(stage.channel, "billed", { thread_ts: card.ts });
    await until("the billed answer", () => stage.received(customer)[1]);
    await stage.quiet();

    expect(await metric('threadline_accepted_total{kind="customerMessage"}')).toBe(1);
    expect(await metric('threadline_accepted_total{kind="staffMessage"}')).toBe(2);
    expect(await metric("threadline_line_replies_free_total")).toBe(stage.line.free());
    expect(await metric("threadline_line_pushes_billed_total")).toBe(stage.line.billed());
    expect([stage.line.free(), stage.line.billed()]).toEqual([1, 1]);
    expect(await metric('threadline_waiting{side="desk"}')).toBe(0);
    expect(await metric('threadline_account_ok{account="main",side="line"}')).toBe(1);
    expect(await metric('threadline_delivery_seconds_count{side="line"}')).toBe(2);
  });
});

interface Refused {
  code: unknown;
  said: string;
}

async function startInVain(env: Record<string, string>): Promise<Refused> {
  const main = join(import.meta.dirname, "..", "..", "src", "main.ts");
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, said };
}

it("refuses to start without settings: every problem at once, its cure, and the sandbox by name", async () => {
  const { code, said } = await startInVain({});

  expect(code).toBe(1);
  for (const name of [
    "LINE_CHANNEL_SECRET",
    "LINE_CHANNEL_ACCESS_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CHANNEL",
  ]) {
    expect(said).toContain(name);
  }
  expect(said).toContain("npm run sandbox");
});

it("refuses a port that is taken, with the way out and without a stack", async () => {
  const { code, said } = await startInVain({ ...stage.settings, PORT: new URL(stage.url()).port });

  expect(code).toBe(1);
  expect(said).toMatch(/PORT: is \d+, and another program listens there already/);
  expect(said).toContain("set PORT to a free one");
  expect(said).not.toMatch(/EADDRINUSE|\n +at /);
});

it("tells when the access token belongs to another LINE account than the webhooks", async () => {
  const mixed = await startStage();
  await until("LINE said whose token it is", async () => (await mixed.db.account.count()) > 0 || undefined);

  await mixed.line.post([], { destination: `U${"0".repeat(32)}` });

  await until("the alert", async () => (await mixed.db.told.findMany()).find((each) => each.key.startsWith("other:")));
  await mixed.close();
});

it("the log tells of one message from end to end by the number of the chat, without its words", async () => {
  const lines: string[] = [];
  const told = await startStage({ settings: { LOG_LEVEL: "info" }, log: { write: (line) => void lines.push(line) } });
  const customer = told.line.customer({ name: "Sakura" });
  await customer.write("a secret wish");
  await told.inThread(await told.card(), "a secret wish");
  await told.quiet();
  await told.close();

  const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const accepted = rows.find(({ msg, kind }) => msg === "accepted" && kind === "customerMessage");
  const delivered = rows.filter(({ msg, conversationId }) => msg === "delivered" && conversationId === 1);
  expect(accepted?.["conversationId"]).toBe(1);
  expect(delivered.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["open", "say"]));
  for (const row of delivered)
    expect([typeof row["deliveryId"], typeof row["attemptId"]]).toEqual(["string", "string"]);
  expect(lines.join("")).not.toMatch(/secret wish|Sakura/);
});
