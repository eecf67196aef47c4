/** A digest over a hundred thousand conversations, of which a third waits: its list, and its first page at Slack. */
import { Pool } from "undici";

import { clock } from "./child.ts";
import { CHANNEL, slashCommand } from "./events.ts";
import { CONVERSATIONS, fillConversations } from "./find-fill.ts";
import { median, ms, percentile } from "./numbers.ts";
import type { Row } from "./table.ts";
import type { Bench, World } from "./world.ts";

const ROUNDS = 30;
/** The first ones open connections and plan statements. */
const WARM = 5;

export async function digest(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  try {
    await world.learn();
    await fillConversations(world.sql);
    await fillWords(world);
    const app = await world.app({ SLACK_POSTS_PER_SECOND: "1000" });
    const pool = new Pool(app.url, { connections: 1 });
    const list: number[] = [];
    const first: number[] = [];
    for (let round = 0; round < WARM + ROUNDS; round += 1) {
      const { path, headers, body } = slashCommand("digest now");
      const at = clock();
      const answer = await pool.request({ path, method: "POST", headers, body });
      const said = await answer.body.text();
      const listed = clock() - at;
      if (!/on its way: \d+/.test(said)) throw new Error(`digest: ${answer.statusCode} ${said.slice(0, 300)}`);
      await posted(world, 1);
      const shown = clock() - at;
      await posted(world, "all");
      if (round < WARM) continue;
      list.push(listed);
      first.push(shown);
    }
    await pool.destroy();
    return [rowOf("the list", list, 100), rowOf("and its first page at Slack", first, 300)];
  } finally {
    await world.close();
  }
}

/** Words of every customer who waits, and times at which they wait for long. */
async function fillWords({ sql }: World): Promise<void> {
  await sql.query(`
    INSERT INTO message (id, account_id, conversation_id, thread_id, author, origin_key, parts, state, desk_channel, at)
      SELECT gen_random_uuid(), account_id, id, thread_id, 'customer', 'line:digest:' || id,
        '[{"kind": "text", "text": "領収書の宛名を変更できますか"}]', 'received', '${CHANNEL}', waiting_since
      FROM conversation WHERE waiting_since IS NOT NULL;
    UPDATE conversation SET nudged_for = waiting_since, mentioned_for = waiting_since`);
  await sql.query("VACUUM ANALYZE");
}

async function posted({ sql }: World, count: number | "all"): Promise<void> {
  for (;;) {
    const { rows } = await sql.query<{ done: number; open: number }>(`
      SELECT count(*) FILTER (WHERE status = 'done')::int AS done, count(*) FILTER (WHERE status <> 'done')::int AS open
      FROM delivery WHERE kind = 'list' AND payload->'post'->'at' = (
        SELECT payload->'post'->'at' FROM delivery WHERE kind = 'list' ORDER BY id DESC LIMIT 1)`);
    const [{ done, open } = { done: 0, open: 0 }] = rows;
    if (count === "all" ? done > 0 && open === 0 : done >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

const rowOf = (what: string, took: number[], aim: number): Row => ({
  what: `digest over ${CONVERSATIONS.toLocaleString("en")} chats: ${what}, p50 and p95`,
  ours: `${ms(median(took))}, ${ms(percentile(took, 95))}`,
  other: "",
  ratio: "",
  aim: `< ${aim} ms`,
  holds: median(took) < aim,
});
