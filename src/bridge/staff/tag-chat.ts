import type { Refusal } from "../../core/refusal.ts";
import { tagKey, tagName } from "../../core/tags.ts";
import type { Tx } from "../../store/client.ts";
import type { ConversationRow, TagRow } from "../../store/rows.ts";
import { countTags, ensureTags, findTags, putTags, tagsOf, takeTags } from "../../store/tags.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { type Change, changeChat, type Changed } from "./change.ts";
import { TAGS_OF_ACCOUNT } from "./tags-create.ts";

export interface TagOrder {
  add: string[];
  remove: string[];
}

const TAGS_OF_CHAT = 20;

/** Puts tags on a chat and takes tags off it. A tag that does not exist yet is made. */
export function tagChat(ctx: Context, actor: Actor, chatId: number, order: TagOrder): Promise<Changed> {
  return changeChat(ctx, actor, chatId, async (tx, chat, now): Promise<Change | Refusal> => {
    // 1. names
    const add = named(order.add);
    if (!add.ok) return { kind: "tagTooLong", name: add.name };
    const have = await tagsOf(tx, chat.id);
    const off = await toTake(tx, chat, order.remove);
    if ("kind" in off) return off;
    // 2. what of it is not so yet
    const fresh = add.tags.filter(({ key }) => !have.some((tag) => tag.key === key));
    const gone = off.filter((tag) => have.some((each) => each.id === tag.id));
    if (fresh.length + gone.length === 0) return { kind: "nothingToDo", command: "tag" };
    // 3. limits
    if (have.length + fresh.length - gone.length > TAGS_OF_CHAT) return { kind: "tooManyTags" };
    const existing = new Set(
      (
        await findTags(
          tx,
          chat.accountId,
          fresh.map(({ key }) => key),
        )
      ).map((tag) => tag.key),
    );
    const made = fresh.filter(({ key }) => !existing.has(key));
    if (made.length > 0 && (await countTags(tx, chat.accountId)) + made.length > TAGS_OF_ACCOUNT)
      return { kind: "tooManyTags" };
    // 4. done
    const tags = fresh.length > 0 ? await ensureTags(tx, chat.accountId, fresh) : [];
    await putTags(
      tx,
      chat.id,
      tags.map((tag) => tag.id),
      now,
    );
    await takeTags(
      tx,
      chat.id,
      gone.map((tag) => tag.id),
    );
    const names = (list: { name: string }[]): string[] => list.map(({ name }) => name);
    return { act: { kind: "tagged", added: names(tags), removed: names(gone) } };
  });
}

type Named = { ok: true; tags: { name: string; key: string }[] } | { ok: false; name: string };

function named(raw: string[]): Named {
  const tags = new Map<string, string>();
  for (const each of raw) {
    const name = tagName(each);
    if (name === undefined) return { ok: false, name: each };
    if (!tags.has(tagKey(name))) tags.set(tagKey(name), name);
  }
  return { ok: true, tags: [...tags].map(([key, name]) => ({ key, name })) };
}

async function toTake(tx: Tx, chat: ConversationRow, raw: string[]): Promise<TagRow[] | Refusal> {
  const known = await findTags(tx, chat.accountId, raw.map(tagKey));
  const unknown = raw.find((name) => !known.some((tag) => tag.key === tagKey(name)));
  return unknown === undefined ? known : { kind: "tagUnknown", name: unknown };
}
