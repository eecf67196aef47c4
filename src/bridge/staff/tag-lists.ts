import { allTags, type CountedTag, countedTags, tagsOf } from "../../store/tags.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";

/** All tags of an account, by name. */
export async function knownTags(ctx: Context, accountId: number): Promise<string[]> {
  return (await allTags(ctx.db, accountId)).map((tag) => tag.name);
}

export function chatTags(ctx: Context, conversationId: number): Promise<{ name: string }[]> {
  return tagsOf(ctx.db, conversationId);
}

/** The tags that somebody may see, by account and name, each with how many chats have it. */
export function tagCounts(ctx: Context, actor: Actor): Promise<CountedTag[]> {
  return countedTags(
    ctx.db,
    actor.accounts.map((account) => account.id),
  );
}
