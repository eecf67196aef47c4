/** The chats in which a customer waits: counted, listed, and those for which somebody is to be called. */
import type { WaitingChat } from "../core/chat-post.ts";
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/** Muted ones do not wait, and those that are put off are not among them until their time has come. */
const shownAt = (now: Date): Prisma.Sql =>
  Prisma.sql`c.waiting_since IS NOT NULL AND c.muted = 'no' AND (c.snoozed_until IS NULL OR c.snoozed_until <= ${now})`;

export interface WaitingCount {
  assigneeId: string | null;
  waiting: number;
  /** Those who wait since `lateSince` or longer. */
  late: number;
  oldest: Date;
}

/** By whose they are. */
export function countWaiting(
  tx: Tx,
  { accountId, now, lateSince }: { accountId: number; now: Date; lateSince: Date | undefined },
): Promise<WaitingCount[]> {
  return tx.$queryRaw`
    SELECT c.assignee_id AS "assigneeId", count(*)::int AS waiting, min(c.waiting_since) AS oldest,
      (count(*) FILTER (WHERE c.waiting_since <= ${lateSince ?? null}::timestamptz))::int AS late
    FROM conversation c WHERE c.account_id = ${accountId} AND ${shownAt(now)} GROUP BY c.assignee_id`;
}

const CHAT = Prisma.sql`c.id, c.assignee_id AS "assigneeId", c.waiting_since AS "waitingSince"`;

/** The longest first. */
export function longestWaiting(
  tx: Tx,
  { accountId, now, most }: { accountId: number; now: Date; most: number },
): Promise<WaitingChat[]> {
  return tx.$queryRaw`
    SELECT ${CHAT} FROM conversation c WHERE c.account_id = ${accountId} AND ${shownAt(now)}
    ORDER BY c.waiting_since, c.id LIMIT ${most}`;
}

/** The longest first, of each of these people. */
export function longestWaitingOf(
  tx: Tx,
  { accountId, now, most, people }: { accountId: number; now: Date; most: number; people: string[] },
): Promise<WaitingChat[]> {
  return tx.$queryRaw`
    SELECT found.* FROM unnest(${people}::text[]) AS a(person), LATERAL (
      SELECT ${CHAT} FROM conversation c WHERE c.account_id = ${accountId} AND ${shownAt(now)} AND c.assignee_id = a.person
      ORDER BY c.waiting_since, c.id LIMIT ${most}) found
    ORDER BY found."waitingSince", found.id`;
}

/** The longest first, of those that are nobody's or of none of these people. */
export function longestWaitingElse(
  tx: Tx,
  { accountId, now, most, people }: { accountId: number; now: Date; most: number; people: string[] },
): Promise<WaitingChat[]> {
  return tx.$queryRaw`
    SELECT ${CHAT} FROM conversation c WHERE c.account_id = ${accountId} AND ${shownAt(now)}
      AND (c.assignee_id IS NULL OR c.assignee_id <> ALL(${people}::text[]))
    ORDER BY c.waiting_since, c.id LIMIT ${most}`;
}

export interface PostedChat {
  id: number;
  /** user | group | room */
  kind: string;
  name: string;
  waitingSince: Date | null;
  assigneeId: string | null;
  assignee: string | null;
  tags: string[];
  /** What the customer said since the last answer, the first messages of it. */
  unanswered: unknown[];
  channel: string | null;
  ts: string | null;
}

/** What posts say of these chats, as it is now. */
export async function postedChats(tx: Tx, ids: number[], messages: number): Promise<PostedChat[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw`
    SELECT c.id, c.kind, coalesce(c.staff_name, c.title, k.display_name, '') AS name, c.waiting_since AS "waitingSince",
      c.assignee_id AS "assigneeId", s.name AS assignee, t.channel, t.ts,
      ARRAY(SELECT tag.name FROM chat_tag ct JOIN tag ON tag.id = ct.tag_id
        WHERE ct.conversation_id = c.id ORDER BY ct.at, tag.id) AS tags,
      ARRAY(SELECT m.parts FROM message m
        WHERE m.conversation_id = c.id AND m.author = 'customer' AND m.state <> 'unsent' AND m.at >= c.waiting_since
        ORDER BY m.at LIMIT ${messages}) AS unanswered
    FROM conversation c
    LEFT JOIN contact k ON c.kind = 'user' AND k.account_id = c.account_id AND k.line_user_id = c.line_id
    LEFT JOIN staff s ON s.user_id = c.assignee_id
    LEFT JOIN thread t ON t.id = c.thread_id
    WHERE c.id = ANY(${ids}::int[])`;
}

export type Call = "nudge" | "mention";

interface Due {
  accountId: number;
  call: Call;
  /** Who waits since then, or longer. */
  since: Date;
  now: Date;
  /** Only those that a person has: the machine answers the others alone. */
  withPeople: boolean;
}

/** Each has an index of its own, in which only those stand for whom nobody was called yet. */
const notCalled = {
  nudge: Prisma.sql`(c.nudged_for IS NULL OR c.nudged_for < c.waiting_since)`,
  mention: Prisma.sql`(c.mentioned_for IS NULL OR c.mentioned_for < c.waiting_since)`,
};

const due = ({ accountId, call, since, now, withPeople }: Due): Prisma.Sql => Prisma.sql`
  c.account_id = ${accountId} AND ${shownAt(now)} AND NOT c.standby AND c.waiting_since <= ${since} AND ${notCalled[call]}
  ${withPeople ? Prisma.sql`AND (c.manual OR c.manual_until > ${now})` : Prisma.empty}`;

/** A look that locks nothing, for whoever looks every second. */
export async function anybodyDue(tx: Tx, wanted: Due): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>`SELECT FROM conversation c WHERE ${due(wanted)} LIMIT 1`).length > 0;
}

/** Those for whom the call is made now, each once for one waiting. A mention is a nudge, too. */
export function takeDue(tx: Tx, wanted: Due, most: number): Promise<(WaitingChat & { threadId: string | null })[]> {
  const set =
    wanted.call === "mention"
      ? Prisma.sql`mentioned_for = c.waiting_since, nudged_for = c.waiting_since`
      : Prisma.sql`nudged_for = c.waiting_since`;
  return tx.$queryRaw`
    UPDATE conversation c SET ${set}
    FROM (
      SELECT c.id FROM conversation c WHERE ${due(wanted)}
      ORDER BY c.waiting_since LIMIT ${most} FOR NO KEY UPDATE SKIP LOCKED) taken
    WHERE c.id = taken.id RETURNING ${CHAT}, c.thread_id AS "threadId"`;
}

/** Only one instance at a time calls for the chats of an account, so that those due together are called together. */
export async function mayCall(tx: Tx, accountId: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ may: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext('threadline calls'), ${accountId}::int) AS may`;
  return row?.may ?? false;
}
