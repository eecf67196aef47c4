/** What a customer's message answers to: LINE tells only its id, the words are our own. */
import { Parts, quotedIn } from "../core/message.ts";
import { lineKey, messageSent, messagesByOrigin } from "../store/messages.ts";
import type { MessageRow } from "../store/rows.ts";
import { findThread } from "../store/threads.ts";
import type { Context } from "./context.ts";
import type { Quoted } from "./ports.ts";

export async function quotedBy(ctx: Context, message: MessageRow): Promise<Quoted | undefined> {
  const quotes = quotedIn(Parts.parse(message.parts));
  if (quotes === undefined) return undefined;
  const [customers] = await messagesByOrigin(ctx.db, [lineKey(message.accountId, quotes)]);
  const quoted = customers ?? (await messageSent(ctx.db, message.conversationId, quotes));
  // of another chat it would tell what is not for this one
  if (!quoted || quoted.conversationId !== message.conversationId) return undefined;
  if (quoted.state === "unsent" || Parts.parse(quoted.parts).length === 0) return undefined;
  const parts =
    quoted.sentText === null ? Parts.parse(quoted.parts) : [{ kind: "text" as const, text: quoted.sentText }];
  return { parts, byStaff: quoted.author === "staff", link: await linkTo(ctx, quoted) };
}

async function linkTo(ctx: Context, { deskChannel, deskTs, threadId }: MessageRow): Promise<string | undefined> {
  if (deskChannel === null || deskTs === null) return undefined;
  const thread = threadId === null ? null : await findThread(ctx.db, threadId);
  return ctx.desk.link({ channel: deskChannel, ts: deskTs, threadTs: thread?.ts ?? undefined });
}
