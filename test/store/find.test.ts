import { readdirSync, readFileSync } from "node:fs";

import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { CHAT_LISTS } from "../../src/core/chat-list.ts";
import { searchable } from "../../src/core/search.ts";
import { chatsListed } from "../../src/store/chat-lists.ts";
import { createDb } from "../../src/store/client.ts";
import { findMessages, findMessagesIn, findNames, findNotes } from "../../src/store/find.ts";
import { createDatabase, type TestDatabase } from "../support/database.ts";
import { until } from "../support/stage.ts";

let database: TestDatabase;
let sql: Client;

const CHATS = 1_000;
const MESSAGES = 6_000;

beforeAll(async () => {
  database = await createDatabase();
  sql = new Client({ connectionString: database.url });
  await sql.connect();
  await sql.query(`
    INSERT INTO account (bot_user_id, name, desk_channel) VALUES ('U1', 'main', 'C1');
    INSERT INTO conversation (account_id, kind, line_id, title, status, done_at, waiting_since, last_message_at, assignee_id, muted, muted_at, snoozed_until, search)
      SELECT 1, 'group', 'C' || n, 'group ' || n, CASE n % 3 WHEN 0 THEN 'done' ELSE 'open' END, CASE n % 3 WHEN 0 THEN now() END,
        CASE n % 3 WHEN 1 THEN now() - n * interval '1 minute' END, now() - n * interval '1 minute',
        CASE n % 2 WHEN 0 THEN 'U' || n % 20 END, CASE WHEN n % 50 = 0 THEN 'muted' WHEN n % 50 = 1 THEN 'spam' ELSE 'no' END,
        CASE WHEN n % 50 < 2 THEN now() END, CASE WHEN n % 50 = 2 THEN now() + interval '1 day' END, 'group ' || n
      FROM generate_series(1, ${CHATS}) n;
    INSERT INTO message (id, account_id, conversation_id, author, origin_key, parts, state, at, search)
      SELECT gen_random_uuid(), 1, 1 + (n + 4) % ${CHATS}, 'customer', 'line:' || n,
        jsonb_build_array(jsonb_build_object('kind', 'text', 'text', 'x')), 'received', now() - n * interval '1 minute',
        'ありがとうございます ' || n || CASE n WHEN ${MESSAGES} THEN ' 浴衣' ELSE '' END
      FROM generate_series(1, ${MESSAGES}) n;
    INSERT INTO note (id, conversation_id, text, search, author_id, author_name, at)
      SELECT gen_random_uuid(), n, 'note', 'note ' || n, 'U1', 'Aki', now() FROM generate_series(1, ${CHATS}) n;
    INSERT INTO tag (account_id, name, key) VALUES (1, 'few', 'few'), (1, 'many', 'many');
    INSERT INTO chat_tag (conversation_id, tag_id) SELECT n, 2 FROM generate_series(1, ${CHATS}) n UNION SELECT 7, 1;
    ANALYZE`);
});
afterAll(async () => {
  await sql.end();
  await database.close();
});

describe("pairs of characters", () => {
  it.each([
    ["浴衣です", ["です", "浴衣", "衣で"]],
    ["aaaa", ["aa"]],
    ["a b\ncd", ["cd"]],
    ["𠮷野家", ["野家", "𠮷野"]],
    ["a", []],
    ["", []],
  ])("of %j", async (text, expected) => {
    const { rows } = await sql.query<{ pairs: string[] }>("SELECT bigrams($1) AS pairs", [text]);

    expect(rows[0]?.pairs.toSorted()).toEqual(expected.toSorted());
  });
});

describe("finding and listing", () => {
  it("reads no table whole, and every list has its index", async () => {
    const db = createDb(database.url);
    const look = { accountIds: [1], most: 21 };
    // so often that PostgreSQL settles for one plan
    for (let i = 0; i < 8; i += 1) {
      const common = await findMessages(db, { ...look, words: ["ありがとう"] });
      expect(common.found).toHaveLength(21);
      const rare = await findMessages(db, { ...look, words: ["浴衣"] });
      expect(rare).toMatchObject({ whole: true, found: [{ conversationId: 5 }] });
      expect(await findMessagesIn(db, [5], ["浴衣"], 21)).toHaveLength(1);
      expect((await findNames(db, { ...look, words: ["group 998"] })).found).toHaveLength(1);
      expect((await findNames(db, { ...look, words: ["8"] })).found).toHaveLength(21);
      expect(await findNotes(db, { ...look, words: ["note 17"] })).toHaveLength(11);
      for (const list of CHAT_LISTS) {
        for (const tagIds of [undefined, [1], [2]])
          await chatsListed(db, { list, accountIds: [1], userId: "U2", tagIds, now: new Date(), skip: 0, take: 21 });
      }
    }
    // connections tell what they read when they end
    await db.$disconnect();
    const others = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend'`;
    await until("their ends", async () => (await sql.query(others)).rowCount === 0);

    const whole = await sql.query("SELECT relname FROM pg_stat_user_tables WHERE seq_scan > $1 ORDER BY 1", [0]);
    expect(
      whole.rows.filter(({ relname }) => ["message", "note", "conversation", "chat_tag"].includes(relname)),
    ).toEqual([]);
    const used = await sql.query<{ name: string }>(
      "SELECT indexrelname AS name FROM pg_stat_user_indexes WHERE idx_scan > 0 ORDER BY 1",
    );
    expect(used.rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "conversation_done",
        "conversation_muted",
        "conversation_names",
        "conversation_unassigned",
        "message_newest",
        "message_words",
        "note_words",
      ]),
    );
  });
});

describe("what was stored before it could be searched", () => {
  it("is made searchable as the app would", async () => {
    const texts = ["ＶＩＰ プラン\n\nﾌﾟﾗﾝ", "  Hello　World ", "ヴァイオリン ㍿", "東京都"];
    await sql.query("DELETE FROM message; UPDATE conversation SET search = '', title = 'グループ　Ａ' WHERE id = 1");
    for (const [n, text] of texts.entries()) {
      await sql.query(
        `INSERT INTO message (id, account_id, conversation_id, author, origin_key, parts, state, at)
         VALUES (gen_random_uuid(), 1, 1, 'customer', $1, $2, 'received', now())`,
        [`old:${n}`, JSON.stringify([{ kind: "text", text }, { kind: "image" }])],
      );
    }

    for (const statement of backfill()) await sql.query(statement);

    const { rows } = await sql.query<{ search: string }>("SELECT search FROM message ORDER BY origin_key");
    expect(rows.map(({ search }) => search)).toEqual(texts.map(searchable));
    const [chat] = (await sql.query<{ search: string }>("SELECT search FROM conversation WHERE id = 1")).rows;
    expect(chat?.search).toBe("ぐるーぷ a");
  });
});

function backfill(): string[] {
  const folder = new URL("../../prisma/migrations/", import.meta.url);
  const name = readdirSync(folder).find((each) => each.endsWith("_search")) ?? "";
  const text = readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");
  return text.match(/^UPDATE [^;]+;/gm) ?? [];
}
