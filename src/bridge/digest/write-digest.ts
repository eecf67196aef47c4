/** A digest as it is written down: which chats it lists, in which posts, to whom. Names and words are looked up when it is posted. */
import { waitingSinceOrBefore } from "../../core/answer-time.ts";
import { type ChatGroup, type ChatPost, type ChatPostHead, groupsOf, pagesOf } from "../../core/chat-post.ts";
import { PRIORITY } from "../../core/delivery.ts";
import type { Digest } from "../../core/digest.ts";
import type { Tx } from "../../store/client.ts";
import { deskLane } from "../../store/lanes.ts";
import { type SlotBefore, slotBefore, takeSlot } from "../../store/slots.ts";
import {
  countWaiting,
  longestWaiting,
  longestWaitingElse,
  longestWaitingOf,
  type WaitingCount,
} from "../../store/waiting.ts";
import { aside } from "../aside.ts";
import type { BoundAccount, Context } from "../context.ts";
import { addDeliveries, type DraftDelivery } from "../draft.ts";
import { hoursOf } from "../hours-of.ts";
import { crewOf } from "../staff/crew.ts";

/** Kind of the slots. */
export const DIGEST = "digest";

/** In all posts of a digest together, so that it drowns nothing; the totals count everybody. */
const MOST = 100;

export interface Wanted {
  account: BoundAccount;
  digest: Pick<Digest, "to" | "empty">;
  slot: Date;
  now: Date;
}

/** Undefined: somebody else has written it. */
export async function writeDigest(tx: Tx, ctx: Context, wanted: Wanted): Promise<{ waiting: number } | undefined> {
  const { account, slot, now } = wanted;
  const { target } = account.settings;
  const lateSince = waitingSinceOrBefore(hoursOf(ctx, account), now, target);
  const counts = await countWaiting(tx, { accountId: account.id, now, lateSince });
  const waiting = sum(counts, "waiting");
  // whoever makes the row goes on; another instance waits here until it is committed, and leaves
  const waitingOf = Object.fromEntries(counts.map((each) => [each.assigneeId ?? "", each.waiting]));
  if (!(await takeSlot(tx, { kind: DIGEST, accountId: account.id, slot, waiting, waitingOf, at: now })))
    return undefined;
  const before = await slotBefore(tx, DIGEST, account.id, slot);
  const head = headOf(counts, target, before && { waiting: before.waiting, at: before.slot.toISOString() });
  await addDeliveries(tx, await postsOf(tx, ctx, wanted, { counts, head, before }), [], now);
  return { waiting };
}

const sum = (counts: WaitingCount[], what: "waiting" | "late"): number =>
  counts.reduce((total, each) => total + each[what], 0);

type DigestHead = Extract<ChatPostHead, { kind: "digest" }>;

function headOf(counts: WaitingCount[], target: number, before: DigestHead["before"] | undefined): DigestHead {
  return {
    kind: "digest",
    waiting: sum(counts, "waiting"),
    unassigned: counts.find(({ assigneeId }) => assigneeId === null)?.waiting ?? 0,
    late: sum(counts, "late"),
    target,
    before: before ?? null,
    of: "account",
  };
}

/** What is counted now, what it says of the whole account, and what was counted at the digest before. */
interface Counted {
  counts: WaitingCount[];
  head: DigestHead;
  before: SlotBefore | undefined;
}

async function postsOf(tx: Tx, ctx: Context, wanted: Wanted, counted: Counted): Promise<DraftDelivery[]> {
  const { counts, head } = counted;
  const { account, digest, now } = wanted;
  const { deskChannel: home, id: accountId } = account;
  if (head.waiting === 0) {
    if (digest.empty === "silent") return [];
    return inRoom(ctx, wanted, digest.to.kind === "room" ? digest.to.channel : home, { head, groups: [] });
  }
  if (digest.to.kind === "assignees") return toEach(tx, ctx, wanted, counted);
  const chats = await longestWaiting(tx, { accountId, now, most: MOST });
  const groups = groupsOf(chats, countsOf(counts));
  return inRoom(ctx, wanted, digest.to.kind === "room" ? digest.to.channel : home, { head, groups });
}

