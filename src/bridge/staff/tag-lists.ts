import { allTags, tagsOf } from "../../store/tags.ts";
import type { Context } from "../context.ts";

/** All tags of an account, by name. */
export async function knownTags(ctx: Context, accountId: number): Promise<string[]> {
  return (await allTags(ctx.db, accountId)).map((tag) => tag.name);
}

export function chatTags(ctx: Context, conversationId: number): Promise<{ name: string }[]> {
  return tagsOf(ctx.db, conversationId);
}
