import { tagKey, tagName } from "../../core/tags.ts";
import { inTransaction } from "../../store/client.ts";
import { countTags, ensureTags, findTags, holdTags } from "../../store/tags.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { refused, type TagsChanged, tagsChanged } from "./change-tags.ts";

export const TAGS_OF_ACCOUNT = 200;

/** A tag that no chat has yet; every member may. */
export async function createTag(ctx: Context, actor: Actor, accountId: number, raw: string): Promise<TagsChanged> {
  if (!actor.accounts.some((account) => account.id === accountId)) return refused({ kind: "gone" });
  const name = tagName(raw);
  if (name === undefined) return refused({ kind: "tagTooLong", name: raw });
  const key = tagKey(name);
  return inTransaction(ctx.db, async (tx) => {
    await holdTags(tx, accountId);
    if ((await findTags(tx, accountId, [key])).length > 0) return refused({ kind: "nothingToDo", command: "tags" });
    if ((await countTags(tx, accountId)) >= TAGS_OF_ACCOUNT) return refused({ kind: "tooManyTags" });
    await ensureTags(tx, accountId, [{ name, key }]);
    return tagsChanged(tx, ctx, { actor, accountId, act: { kind: "tagMade", name } });
  });
}
