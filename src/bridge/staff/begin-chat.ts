/** Chats with friends of the account who never wrote: they begin when a member writes first. */
import { readChatToken } from "../../core/chat-token.ts";
import { searchable } from "../../core/search.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import { chatKey, ensureConversations, findConversation, refreshNames } from "../../store/conversations.ts";
import { type Follower, followersByName } from "../../store/followers.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import type { Which } from "./which-chat.ts";

const MOST = 10;

/** `token`: the beginning of the name on LINE. Makes the chats; nothing is shown of them until words go. */
export async function beginChat(ctx: Context, actor: Actor, token: string): Promise<Which> {
  const wanted = readChatToken(token);
  const beginning = wanted.kind === "name" ? searchable(wanted.name) : "";
  if (beginning === "") return { kind: "none" };
  const accountIds = actor.accounts.map((account) => account.id);
  const followers = await followersByName(ctx.db, accountIds, beginning, MOST);
  const [first, ...more] = await inTransaction(ctx.db, (tx) => begin(tx, followers));
  if (!first) return { kind: "none" };
  if (more.length > 0) return { kind: "many", chats: [first, ...more] };
  const chat = await findConversation(ctx.db, first.id);
  return chat ? { kind: "one", chat } : { kind: "none" };
}

async function begin(tx: Tx, followers: Follower[]): Promise<{ id: number; name: string }[]> {
  const chats = followers.map(({ accountId, lineUserId }) => ({
    accountId,
    kind: "user" as const,
    lineId: lineUserId,
  }));
  const ids = await ensureConversations(tx, chats);
  const begun: { id: number; name: string }[] = [];
  for (const { accountId, lineUserId, name } of followers) {
    const id = ids.get(chatKey({ accountId, lineId: lineUserId }));
    if (id === undefined) continue;
    await refreshNames(tx, id);
    begun.push({ id, name });
  }
  return begun;
}
