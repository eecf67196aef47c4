import { countChats, findTag, moveTag } from "../../store/tags.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { drawAgain, onTag, refused, type TagsChanged, tagsChanged, taggedThreads } from "./change-tags.ts";

/** Chats with the one have the other from then on, and the one is gone. */
export async function mergeTags(
  ctx: Context,
  actor: Actor,
  { from, into }: { from: number; into: number },
): Promise<TagsChanged> {
  if (!actor.admin) return refused({ kind: "adminsOnlyTo", deed: "tags" });
  return onTag(ctx, actor, from, async (tx, tag): Promise<TagsChanged> => {
    const other = await findTag(tx, into);
    if (!other || other.accountId !== tag.accountId) return refused({ kind: "gone" });
    if (other.id === tag.id) return refused({ kind: "nothingToDo", command: "tags" });
    const chats = await countChats(tx, tag.id);
    const threads = await taggedThreads(tx, tag.id);
    await moveTag(tx, tag.id, other.id);
    const act = { kind: "tagsMerged", from: tag.name, into: other.name, chats } as const;
    const changed = await tagsChanged(tx, ctx, { actor, accountId: tag.accountId, act });
    await drawAgain(tx, ctx, threads);
    return changed;
  });
}
