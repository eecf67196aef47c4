import { tagKey, tagName } from "../../core/tags.ts";
import type { TagRow } from "../../store/rows.ts";
import { findTags, nameTag } from "../../store/tags.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { drawAgain, onTag, refused, type TagsChanged, tagsChanged, taggedThreads } from "./change-tags.ts";

export type TagRenamed =
  | TagsChanged
  /** Another one is called so: the two would become one. */
  | { kind: "taken"; tag: TagRow; by: TagRow }
  | { kind: "stale"; tag: TagRow };

/** `was`: the name that whoever renames it saw. */
export function renameTag(
  ctx: Context,
  actor: Actor,
  { id, was }: { id: number; was: string },
  raw: string,
): Promise<TagRenamed> {
  return onTag(ctx, actor, id, async (tx, tag): Promise<TagRenamed> => {
    const name = tagName(raw);
    if (name === undefined) return refused({ kind: "tagTooLong", name: raw });
    if (tag.name !== was) return { kind: "stale", tag };
    if (tag.name === name) return refused({ kind: "nothingToDo", command: "tags" });
    const [by] = await findTags(tx, tag.accountId, [tagKey(name)]);
    if (by && by.id !== tag.id) return { kind: "taken", tag, by };
    await nameTag(tx, tag.id, name, tagKey(name));
    const act = { kind: "tagRenamed", from: tag.name, to: name } as const;
    const changed = await tagsChanged(tx, ctx, { actor, accountId: tag.accountId, act });
    await drawAgain(tx, ctx, await taggedThreads(tx, tag.id));
    return changed;
  });
}
