/**
 * Looks for words in names, notes and messages. A common word is found among the newest rows by reading those; a rare one
 * by the pairs of its characters (the function `bigrams` and its indexes), whose rows are then read. Each way alone would
 * be slow for the other kind of word, so the newest are read first, and only so many.
 */
import { hasPairs } from "../core/search.ts";
import type { Db, Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";

export interface Look {
  accountIds: number[];
  /** Searchable text, none of it empty; all must occur. */
  words: string[];
  most: number;
}

export interface Found {
  kind: "name" | "note" | "message";
  conversationId: number;
  /** user | group | room */
  chatKind: string;
  name: string;
  text: string | null;
  parts: unknown;
  /** customer | staff; null: a name. */
  author: string | null;
  by: string | null;
  at: Date | null;
  channel: string | null;
  ts: string | null;
  threadTs: string | null;
}

/** Rows of each account that are read before pairs are asked. */
const NEWEST = 4_000;
/** Some of them may be spam. */
const SPARE = 100;

const occur = (column: Prisma.Sql, words: string[]): Prisma.Sql =>
  Prisma.sql`${column} LIKE ALL(${words.map((word) => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`)}::text[])`;

/** The index is on exactly this expression. */
const pairsOf = (column: Prisma.Sql, words: string[]): Prisma.Sql =>
  Prisma.sql`bigrams(${column}) COLLATE "C" @> bigrams(${words.join("\n")})`;

/** `whole` is false where only the newest could be looked through in time. */
export interface Findings {
  found: Found[];
  whole: boolean;
}

export function findMessages(db: Db, { accountIds, words, most }: Look): Promise<Findings> {
  const newest = Prisma.sql`
    SELECT m.id, m.conversation_id, m.at FROM unnest(${accountIds}::int[]) AS a(id), LATERAL (
      SELECT id, conversation_id, at, search, state FROM message
      WHERE account_id = a.id AND search <> '' ORDER BY at DESC LIMIT ${NEWEST}) m
    WHERE ${occur(Prisma.sql`m.search`, words)} AND m.state <> 'cancelled' ORDER BY m.at DESC LIMIT ${most + SPARE}`;
  const pairs = Prisma.sql`
    SELECT id, conversation_id, at FROM message
    WHERE ${pairsOf(Prisma.sql`search`, words)} AND ${occur(Prisma.sql`search`, words)}
      AND account_id = ANY(${accountIds}::int[]) AND state <> 'cancelled'`;
  return eitherWay(
    db,
    most,
    () => messages(db, most, newest),
    (tx) => messages(tx, most, pairs),
  );
}

/** In these chats alone: their messages are few enough to be read. */
export function findMessagesIn(tx: Tx, conversationIds: number[], words: string[], most: number): Promise<Found[]> {
  return messages(
    tx,
    most,
    Prisma.sql`
      SELECT id, conversation_id, at FROM message
      WHERE conversation_id = ANY(${conversationIds}::int[]) AND ${occur(Prisma.sql`search`, words)} AND state <> 'cancelled'`,
  );
}

export async function findNames(db: Db, { accountIds, words, most }: Look): Promise<Findings> {
  const newest = (depth: number): Prisma.Sql => Prisma.sql`
    SELECT c.id, c.last_message_at AS at FROM (
      SELECT id, last_message_at, search, muted FROM conversation
      WHERE account_id = ANY(${accountIds}::int[]) ORDER BY last_message_at DESC LIMIT ${depth}) c
    WHERE ${occur(Prisma.sql`c.search`, words)} AND c.muted <> 'spam'`;
  // one character alone has no pairs
  if (!words.some(hasPairs)) return { found: await names(db, most, newest(ALL)), whole: true };
  const pairs = Prisma.sql`
    SELECT id, last_message_at AS at FROM conversation
    WHERE ${pairsOf(Prisma.sql`search`, words)} AND ${occur(Prisma.sql`search`, words)}
      AND account_id = ANY(${accountIds}::int[]) AND muted <> 'spam'`;
  return eitherWay(
    db,
    most,
    () => names(db, most, newest(NEWEST)),
    (tx) => names(tx, most, pairs),
  );
}

const ALL = 100_000;

/** Notes are few; the pairs are enough. */
export function findNotes(tx: Tx, { accountIds, words, most }: Look): Promise<Found[]> {
  return notes(
    tx,
    most,
    Prisma.sql`
      SELECT id, conversation_id, at FROM note
      WHERE ${pairsOf(Prisma.sql`search`, words)} AND ${occur(Prisma.sql`search`, words)}`,
    accountIds,
  );
}

export function findNotesIn(tx: Tx, conversationIds: number[], words: string[], most: number): Promise<Found[]> {
  return notes(
    tx,
    most,
    Prisma.sql`
      SELECT id, conversation_id, at FROM note
      WHERE conversation_id = ANY(${conversationIds}::int[]) AND ${occur(Prisma.sql`search`, words)}`,
  );
}

/**
 * A word that does not occur, all of whose pairs occur everywhere, leads to a great many rows. Slack waits 3 s for an
 * answer, so then the newest have to do.
 */
const PATIENCE = "1500";

async function eitherWay(
  db: Db,
  most: number,
  newest: () => Promise<Found[]>,
  pairs: (tx: Tx) => Promise<Found[]>,
): Promise<Findings> {
  const first = await newest();
  if (first.length >= most) return { found: first, whole: true };
  try {
    const found = await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('statement_timeout', ${PATIENCE}, true)`;
      return pairs(tx);
    });
    return { found, whole: true };
  } catch (cause) {
    if (!String(cause).includes(TOO_LONG)) throw cause;
    return { found: first, whole: false };
  }
}

