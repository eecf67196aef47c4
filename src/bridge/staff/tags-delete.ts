import { countChats, deleteTag } from "../../store/tags.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { drawAgain, onTag, refused, type TagsChanged, tagsChanged, taggedThreads } from "./change-tags.ts";

export async function dropTag(ctx: Context, actor: Actor, id: number): Promise<TagsChanged> {
  if (!actor.admin) return refused({ kind: "adminsOnlyTo", deed: "tags" });
  return onTag(ctx, actor, id, async (tx, tag): Promise<TagsChanged> => {
    const chats = await countChats(tx, tag.id);
    const threads = await taggedThreads(tx, tag.id);
    await deleteTag(tx, tag.id);
    const act = { kind: "tagDeleted", name: tag.name, chats } as const;
    const changed = await tagsChanged(tx, ctx, { actor, accountId: tag.accountId, act });
    await drawAgain(tx, ctx, threads);
    return changed;
  });
}
