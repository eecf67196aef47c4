/** A queue that is closed while PostgreSQL is being stopped. */
import { connect, createServer, type Server, type Socket } from "node:net";

import { afterEach, beforeEach, expect, it } from "vitest";

import { until } from "../src/cli/sandbox/world.ts";
import { createLog } from "../src/log.ts";
import { prepareQueue, startQueue } from "../src/queue.ts";
import { createDatabase, type TestDatabase } from "./support/database.ts";

let database: TestDatabase;
let door: Server;
let farewells: number;
beforeEach(async () => {
  database = await createDatabase();
  farewells = 0;
  door = createServer({ allowHalfOpen: true }, lead).listen(0, "127.0.0.1");
  await new Promise((resolve) => door.once("listening", resolve));
});
afterEach(async () => {
  door.close();
  await database.close();
});

const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4]);
const SENT_AWAY = "SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0";

/** Leads to the database, and answers every goodbye as a server does that is sending everybody away at that moment. */
function lead(client: Socket): void {
  const server = connect(Number(new URL(database.url).port), "127.0.0.1");
  for (const socket of [client, server]) socket.on("error", () => undefined);
  client.on("data", (chunk: Buffer) => {
    if (!chunk.subarray(-TERMINATE.length).equals(TERMINATE)) return void server.write(chunk);
    farewells += 1;
    const head = Buffer.from("E0000");
    head.writeUInt32BE(4 + SENT_AWAY.length, 1);
    client.end(Buffer.concat([head, Buffer.from(SENT_AWAY)]));
    server.end(chunk);
  });
  server.on("data", (chunk: Buffer) => void client.write(chunk));
  server.on("end", () => client.end());
}

// an error that nobody listens for ends the process, and vitest fails the run for it
it("hears that its idle connections are sent away, and goes on closing", async () => {
  const url = Object.assign(new URL(database.url), { port: String((door.address() as { port: number }).port) }).href;
  const log = createLog("silent");

  await prepareQueue(url, log);
  const queue = await startQueue({ url, concurrency: 2, deliver: () => Promise.resolve(), log });
  await queue.close();

  expect(queue.running()).toBe(false);
  expect(await until("the goodbyes of both pools", () => farewells > 1 || undefined)).toBe(true);
});
