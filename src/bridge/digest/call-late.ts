/**
 * Customers who have waited for half of the answer time: whoever has the chat is nudged. For all of it: the Slack channel is
 * mentioned. Each once for one waiting, and only in response hours; who becomes due while nobody is there is called for when
 * it opens, if they still wait. While the machine alone answers, nobody is called, except for chats that a person has.
 */
import { callsOf } from "../../core/account-settings.ts";
import { waitingSinceOrBefore } from "../../core/answer-time.ts";
import { groupsOf, pagesOf, type WaitingChat } from "../../core/chat-post.ts";
import { PRIORITY } from "../../core/delivery.ts";
import { isOpen } from "../../core/hours.ts";
import { modeAt } from "../../core/machine.ts";
import type { Notice } from "../../core/notice.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import { deskLane } from "../../store/lanes.ts";
import { threadsById } from "../../store/threads.ts";
import { anybodyDue, type Call, mayCall, takeDue } from "../../store/waiting.ts";
import { aside } from "../aside.ts";
import type { BoundAccount, Context } from "../context.ts";
import { addDeliveries, type DraftDelivery } from "../draft.ts";
import { hoursOf } from "../hours-of.ts";
import { crewOf } from "../staff/crew.ts";

/** In one transaction; the others come with the next look. */
const AT_ONCE = 500;
const MINUTE = 60_000;

/** The mention first: it is a nudge, too. */
const CALLS = ["mention", "nudge"] as const satisfies Call[];

export interface Calls {
  look: () => Promise<void>;
}

export function createCalls(ctx: Context): Calls {
  let lookedAt: number | undefined;
  return {
    /** Once a minute of the app's clock, however often it is asked: nobody's wait is measured more exactly. */
    look: async () => {
      const minute = Math.floor(ctx.now().getTime() / MINUTE);
      if (minute === lookedAt) return;
      for (const account of ctx.accounts()) for (const call of CALLS) await lookFor(ctx, account, call);
      lookedAt = minute;
    },
  };
}

async function lookFor(ctx: Context, account: BoundAccount, call: Call): Promise<void> {
  const now = ctx.now();
  const hours = hoursOf(ctx, account);
  const { target, modes } = account.settings;
  if (!isOpen(hours, now)) return;
  const minutes = call === "mention" ? target : target / 2;
  const withPeople = modeAt(modes, hours, now) === "automatic";
  const wanted = { accountId: account.id, call, now, withPeople };
  // mostly nobody has waited for so long on any clock
  if (!(await anybodyDue(ctx.db, { ...wanted, since: new Date(now.getTime() - minutes * MINUTE) }))) return;
  const since = waitingSinceOrBefore(hours, now, minutes);
  if (!since || !(await anybodyDue(ctx.db, { ...wanted, since }))) return;
  await inTransaction(ctx.db, async (tx) => {
    if (!(await mayCall(tx, account.id))) return;
    const taken = await takeDue(tx, { ...wanted, since }, AT_ONCE);
    const chats = taken.toSorted((a, b) => a.waitingSince.getTime() - b.waitingSince.getTime() || a.id - b.id);
    const calls = { account, chats, now };
    await addDeliveries(tx, await (call === "mention" ? mention(tx, ctx, calls) : nudge(tx, ctx, calls)), [], now);
  });
}

interface Called {
  account: BoundAccount;
  chats: (WaitingChat & { threadId: string | null })[];
  now: Date;
}

/** One alone is called for in its thread; several at the same moment in one post, with a quiet line in each thread. */
async function mention(tx: Tx, ctx: Context, { account, chats, now }: Called): Promise<DraftDelivery[]> {
  const { deskChannel: channel } = account;
  const { target } = account.settings;
  const lines = await inThreads(tx, ctx, { account, chats, now }, (chat) => ({
    notice: { kind: "waitedLong", target, calls: chats.length === 1 },
    chat,
  }));
  if (chats.length === 0 || (chats.length === 1 && lines.length === 1)) return lines;
  const pages = pagesOf(groupsOf(chats));
  const posts = pages.map((groups, index) => {
    const head = { kind: "late" as const, count: chats.length, target, calls: index === 0 };
    const post = { at: now.toISOString(), head, page: index + 1, pages: pages.length, groups, more: 0 };
    return {
      ...aside(ctx, deskLane(channel), now),
      accountId: account.id,
      priority: PRIORITY.mention,
      orderAt: new Date(now.getTime() + index),
      kind: "list",
      payload: { channel, post },
    };
  });
  return [...posts, ...lines];
}

/** As each chose to be called; what is nobody's has nobody to be nudged. */
async function nudge(tx: Tx, ctx: Context, { account, chats, now }: Called): Promise<DraftDelivery[]> {
  const crew = await crewOf(
    tx,
    ctx,
    account,
    chats.flatMap(({ assigneeId }) => assigneeId ?? []),
  );
  const of = (way: string): Called["chats"] =>
    chats.filter(({ assigneeId }) => {
      const person = crew.get(assigneeId ?? "");
      return person !== undefined && callsOf(person.calls) === way;
    });
  const { target } = account.settings;
  const said = await inThreads(tx, ctx, { account, chats: of("thread"), now }, (chat) => ({
    notice: { kind: "nudged", user: chat.assigneeId ?? "", target },
    chat,
  }));
  const directly = of("direct").map(({ id, assigneeId, threadId }) => {
    const user = assigneeId ?? "";
    const notice: Notice = { kind: "nudgedDirectly", number: id, name: "", link: "", target };
    const about = { accountId: account.id, conversationId: id, threadId, priority: PRIORITY.mention };
    return { ...aside(ctx, deskLane(`direct:${user}`), now), ...about, kind: "direct", payload: { user, notice } };
  });
  return [...said, ...directly];
}

async function inThreads(
  tx: Tx,
  ctx: Context,
  { account, chats, now }: Called,
  say: (chat: Called["chats"][number]) => { notice: Notice; chat: Called["chats"][number] },
): Promise<DraftDelivery[]> {
  const threads = new Map(
    (
      await threadsById(
        tx,
        chats.flatMap(({ threadId }) => threadId ?? []),
      )
    ).map((thread) => [thread.id, thread]),
  );
  return chats.flatMap((chat) => {
    const thread = threads.get(chat.threadId ?? "");
    if (!thread) return [];
    const { notice } = say(chat);
    const quiet = notice.kind === "waitedLong" && !notice.calls;
    const about = { accountId: account.id, conversationId: chat.id, threadId: thread.id };
    const priority = quiet ? PRIORITY.quiet : PRIORITY.mention;
    const lane = aside(ctx, deskLane(thread.channel), now);
    return [{ ...lane, ...about, priority, kind: "notice", payload: { notice } }];
  });
}
