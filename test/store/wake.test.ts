import { afterAll, beforeAll, expect, it } from "vitest";

import { createDb, type Db } from "../../src/store/client.ts";
import { anybodyWakes, wakeConversations } from "../../src/store/conversations.ts";
import { createDatabase } from "../support/database.ts";

const NOW = new Date("2026-11-20T10:00:00Z");

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await createDatabase();
  db = createDb(database.url);
  close = async () => {
    await db.$disconnect();
    await database.close();
  };
  const { id: accountId } = await db.account.create({ data: { botUserId: "U1", name: "main", deskChannel: "C1" } });
  const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
  await db.conversation.createMany({
    data: Array.from({ length: 3_000 }, (_, index) => ({
      accountId,
      kind: "user",
      lineId: `U${index}`,
      // one in a hundred is put off, every second of them until now
      snoozedUntil: index % 100 === 0 ? later(index % 200 === 0 ? -index : 1) : null,
    })),
  });
  await db.$executeRaw`ANALYZE conversation`;
});
afterAll(() => close());

it("each chat that is due wakes for one of those who look at the same moment, the longest due first", async () => {
  const woken = await db.$transaction(async (first) => {
    const ours = await wakeConversations(first, NOW, 10);
    // another instance, before ours is done: it does not wait for us
    const theirs = await db.$transaction((second) => wakeConversations(second, NOW, 100));
    return { ours, theirs };
  });

  const ids = [...woken.ours, ...woken.theirs].map(({ id }) => id);
  expect([woken.ours.length, woken.theirs.length]).toEqual([10, 5]);
  expect(new Set(ids).size).toBe(15);
  expect(woken.ours.map(({ lineId }) => lineId)).toContain("U2800");
  expect(woken.theirs.map(({ lineId }) => lineId)).toContain("U0");
  expect(await anybodyWakes(db, NOW)).toBe(false);
  expect(await wakeConversations(db, NOW, 100)).toEqual([]);
  expect(await db.conversation.count({ where: { snoozedUntil: { not: null } } })).toBe(15);
});

it("who looks every second reads only chats that are put off", async () => {
  const plan = await db.$queryRaw<{ "QUERY PLAN": string }[]>`
    EXPLAIN SELECT id FROM conversation WHERE snoozed_until <= ${NOW} ORDER BY snoozed_until LIMIT 100 FOR NO KEY UPDATE SKIP LOCKED`;

  const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
  expect(text).toContain("conversation_wakes");
  expect(text).not.toContain("Seq Scan");
});
