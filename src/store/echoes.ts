/** Where the words of a message stand besides its own posts. */
import { PRIORITY } from "../core/delivery.ts";
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { messengerId } from "./messages.ts";
import type { MessageRow } from "./rows.ts";

export interface Echo {
  attemptId: string;
  channel: string;
  ts: string;
}

const POSTED = Prisma.sql`a.id AS "attemptId", a.body->>'channel' AS channel, a.response->>'ts' AS ts
  FROM delivery d JOIN attempt a ON a.id = d.attempt_id AND a.status = 'done' AND a.response->>'ts' IS NOT NULL`;

type Of = Pick<MessageRow, "originKey" | "conversationId" | "accountId" | "at">;

/** Messages of the same chat that answer it. */
export async function quotingIds(tx: Tx, { conversationId, originKey }: Of): Promise<string[]> {
  const quoting = JSON.stringify([{ quotes: messengerId(originKey) }]);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM message WHERE conversation_id = ${conversationId} AND parts @> ${quoting}::jsonb ORDER BY at`;
  return rows.map(({ id }) => id);
}

export interface Copied extends Of {
  /** Its own posts, as `CHANNEL:TS`: what staff forwarded is known by them. */
  places: string[];
}

const copied = ({ conversationId, originKey, places }: Copied): Prisma.Sql => Prisma.sql`
  d.conversation_id = ${conversationId} AND (
    (d.kind = 'notice' AND d.payload->'notice'->>'of' = ${messengerId(originKey)})
    OR (d.kind = 'forward' AND d.payload->'notice'->>'link' = ANY(${places}::text[])))`;

/** The lines that told of its edits or of trouble with its file, and what staff forwarded of it to other Slack channels. */
export function copies(tx: Tx, message: Copied): Promise<Echo[]> {
  return tx.$queryRaw`SELECT ${POSTED} WHERE ${copied(message)}`;
}

/** Those that are not said yet never are; those that were leave no words here. */
export async function eraseCopies(tx: Tx, message: Copied): Promise<void> {
  await tx.$executeRaw`
    UPDATE delivery d SET payload = '{}'::jsonb, status = CASE WHEN status = 'pending' THEN 'cancelled' ELSE status END
    WHERE status <> 'trying' AND ${copied(message)}`;
}

/** Digests and calls since then that list its chat, and may have shown its words. */
export function listings(tx: Tx, { conversationId, accountId, at }: Of): Promise<(Echo & { payload: unknown })[]> {
  const listed = JSON.stringify([{ chats: [{ id: conversationId }] }]);
  return tx.$queryRaw`
    SELECT d.payload, ${POSTED}
    WHERE d.lane_id IN (SELECT id FROM lane WHERE side = 'desk') AND d.status = 'done' AND d.priority = ${PRIORITY.mention}
      AND d.order_at >= ${at} AND d.kind IN ('list', 'listTo') AND d.account_id = ${accountId}
      AND d.payload->'post'->'groups' @> ${listed}::jsonb`;
}

export interface QuestionRow {
  id: string;
  payload: unknown;
  attemptId: string | null;
  channel: string | null;
  ts: string | null;
  /** Its answer stands in its place, or is about to. */
  answered: boolean;
}

/** Questions of ours that show this message among others that may be quoted. */
export function questionsNaming(tx: Tx, { id, conversationId }: Pick<MessageRow, "id" | "conversationId">) {
  const named = JSON.stringify([{ id }]);
  return tx.$queryRaw<QuestionRow[]>`
    SELECT d.id, d.payload, a.id AS "attemptId", a.body->>'channel' AS channel, a.response->>'ts' AS ts, EXISTS (
      SELECT FROM delivery m
      WHERE m.conversation_id = d.conversation_id AND m.kind = 'amend' AND m.status IN ('pending', 'done')
        AND m.payload->>'channel' = a.body->>'channel' AND m.payload->>'ts' = a.response->>'ts') AS answered
    FROM delivery d LEFT JOIN attempt a ON a.id = d.attempt_id AND a.status = 'done'
    WHERE d.conversation_id = ${conversationId} AND d.kind = 'notice' AND d.status <> 'trying'
      AND d.payload->'notice'->'messages' @> ${named}::jsonb`;
}
