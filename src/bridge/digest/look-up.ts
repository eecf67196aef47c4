/** What a post that lists chats shows of them, looked up at the moment it is formed. */
import type { ChatGroup, ChatPost } from "../../core/chat-post.ts";
import { openTimeBetween } from "../../core/hours.ts";
import { type Part, Parts } from "../../core/message.ts";
import { onlyThanks } from "../../core/thanks.ts";
import { findPeople } from "../../store/staff.ts";
import { type PostedChat, postedChats } from "../../store/waiting.ts";
import type { Context } from "../context.ts";
import { hoursOf } from "../hours-of.ts";
import type { ListedRow, ShownPost } from "../ports.ts";

/** Whoever said more than this since the last answer said more than thanks. */
const MESSAGES = 4;

/** Undefined: nobody of them waits any more, and there is nothing to call for. */
export async function lookUp(
  ctx: Context,
  accountId: number | null,
  { at: then, groups, ...post }: ChatPost,
): Promise<ShownPost | undefined> {
  const account = accountId === null ? undefined : ctx.account(accountId);
  if (!account) return undefined;
  const at = new Date(then);
  const ids = groups.flatMap(({ chats }) => chats.map(({ id }) => id));
  const chats = new Map((await postedChats(ctx.db, ids, MESSAGES)).map((chat) => [chat.id, chat]));
  const people = await findPeople(
    ctx.db,
    groups.flatMap(({ assigneeId }) => assigneeId ?? []),
  );
  const hours = hoursOf(ctx, account);
  const rowsOf = async ({ chats: listed }: ChatGroup): Promise<ListedRow[]> => {
    const rows = listed.map(async ({ id, since }) => {
      const chat = chats.get(id);
      // a call is for those who wait; a digest says how it was
      if (!chat || (post.head.kind === "late" && chat.waitingSince === null)) return [];
      const from = new Date(since);
      const waited = at.getTime() - from.getTime();
      const open = hours.rules ? openTimeBetween(hours, from, at) : undefined;
      return [await rowOf(ctx, chat, { from, waited, open })];
    });
    return (await Promise.all(rows)).flat();
  };
  const shown = await Promise.all(
    groups.map(async (group) => ({
      assignee: people.find(({ userId }) => userId === group.assigneeId)?.name ?? group.assigneeId ?? undefined,
      waiting: group.waiting,
      rows: await rowsOf(group),
    })),
  );
  const left = shown.filter(({ rows }) => rows.length > 0);
  if (post.head.kind === "late" && left.length === 0) return undefined;
  return { ...post, at, zone: hours.zone, groups: left, account: ctx.accounts().length > 1 ? account.name : undefined };
}

async function rowOf(
  ctx: Context,
  { channel, ts, unanswered, ...chat }: PostedChat,
  { from, waited, open }: { from: Date; waited: number; open: number | undefined },
): Promise<ListedRow> {
  const messages: Part[][] = unanswered.map((parts) => Parts.parse(parts));
  return {
    number: chat.id,
    kind: chat.kind,
    name: chat.name,
    link: channel && ts ? await ctx.desk.link({ channel, ts, threadTs: undefined }) : undefined,
    since: from,
    waited,
    open,
    waits: chat.waitingSince !== null,
    tags: chat.tags,
    words: messages[0] ?? [],
    thanks: messages.length < MESSAGES && onlyThanks(messages),
  };
}
