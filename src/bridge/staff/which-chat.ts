/** Finds the chat that somebody means, among those that they may see. */
import { type ChatToken, readChatToken } from "../../core/chat-token.ts";
import { searchable } from "../../core/search.ts";
import { isUnderWay } from "../../store/attempts.ts";
import { findContactOf } from "../../store/contacts.ts";
import { chatAt, chatOfWords, chatsByName, findConversation } from "../../store/conversations.ts";
import { deskLane } from "../../store/lanes.ts";
import type { ConversationRow } from "../../store/rows.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";

export type Chat = ConversationRow;

/** A chat as it stands in lists. */
export interface ChatName {
  id: number;
  name: string;
}

export type Which = { kind: "one"; chat: ConversationRow } | { kind: "many"; chats: ChatName[] } | { kind: "none" };

const MOST = 10;

export async function whichChat(ctx: Context, actor: Actor, token: string): Promise<Which> {
  const wanted = readChatToken(token);
  if (wanted.kind === "name") return byName(ctx, actor, wanted.name);
  const chat = await exactly(ctx, wanted);
  return chat && maySee(actor, chat) ? { kind: "one", chat } : { kind: "none" };
}

export async function findChat(ctx: Context, actor: Actor, id: number): Promise<Which> {
  const chat = await findConversation(ctx.db, id);
  return chat && maySee(actor, chat) ? { kind: "one", chat } : { kind: "none" };
}

/** What people call it: the name that staff gave, else the one on LINE; empty where nothing is known. */
export async function nameOfChat(ctx: Context, chat: Chat): Promise<string> {
  return chat.staffName ?? lineNameOf(ctx, chat);
}

/** The name on LINE, as far as it is known. */
export async function lineNameOf(ctx: Context, chat: Chat): Promise<string> {
  if (chat.kind !== "user") return chat.title ?? "";
  return (await findContactOf(ctx.db, chat.accountId, chat.lineId))?.displayName ?? "";
}

/** The number of the chat whose thread this message stands in; whether somebody may see it is asked when they act on it. */
export async function chatOfPlace(
  ctx: Context,
  { channel, ts, threadTs }: { channel: string; ts: string; threadTs: string | undefined },
): Promise<number | undefined> {
  return chatAt(ctx.db, channel, threadTs === undefined ? [ts] : [threadTs, ts]);
}

const LOOKS = 10;
const PAUSE = 150;

/**
 * The chat of a head card or of a customer's words, and the thread's root; undefined for all other messages. Posts of ours
 * (`ours`) are seen in Slack a moment before we know where they landed.
 */
export async function chatOfCustomerWords(
  ctx: Context,
  { channel, ts, ours }: { channel: string; ts: string; ours: boolean },
): Promise<{ id: number; threadTs: string | null } | undefined> {
  for (let look = 1; ; look += 1) {
    const landing = ours && look < LOOKS && (await isUnderWay(ctx.db, deskLane(channel).key));
    const chat = await chatOfWords(ctx.db, channel, ts);
    if (chat || !landing) return chat;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

const maySee = (actor: Actor, chat: ConversationRow): boolean =>
  actor.accounts.some((account) => account.id === chat.accountId);

async function exactly(ctx: Context, token: Exclude<ChatToken, { kind: "name" }>): Promise<ConversationRow | null> {
  if (token.kind === "number") return findConversation(ctx.db, token.number);
  const id = await chatOfPlace(ctx, token);
  return id === undefined ? null : findConversation(ctx.db, id);
}

async function byName(ctx: Context, actor: Actor, name: string): Promise<Which> {
  const beginning = searchable(name);
  if (beginning === "") return { kind: "none" };
  const chats = await chatsByName(
    ctx.db,
    actor.accounts.map((account) => account.id),
    beginning,
    MOST,
  );
  const [first] = chats;
  if (!first) return { kind: "none" };
  if (chats.length > 1) return { kind: "many", chats };
  const chat = await findConversation(ctx.db, first.id);
  return chat ? { kind: "one", chat } : { kind: "none" };
}

/** What people call this chat: the name staff gave, else the one on LINE. Empty where nothing is known. */
export async function suggestChats(ctx: Context, actor: Actor, typed: string, most: number): Promise<ChatName[]> {
  const ids = actor.accounts.map((account) => account.id);
  const token = readChatToken(typed);
  const exact = token.kind === "name" ? null : await exactly(ctx, token);
  const named = await chatsByName(ctx.db, ids, searchable(typed), most);
  if (!exact || !maySee(actor, exact)) return named;
  return [{ id: exact.id, name: await nameOfChat(ctx, exact) }, ...named.filter((each) => each.id !== exact.id)];
}
