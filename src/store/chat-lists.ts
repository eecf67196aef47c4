/** Pages of the lists of chats. Every list has an index in its own order, so the first pages cost the same however long it is. */
import type { ChatList } from "../core/chat-list.ts";
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";

export interface ListPage {
  list: ChatList;
  accountIds: number[];
  /** For "mine". */
  userId: string;
  tagIds: number[] | undefined;
  now: Date;
  skip: number;
  take: number;
}

export interface ListedChat {
  id: number;
  accountId: number;
  /** user | group | room */
  kind: string;
  name: string;
  waitingSince: Date | null;
  doneAt: Date | null;
  snoozedUntil: Date | null;
  assigneeId: string | null;
  assignee: string | null;
  tags: string[];
  /** Of the newest message. */
  parts: unknown;
  author: string | null;
  channel: string | null;
  ts: string | null;
}

/** A tag on more chats than this is looked for while the list is read; those of a rarer one are read first. */
const FEW = 10_000;

export async function chatsListed(tx: Tx, page: ListPage): Promise<number[]> {
  const few = page.tagIds && (await countTagged(tx, page.tagIds)) <= FEW;
  const rows = await (few ? tagged(tx, page, page.tagIds ?? []) : inOrder(tx, page));
  return rows.map(({ id }) => id);
}

async function countTagged(tx: Tx, tagIds: number[]): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM chat_tag WHERE tag_id = ANY(${tagIds}::int[]) LIMIT ${FEW + 1}) counted`;
  return row?.count ?? 0;
}

function inOrder(tx: Tx, page: ListPage): Promise<{ id: number }[]> {
  const { accountIds, tagIds, skip, take } = page;
  const { where, key, order } = rulesOf(page);
  const carries = tagIds
    ? Prisma.sql`AND EXISTS (SELECT FROM chat_tag t WHERE t.conversation_id = c.id AND t.tag_id = ANY(${tagIds}::int[]))`
    : Prisma.empty;
  return tx.$queryRaw`
    SELECT x.id FROM unnest(${accountIds}::int[]) AS a(id), LATERAL (
      SELECT c.id, c.last_message_at, ${key} AS key FROM conversation c WHERE c.account_id = a.id AND ${where} ${carries}
      ORDER BY ${key} ${order}, c.last_message_at DESC LIMIT ${skip + take}) x
    ORDER BY x.key ${order}, x.last_message_at DESC OFFSET ${skip} LIMIT ${take}`;
}

function tagged(tx: Tx, page: ListPage, tagIds: number[]): Promise<{ id: number }[]> {
  const { accountIds, skip, take } = page;
  const { where, key, order } = rulesOf(page);
  return tx.$queryRaw`
    WITH tagged AS MATERIALIZED (SELECT DISTINCT conversation_id AS id FROM chat_tag WHERE tag_id = ANY(${tagIds}::int[]))
    SELECT c.id FROM tagged JOIN conversation c ON c.id = tagged.id
    WHERE c.account_id = ANY(${accountIds}::int[]) AND ${where}
    ORDER BY ${key} ${order}, c.last_message_at DESC OFFSET ${skip} LIMIT ${take}`;
}

interface Rules {
  where: Prisma.Sql;
  key: Prisma.Sql;
  order: Prisma.Sql;
}

/** Values are written out where an index is for them alone. */
function rulesOf({ list, userId, now }: ListPage): Rules {
  const shown = Prisma.sql`c.muted = 'no' AND (c.snoozed_until IS NULL OR c.snoozed_until <= ${now})`;
  const ascending = Prisma.sql`ASC`;
  const descending = Prisma.sql`DESC`;
  const waiting = { key: Prisma.sql`c.waiting_since`, order: ascending };
  switch (list) {
    // all that are open: those that wait come first
    case "mine":
      return { ...waiting, where: Prisma.sql`c.assignee_id = ${userId} AND c.status = 'open' AND ${shown}` };
    case "unassigned":
      return { ...waiting, where: Prisma.sql`c.assignee_id IS NULL AND c.waiting_since IS NOT NULL AND ${shown}` };
    case "all":
      return { ...waiting, where: Prisma.sql`c.waiting_since IS NOT NULL AND ${shown}` };
    case "done":
      return {
        where: Prisma.sql`c.status = 'done' AND c.muted = 'no'`,
        key: Prisma.sql`c.done_at`,
        order: descending,
      };
    case "snoozed":
      return {
        where: Prisma.sql`c.snoozed_until > ${now} AND c.muted = 'no'`,
        key: Prisma.sql`c.snoozed_until`,
        order: ascending,
      };
    case "muted":
      return { where: Prisma.sql`c.muted = 'muted'`, key: Prisma.sql`c.muted_at`, order: descending };
    case "spam":
      return { where: Prisma.sql`c.muted = 'spam'`, key: Prisma.sql`c.muted_at`, order: descending };
  }
}

/** In the order given. */
export async function listedChats(tx: Tx, ids: number[]): Promise<ListedChat[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw`
    SELECT c.id, c.account_id AS "accountId", c.kind, coalesce(c.staff_name, c.title, k.display_name, '') AS name,
      c.waiting_since AS "waitingSince", c.done_at AS "doneAt", c.snoozed_until AS "snoozedUntil",
      c.assignee_id AS "assigneeId", s.name AS assignee, last.parts, last.author, t.channel, t.ts,
      ARRAY(SELECT tag.name FROM chat_tag ct JOIN tag ON tag.id = ct.tag_id
        WHERE ct.conversation_id = c.id ORDER BY ct.at, tag.id) AS tags
    FROM unnest(${ids}::int[]) WITH ORDINALITY AS wanted(id, place) JOIN conversation c ON c.id = wanted.id
    LEFT JOIN contact k ON c.kind = 'user' AND k.account_id = c.account_id AND k.line_user_id = c.line_id
    LEFT JOIN staff s ON s.user_id = c.assignee_id
    LEFT JOIN thread t ON t.id = c.thread_id
    LEFT JOIN LATERAL (
      SELECT m.parts, m.author FROM message m WHERE m.conversation_id = c.id AND (
        (m.author = 'customer' AND m.state <> 'unsent') OR (m.author = 'staff' AND m.state = 'sent'))
      ORDER BY m.at DESC LIMIT 1) last ON true
    ORDER BY wanted.place`;
}

/** The tags of this name in these accounts. */
export async function tagsNamed(tx: Tx, accountIds: number[], key: string): Promise<number[]> {
  const rows = await tx.tag.findMany({ where: { accountId: { in: accountIds }, key }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Every name once, however many accounts have a tag of it. */
export async function tagNames(tx: Tx, accountIds: number[]): Promise<string[]> {
  const where = { accountId: { in: accountIds } };
  const rows = await tx.tag.findMany({ where, orderBy: { name: "asc" }, distinct: ["key"], select: { name: true } });
  return rows.map(({ name }) => name);
}
