/** Pages of the lists of chats, among those that somebody may see. */
import type { ListWish } from "../../core/chat-list.ts";
import { type Part, Parts } from "../../core/message.ts";
import type { Refusal } from "../../core/refusal.ts";
import { tagKey } from "../../core/tags.ts";
import { chatsListed, listedChats, tagNames, tagsNamed } from "../../store/chat-lists.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";

export const PAGE = 20;

export interface ChatRow {
  id: number;
  account: string;
  /** user | group | room */
  kind: string;
  name: string;
  waitingSince: Date | null;
  doneAt: Date | null;
  snoozedUntil: Date | null;
  assignee: string | undefined;
  tags: string[];
  last: { parts: Part[]; byStaff: boolean } | undefined;
  link: string | undefined;
}

export type Listed = { kind: "listed"; rows: ChatRow[]; more: boolean } | { kind: "refused"; refusal: Refusal };

/** `accountId`: of this one alone. */
export async function listChats(
  ctx: Context,
  actor: Actor,
  { list, tag, page }: ListWish,
  accountId?: number,
): Promise<Listed> {
  const accounts = actor.accounts.filter((account) => accountId === undefined || account.id === accountId);
  const accountIds = accounts.map(({ id }) => id);
  const tagIds = tag === undefined ? undefined : await tagsNamed(ctx.db, accountIds, tagKey(tag));
  if (tag !== undefined && tagIds?.length === 0) return { kind: "refused", refusal: { kind: "tagUnknown", name: tag } };
  const order = { list, accountIds, userId: actor.userId, tagIds, now: ctx.now() };
  // one more than is shown, to know whether there is another page
  const ids = await chatsListed(ctx.db, { ...order, skip: (page - 1) * PAGE, take: PAGE + 1 });
  const chats = await listedChats(ctx.db, ids.slice(0, PAGE));
  const rows = await Promise.all(
    chats.map(
      async ({ accountId: of, assigneeId, assignee, parts, author, channel, ts, ...chat }): Promise<ChatRow> => {
        return {
          ...chat,
          account: accounts.find(({ id }) => id === of)?.name ?? "",
          assignee: assignee ?? assigneeId ?? undefined,
          last: parts ? { parts: Parts.parse(parts), byStaff: author === "staff" } : undefined,
          link: channel && ts ? await ctx.desk.link({ channel, ts, threadTs: undefined }) : undefined,
        };
      },
    ),
  );
  return { kind: "listed", rows, more: ids.length > PAGE };
}

export function tagsToChoose(ctx: Context, actor: Actor): Promise<string[]> {
  return tagNames(
    ctx.db,
    actor.accounts.map(({ id }) => id),
  );
}
