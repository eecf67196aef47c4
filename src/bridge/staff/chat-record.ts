/** What is known of a chat besides its card: for one member who asks. */
import { findContactOf } from "../../store/contacts.ts";
import { countMessages, threadsOf } from "../../store/record.ts";
import type { ConversationRow } from "../../store/rows.ts";
import { patchThread } from "../../store/threads.ts";
import { chatFacts } from "../card.ts";
import type { Context } from "../context.ts";
import type { CardFacts } from "../ports.ts";

export interface ChatRecord {
  card: CardFacts;
  account: string;
  /** Of the customer; groups are no friends. */
  lineName: string | undefined;
  friendship: "friend" | "not" | "unknown" | undefined;
  firstSeen: Date;
  messages: { customer: number; staff: number };
  threads: { openedAt: Date; link: string | undefined }[];
  earlierThreads: number;
}

const THREADS = 5;

export async function chatRecord(ctx: Context, chat: ConversationRow): Promise<ChatRecord> {
  const card = await chatFacts(ctx, chat);
  const contact = chat.kind === "user" ? await findContactOf(ctx.db, chat.accountId, chat.lineId) : null;
  const threads = await threadsOf(ctx.db, chat.id);
  const shown: ChatRecord["threads"] = [];
  for (const { id, channel, ts, permalink, openedAt } of threads.slice(0, THREADS)) {
    const link = permalink ?? (ts === null ? undefined : await ctx.desk.permalink(channel, ts));
    if (link && permalink === null) await patchThread(ctx.db, id, { permalink: link });
    shown.push({ openedAt, link });
  }
  return {
    card,
    account: ctx.account(chat.accountId)?.name ?? "",
    lineName: contact?.displayName ?? undefined,
    friendship: chat.kind === "user" ? friendshipOf(contact?.friendship) : undefined,
    firstSeen: chat.createdAt,
    messages: await countMessages(ctx.db, chat.id),
    threads: shown,
    earlierThreads: Math.max(0, threads.length - THREADS),
  };
}

const friendshipOf = (stored: string | undefined): "friend" | "not" | "unknown" =>
  stored === "friend" || stored === "not" ? stored : "unknown";
