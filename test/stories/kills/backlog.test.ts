/** Ten thousand conversations wait for a start: the first of them go at once, and none of them twice. */
import { afterEach, expect, it } from "vitest";

import { type Stage, startStage, until } from "../../support/stage.ts";

const COUNT = 10_000;
const FIRST = 200;
/** The promise is five seconds on a machine of one's own. */
const SOON = 5_000;

let stage: Stage;
afterEach(() => stage.close());

async function accountAndPeople(): Promise<{ accountId: number; people: string[] }> {
  const { line, channel, db } = stage;
  const account = await db.account.create({
    data: { botUserId: line.botUserId, name: "main", deskChannel: channel, displayName: "Shop" },
  });
  const people = Array.from({ length: COUNT }, (_, i) => line.customer({ name: `C${i}` }).userId);
  await db.$executeRaw`
    INSERT INTO contact (account_id, line_user_id, display_name, friendship, profile_at)
    SELECT ${account.id}, id, 'C', 'friend', now() FROM unnest(${people}::text[]) AS id`;
  await db.$executeRaw`
    INSERT INTO conversation (account_id, kind, line_id, waiting_since, last_message_at, last_customer_at)
    SELECT ${account.id}, 'user', id, now(), now(), now() FROM unnest(${people}::text[]) AS id`;
  return { accountId: account.id, people };
}

it("begins to push within five seconds of the start", { timeout: 120_000 }, async () => {
  stage = await startStage({ started: false });
  const { accountId } = await accountAndPeople();
  const aki = await stage.staff();
  const { db, line } = stage;
  await db.$executeRaw`
    INSERT INTO message (id, account_id, conversation_id, author, staff_id, origin_key, parts, raw, state, at)
    SELECT gen_random_uuid(), ${accountId}, id, 'staff', ${aki.userId}, 'seed:' || id,
      '[{"kind":"text","text":"hello"}]', '{"text":"hello"}', 'held', now() FROM conversation`;
  await db.$executeRaw`
    INSERT INTO lane (side, account_id, key, due_at) SELECT 'line', ${accountId}, 'line:' || id, now() FROM conversation`;
  await db.$executeRaw`
    INSERT INTO delivery (id, lane_id, account_id, conversation_id, message_id, kind, payload, priority, not_before, order_at)
    SELECT gen_random_uuid(), l.id, ${accountId}, m.conversation_id, m.id, 'reply', '{}', 0, now(), m.at
    FROM message m JOIN lane l ON l.key = 'line:' || m.conversation_id`;

  await stage.start();
  const listens = Date.now();
  const pushes = () => line.calls.filter((call) => call.path.endsWith("/message/push") && call.status === 200);
  await until(`${FIRST} pushes`, () => pushes().length >= FIRST || undefined, 60_000);
  const first = pushes().slice(0, FIRST);
  console.log(
    `10,000 pushes waiting: ${inWords(
      listens,
      first.map((call) => call.at),
    )}`,
  );
  const jobs = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM graphile_worker.jobs`;
  console.log(`doorbells in the queue: ${jobs[0]?.count}`);

  expect(Math.min(...first.map((call) => call.at)) - listens).toBeLessThan(SOON);
  expect(new Set(first.map((call) => JSON.stringify(call.body))).size).toBe(FIRST);
  expect(await db.attempt.count({ where: { tries: { gt: 1 } } })).toBe(0);
});

it("begins to post within five seconds of the start", { timeout: 120_000 }, async () => {
  stage = await startStage({ started: false });
  const { accountId } = await accountAndPeople();
  const { db, slack, channel } = stage;
  await db.$executeRaw`
    INSERT INTO thread (id, conversation_id, channel) SELECT gen_random_uuid(), id, ${channel} FROM conversation`;
  await db.$executeRaw`UPDATE conversation c SET thread_id = t.id FROM thread t WHERE t.conversation_id = c.id`;
  await db.$executeRaw`
    INSERT INTO message (id, account_id, conversation_id, thread_id, author, contact_id, origin_key, parts, state, at)
    SELECT gen_random_uuid(), ${accountId}, c.id, c.thread_id, 'customer', p.id, 'seed:' || c.id,
      json_build_array(json_build_object('kind', 'text', 'text', 'words-' || c.id)), 'received', now()
    FROM conversation c JOIN contact p ON p.line_user_id = c.line_id`;
  await db.$executeRaw`INSERT INTO lane (side, key, due_at) VALUES ('desk', ${`desk:${channel}`}, now())`;
  await db.$executeRaw`
    INSERT INTO delivery (id, lane_id, account_id, conversation_id, thread_id, message_id, kind, payload, priority, not_before, order_at)
    SELECT gen_random_uuid(), l.id, ${accountId}, m.conversation_id, m.thread_id,
      CASE WHEN k.kind = 'say' THEN m.id END, k.kind,
      CASE WHEN k.kind = 'say' THEN '{"broadcast":false,"piece":0}' ELSE '{}' END::jsonb, 0, now(), m.at
    FROM message m CROSS JOIN (VALUES ('open'), ('say')) AS k(kind) JOIN lane l ON l.side = 'desk'`;

  await stage.start();
  const listens = Date.now();
  const words = () => slack.calls.filter((call) => call.method === "chat.postMessage" && call.status === 200);
  await until(`${FIRST} posts`, () => words().length >= FIRST || undefined, 90_000);
  const first = words().slice(0, FIRST);
  console.log(
    `10,000 conversations waiting for Slack: ${inWords(
      listens,
      first.map((call) => call.at),
    )}`,
  );

  expect(Math.min(...first.map((call) => call.at)) - listens).toBeLessThan(SOON);
  expect(new Set(first.map((call) => `${String(call.body["thread_ts"])} ${String(call.body["text"])}`)).size).toBe(
    FIRST,
  );
  expect(await db.attempt.count({ where: { tries: { gt: 1 } } })).toBe(0);
});

function inWords(listens: number, times: number[]): string {
  const after = (time: number): string => `${Math.round(time - listens)} ms`;
  return `the first after ${after(Math.min(...times))}, ${times.length} after ${after(Math.max(...times))}`;
}
