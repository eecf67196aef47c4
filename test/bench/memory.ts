/** The memory of our process (its database is another) while it works, with a hundred thousand conversations behind it. */
import { execFileSync } from "node:child_process";

import type { Client } from "pg";

import { CHANNEL, customer, customerWrites, staffWrites, wordOf } from "./events.ts";
import type { Planned } from "./load.ts";
import { median, ms, percentile } from "./numbers.ts";
import type { Row } from "./table.ts";
import type { Bench } from "./world.ts";

const CONVERSATIONS = 100_000;
const MESSAGES = 3_000;
/** A hundred a second. */
const GAP = 10;

export async function memory(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  try {
    const settings = { SEND_HOLD_SECONDS: "0", SLACK_POSTS_PER_SECOND: "100" };
    await world.learn(settings);
    await fill(world.sql);
    const app = await world.app(settings);
    const atRest = rss(app.pid);
    const requests = Array.from({ length: MESSAGES }, (_, n): Planned => {
      // all over the place: nothing of it is in any cache
      const one = (n * 7_919) % CONVERSATIONS;
      const word = wordOf(n);
      const request = n % 4 === 0 ? staffWrites(threadOf(one), word) : customerWrites(customer(one), word);
      return { ...request, word, after: n * GAP };
    });
    const sizes: number[] = [];
    const sending = world.load.ask("pace", { url: app.url, requests });
    const watching = watch(app.pid, sizes, sending);
    const sent = await sending;
    await watching;
    const failed = sent.filter(({ status }) => status !== 200).length;
    if (failed > 0) throw new Error(`${failed} of ${MESSAGES} requests failed`);
    const peak = Math.max(...sizes);
    return [
      {
        what: `memory with ${CONVERSATIONS.toLocaleString("en")} conversations, 100 events/s: median, peak`,
        ours: `${Math.round(median(sizes))} MB, ${Math.round(peak)} MB`,
        other: `${Math.round(atRest)} MB right after the start`,
        ratio: "",
        aim: "< 200 MB",
        holds: peak < 200,
      },
      {
        what: "the same: time to accept, p50 and p99",
        ours: [50, 99]
          .map((percent) =>
            ms(
              percentile(
                sent.map(({ took }) => took),
                percent,
              ),
            ),
          )
          .join(", "),
        other: "",
        ratio: "",
        aim: "",
        holds: undefined,
      },
    ];
  } finally {
    await world.close();
  }
}

const threadOf = (n: number): string => `1700000000.${String(n).padStart(6, "0")}`;

/** Conversations of a year, each with its open thread and three messages. */
async function fill(sql: Client): Promise<void> {
  const ids = `'00000000-0000-4000-8000-' || lpad(n::text, 12, '0')`;
  const user = `'U' || lpad(to_hex(n), 32, '0')`;
  await sql.query(`
    INSERT INTO contact (account_id, line_user_id, display_name, profile_at, tried_at)
      SELECT a.id, ${user}, 'Sakura', now(), now() FROM account a, generate_series(0, ${CONVERSATIONS - 1}) n;
    INSERT INTO conversation (account_id, kind, line_id, last_message_at, last_customer_at, thread_id)
      SELECT a.id, 'user', ${user}, now() - n * interval '5 minutes', now() - interval '1 hour', (${ids})::uuid
      FROM account a, generate_series(0, ${CONVERSATIONS - 1}) n;
    INSERT INTO thread (id, conversation_id, channel, ts)
      SELECT thread_id, id, '${CHANNEL}', '1700000000.' || right(thread_id::text, 6) FROM conversation;
    INSERT INTO message (id, account_id, conversation_id, thread_id, author, contact_id, origin_key, parts, state, at)
      SELECT gen_random_uuid(), c.account_id, c.id, c.thread_id, 'customer', k.id, 'line:old:' || c.id || ':' || m,
        '[{"kind":"text","text":"Do you have this one in a larger size, and until when are you open?"}]', 'received', c.last_message_at
      FROM conversation c JOIN contact k ON k.line_user_id = c.line_id, generate_series(1, 3) m;
    ANALYZE`);
}

export async function watch(pid: number, sizes: number[], until: Promise<unknown>): Promise<void> {
  const timer = setInterval(() => sizes.push(rss(pid)), 500);
  await until.finally(() => clearInterval(timer));
}

/** Megabytes. */
export function rss(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}