const countsOf = (counts: WaitingCount[]): Map<string | null, number> =>
  new Map(counts.map(({ assigneeId, waiting }) => [assigneeId, waiting]));

/** Each hears of their own; what is nobody's, or of people who left, stands in the account's Slack channel. */
async function toEach(
  tx: Tx,
  ctx: Context,
  wanted: Wanted,
  { counts, head, before }: Counted,
): Promise<DraftDelivery[]> {
  const { account, now } = wanted;
  // also those who had some at the digest before and have none now
  const named = [...counts.flatMap(({ assigneeId }) => assigneeId ?? []), ...Object.keys(before?.waitingOf ?? {})];
  const people = [...(await crewOf(tx, ctx, account, named)).keys()];
  const look = { accountId: account.id, now, most: MOST, people };
  const theirs = groupsOf(await longestWaitingOf(tx, look), countsOf(counts));
  const others = groupsOf(await longestWaitingElse(tx, look), countsOf(counts));
  const headFor = (of: "person" | "nobody", mine: WaitingCount[], belongs: (to: string) => boolean): DigestHead => {
    const had = Object.entries(before?.waitingOf ?? {}).filter(([to]) => belongs(to));
    const was = before?.waitingOf && { waiting: had.reduce((all, [, n]) => all + n, 0), at: before.slot.toISOString() };
    return { ...headOf(mine, head.target, was ?? undefined), of };
  };
  const direct = theirs.flatMap((group) => {
    const mine = counts.filter(({ assigneeId }) => assigneeId === group.assigneeId);
    return toPerson(
      ctx,
      wanted,
      group,
      headFor("person", mine, (to) => to === group.assigneeId),
    );
  });
  const rest = counts.filter(({ assigneeId }) => assigneeId === null || !people.includes(assigneeId));
  if (rest.length === 0) return direct;
  const posted = { head: headFor("nobody", rest, (to) => !people.includes(to)), groups: others };
  return [...direct, ...inRoom(ctx, wanted, account.deskChannel, posted)];
}

interface Posted {
  head: DigestHead;
  groups: ChatGroup[];
}

function pagesFor({ now }: Wanted, { head, groups }: Posted): ChatPost[] {
  const pages = pagesOf(groups);
  const shown = groups.reduce((total, { chats }) => total + chats.length, 0);
  return pages.map((each, index) => ({
    at: now.toISOString(),
    head,
    page: index + 1,
    pages: pages.length,
    groups: each,
    more: index === pages.length - 1 ? Math.max(0, head.waiting - shown) : 0,
  }));
}

function inRoom(ctx: Context, wanted: Wanted, channel: string, posted: Posted): DraftDelivery[] {
  const { account, now } = wanted;
  let first: string | undefined;
  return pagesFor(wanted, posted).map((post) => {
    const base = { ...aside(ctx, deskLane(channel), now), accountId: account.id, priority: PRIORITY.mention };
    const payload = { channel, post, ...(first === undefined ? {} : { first }) };
    first ??= base.id;
    return { ...base, orderAt: new Date(now.getTime() + post.page), kind: "list", payload };
  });
}

/** In a lane of their own: somebody who cannot be reached holds up nobody else. */
function toPerson(ctx: Context, wanted: Wanted, group: ChatGroup, head: DigestHead): DraftDelivery[] {
  const { account, now } = wanted;
  const user = group.assigneeId ?? "";
  return pagesFor(wanted, { head, groups: [group] }).map((post) => ({
    ...aside(ctx, deskLane(`direct:${user}`), now),
    accountId: account.id,
    priority: PRIORITY.mention,
    orderAt: new Date(now.getTime() + post.page),
    kind: "listTo",
    payload: { user, post },
  }));
}
