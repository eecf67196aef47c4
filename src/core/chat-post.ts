/**
 * Posts that list chats: digests, and chats whose customers have waited too long. What is stored of them are numbers and
 * times; names and words are looked up when the post is formed, so that nothing is kept of a customer who is forgotten.
 */
import { z } from "zod";

const Waiting = z.object({ id: z.number(), since: z.string() });

const Group = z.object({
  /** Null: they are nobody's. */
  assigneeId: z.string().nullable(),
  /** All of theirs, shown or not. */
  waiting: z.number(),
  chats: z.array(Waiting),
});

const Head = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("digest"),
    waiting: z.number(),
    unassigned: z.number(),
    /** Those who have waited for longer than the target. */
    late: z.number(),
    target: z.number(),
    /** The digest before. */
    before: z.object({ waiting: z.number(), at: z.string() }).nullable(),
    /** The post is about the chats of one person, or those that nobody reads elsewhere. */
    of: z.enum(["account", "person", "nobody"]),
  }),
  /** `target` in minutes; `calls`: the first post of several mentions the Slack channel. */
  z.object({ kind: z.literal("late"), count: z.number(), target: z.number(), calls: z.boolean() }),
]);
export type ChatPostHead = z.infer<typeof Head>;

export const ChatPost = z.object({
  /** As it was then. */
  at: z.string(),
  head: Head,
  page: z.number(),
  pages: z.number(),
  groups: z.array(Group),
  /** Below the last page: so many more wait. */
  more: z.number(),
});
export type ChatPost = z.infer<typeof ChatPost>;
export type ChatGroup = z.infer<typeof Group>;

export interface WaitingChat {
  id: number;
  assigneeId: string | null;
  waitingSince: Date;
}

/** As they wait, the longest first, gathered by whose they are; whoever has the longest waiting one comes first. */
export function groupsOf(
  chats: readonly WaitingChat[],
  counts: ReadonlyMap<string | null, number> = new Map<string | null, number>(),
): ChatGroup[] {
  const groups = new Map<string | null, ChatGroup>();
  for (const { id, assigneeId, waitingSince } of chats) {
    const group = groups.get(assigneeId) ?? { assigneeId, waiting: counts.get(assigneeId) ?? 0, chats: [] };
    group.chats.push({ id, since: waitingSince.toISOString() });
    groups.set(assigneeId, group);
  }
  return [...groups.values()].map((group) => ({ ...group, waiting: Math.max(group.waiting, group.chats.length) }));
}

/** Slack takes 50 blocks. A chat is its lines and its buttons; a group has a heading; a post has a head and a foot. */
const BLOCKS = 45;
const CHAT = 2;
const HEADING = 1;
export const CHATS_OF_A_POST = 20;

/** A group that goes on has its heading again. At least one page, however empty. */
export function pagesOf(groups: readonly ChatGroup[]): ChatGroup[][] {
  const pages: ChatGroup[][] = [[]];
  let blocks = 0;
  let shown = 0;
  for (const { chats, ...group } of groups) {
    let open: ChatGroup | undefined;
    for (const chat of chats) {
      const needs = CHAT + (open ? 0 : HEADING);
      if (shown + 1 > CHATS_OF_A_POST || blocks + needs > BLOCKS) {
        pages.push([]);
        [open, blocks, shown] = [undefined, 0, 0];
      }
      if (!open) {
        open = { ...group, chats: [] };
        pages.at(-1)?.push(open);
        blocks += HEADING;
      }
      open.chats.push(chat);
      blocks += CHAT;
      shown += 1;
    }
  }
  return pages;
}