/** PostgreSQL's code for a statement that was cancelled. */
const TOO_LONG = "57014";

/** The chat of `c`: what people call it, and its thread. */
const CHAT = Prisma.sql`c.id AS "conversationId", c.kind AS "chatKind",
  coalesce(c.staff_name, c.title, k.display_name, '') AS name`;
const NAMES = Prisma.sql`LEFT JOIN contact k
  ON c.kind = 'user' AND k.account_id = c.account_id AND k.line_user_id = c.line_id`;

function messages(tx: Tx, most: number, hits: Prisma.Sql): Promise<Found[]> {
  return tx.$queryRaw`
    WITH hit AS MATERIALIZED (${hits}),
    newest AS MATERIALIZED (
      SELECT hit.id, hit.at FROM hit JOIN conversation c ON c.id = hit.conversation_id
      WHERE c.muted <> 'spam' ORDER BY hit.at DESC LIMIT ${most})
    SELECT 'message' AS kind, ${CHAT}, NULL AS text, m.parts, m.author, s.name AS by, m.at,
      -- what is not posted yet is seen in its thread
      coalesce(m.desk_channel, t.channel) AS channel, coalesce(m.desk_ts, t.ts) AS ts, t.ts AS "threadTs"
    FROM newest JOIN message m ON m.id = newest.id JOIN conversation c ON c.id = m.conversation_id ${NAMES}
    LEFT JOIN staff s ON s.user_id = m.staff_id
    LEFT JOIN thread t ON t.id = m.thread_id AND t.channel = coalesce(m.desk_channel, t.channel) ORDER BY m.at DESC`;
}

function names(tx: Tx, most: number, hits: Prisma.Sql): Promise<Found[]> {
  return tx.$queryRaw`
    WITH hit AS MATERIALIZED (${hits}),
    newest AS MATERIALIZED (SELECT id, at FROM hit ORDER BY at DESC NULLS LAST LIMIT ${most})
    SELECT 'name' AS kind, ${CHAT}, concat_ws(' · ', c.staff_name, coalesce(c.title, k.display_name)) AS text,
      NULL AS parts, NULL AS author, NULL AS by, newest.at,
      t.channel, t.ts, NULL AS "threadTs"
    FROM newest JOIN conversation c ON c.id = newest.id ${NAMES} LEFT JOIN thread t ON t.id = c.thread_id
    ORDER BY newest.at DESC NULLS LAST`;
}

function notes(tx: Tx, most: number, hits: Prisma.Sql, accountIds?: number[]): Promise<Found[]> {
  const seen = accountIds ? Prisma.sql`AND c.account_id = ANY(${accountIds}::int[])` : Prisma.empty;
  return tx.$queryRaw`
    WITH hit AS MATERIALIZED (${hits}),
    newest AS MATERIALIZED (
      SELECT hit.id, hit.at FROM hit JOIN conversation c ON c.id = hit.conversation_id
      WHERE c.muted <> 'spam' ${seen} ORDER BY hit.at DESC LIMIT ${most})
    SELECT 'note' AS kind, ${CHAT}, n.text, NULL AS parts, 'staff' AS author, n.author_name AS by, n.at,
      t.channel, t.ts, NULL AS "threadTs"
    FROM newest JOIN note n ON n.id = newest.id JOIN conversation c ON c.id = n.conversation_id ${NAMES}
    LEFT JOIN thread t ON t.id = c.thread_id ORDER BY n.at DESC`;
}
