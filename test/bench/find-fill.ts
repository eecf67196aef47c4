/** A hundred thousand conversations and a million messages with words of both languages, made by the database itself. */
import type { Client } from "pg";

import { CHANNEL, STAFF } from "./events.ts";

export const CONVERSATIONS = 100_000;
export const MESSAGES = 1_000_000;
/** In every third message or so, in every fifty-thousandth, and two characters among many others. */
export const WORDS = {
  common: "ありがとうございます",
  rare: "観葉植物",
  two: "浴衣",
  english: "larger size",
  absent: "thereabouts",
};

const PHRASES = `
  ありがとうございます|よろしくお願いします|お世話になっております|こんにちは|すみません|教えてください|予約を変更したいです|
  明日の午後は空いていますか|配送はいつになりますか|住所が変わりました|請求書を送ってください|領収書は出ますか|在庫はありますか|
  色違いはありますか|サイズを交換したい|返品できますか|クーポンが使えません|営業時間を知りたい|駐車場はありますか|子ども用の椅子|
  アレルギーがあります|誕生日のケーキ|ギフト包装|熨斗を付けて|領収書の宛名|電話番号はこちら|写真を送ります|昨日買った|まだ届きません|
  キャンセル待ち|体験レッスン|初めて利用します|二名で伺います|駅から歩いて|支払い方法|クレジットカード|ポイントカード|再入荷|限定色|
  do you have this in stock|a larger size please|until when are you open|thank you|where is my order|can i return it|blue or black|
  two people at seven|is there parking|my address changed|please send the invoice|the coupon does not work|a table for four|other colours|
  this weekend|next monday|what about their delivery there|another question|reservation|gift wrapping|size chart|tomorrow morning`;

/** What is built again after the filling: adding to it row by row takes ten times as long. */
const SLOW = ["message_words", "conversation_names"];

export async function fill(sql: Client): Promise<void> {
  const { rows: indexes } = await sql.query<{ indexdef: string }>(
    "SELECT indexdef FROM pg_indexes WHERE indexname = ANY($1)",
    [SLOW],
  );
  for (const name of SLOW) await sql.query(`DROP INDEX ${name}`);
  await sql.query("SELECT setseed(0.5)");
  await fillConversations(sql);
  await fillMessages(sql);
  for (const { indexdef } of indexes) await sql.query(indexdef);
  await sql.query("VACUUM ANALYZE");
}

export async function fillConversations(sql: Client): Promise<void> {
  const user = "'U' || lpad(to_hex(n), 32, '0')";
  await sql.query(`
    INSERT INTO staff (user_id, name, standing, fetched_at) VALUES ('${STAFF}', 'Aki', 'member', now())
      ON CONFLICT DO NOTHING;
    INSERT INTO tag (account_id, name, key) SELECT a.id, 'tag' || n, 'tag' || n FROM account a, generate_series(1, 30) n;
    CREATE TEMP TABLE person AS SELECT n, ${user} AS line_id,
      (ARRAY['佐藤','鈴木','高橋','田中','伊藤','渡辺','山本','中村','小林','加藤','吉田','山田','sakura','yuki','hana','emma'])[1 + floor(random() * 16)]
      || ' ' || (ARRAY['花子','太郎','美咲','健','さくら','葵','蓮','陽菜','kim','lee'])[1 + floor(random() * 10)] || ' ' || n AS name
      FROM generate_series(1, ${CONVERSATIONS}) n;
    INSERT INTO contact (account_id, line_user_id, display_name, profile_at, tried_at)
      SELECT a.id, line_id, person.name, now(), now() FROM account a, person;
    INSERT INTO conversation (account_id, kind, line_id, status, done_at, waiting_since, last_message_at, last_customer_at,
        thread_id, assignee_id, search)
      SELECT a.id, 'user', line_id, CASE WHEN n % 4 = 0 THEN 'done' ELSE 'open' END,
        CASE WHEN n % 4 = 0 THEN now() - n * interval '1 minute' END,
        CASE WHEN n % 4 <> 0 AND n % 10 < 5 THEN now() - random() * interval '60 days' END,
        now() - n * interval '5 minutes', now() - n * interval '5 minutes', gen_random_uuid(),
        CASE WHEN n % 5 = 0 THEN '${STAFF}' WHEN n % 5 = 1 THEN 'U0OTHER' END, person.name
      FROM account a, person;
    INSERT INTO thread (id, conversation_id, channel, ts)
      SELECT thread_id, id, '${CHANNEL}', '1700000000.' || lpad(id::text, 6, '0') FROM conversation;
    INSERT INTO chat_tag (conversation_id, tag_id)
      SELECT c.id, t.id FROM conversation c JOIN tag t ON t.id % 10 = c.id % 10 AND c.id % 3 = 0;`);
}

/** The frequency of a phrase falls with its place in the list; every message has a number of its own. */
async function fillMessages(sql: Client): Promise<void> {
  const { common, rare, two } = WORDS;
  await sql.query(`
    CREATE TEMP TABLE phrase AS SELECT array_agg(trim(words)) AS list, count(*) AS many
      FROM unnest(string_to_array($$${PHRASES.replaceAll("\n", "")}$$, '|')) words;
    CREATE TEMP TABLE said AS SELECT n, (1 + floor(random() * ${CONVERSATIONS}))::int AS chat,
        ${Array.from({ length: 4 }, () => "list[1 + floor(power(random(), 2) * many)]").join(" || '、' || ")}
        || CASE WHEN n % 3 = 0 THEN '、${common}' WHEN n % 50000 = 7 THEN '、${rare}' WHEN n % 2000 = 11 THEN '、${two}' ELSE '' END
        || ' ' || n AS words
      FROM phrase, generate_series(1, ${MESSAGES}) n;
    INSERT INTO message (id, account_id, conversation_id, thread_id, author, contact_id, origin_key, parts, state,
        desk_channel, desk_ts, search, at)
      SELECT gen_random_uuid(), c.account_id, c.id, c.thread_id, 'customer', NULL, 'line:old:' || s.n,
        jsonb_build_array(jsonb_build_object('kind', 'text', 'text', s.words)), 'received', '${CHANNEL}',
        '1700000001.' || lpad(s.n::text, 6, '0'), lower(s.words), now() - (${MESSAGES} - s.n) * interval '20 seconds'
      FROM said s JOIN (SELECT *, row_number() OVER () AS place FROM conversation) c ON c.place = s.chat ORDER BY s.n`);
}
