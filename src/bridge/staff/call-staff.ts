/**
 * Chats that begin to wait: the assignee is told, or the next of the round gets the chat. It is decided in the commit that
 * makes them wait, so it happens once, whatever restarts and however many instances there are.
 */
import { type Calls, callsOf, turns } from "../../core/account-settings.ts";
import { PRIORITY } from "../../core/delivery.ts";
import { manualNow, modeAt } from "../../core/machine.ts";
import { takeTurns } from "../../store/accounts.ts";
import type { Tx } from "../../store/client.ts";
import { patchConversation } from "../../store/conversations.ts";
import { deskLane } from "../../store/lanes.ts";
import type { ConversationRow, StaffRow } from "../../store/rows.ts";
import { aside } from "../aside.ts";
import type { BoundAccount, Context } from "../context.ts";
import type { Draft, DraftDelivery } from "../draft.ts";
import { hoursOf } from "../hours-of.ts";
import { type Crew, crewOf } from "./crew.ts";

/** Rows are locked by the accept. */
export async function callStaff(tx: Tx, ctx: Context, draft: Draft, now: Date): Promise<void> {
  const chats = [...draft.waiting].flatMap((id) => draft.conversations.get(id) ?? []).filter(canCall);
  // one account after the other, in one order everywhere: their turns are shared
  for (const id of [...new Set(chats.map((chat) => chat.accountId))].toSorted((a, b) => a - b)) {
    const account = ctx.account(id);
    const mine = chats.filter((chat) => chat.accountId === id);
    if (!account || !mine.some((chat) => chat.assigneeId !== null || account.settings.roundRobin.length > 0)) continue;
    const wanted = [...mine.flatMap((chat) => chat.assigneeId ?? []), ...account.settings.roundRobin];
    const crew = await crewOf(tx, ctx, account, wanted);
    for (const chat of mine)
      if (chat.assigneeId !== null && !isQuiet(ctx, account, chat, now)) call(ctx, draft, chat, crew, now);
    await deal(tx, ctx, draft, { account, chats: mine.filter((chat) => chat.assigneeId === null), crew, now });
  }
}

const canCall = (chat: ConversationRow): boolean =>
  chat.waitingSince !== null && chat.muted === "no" && !chat.standby && chat.threadId !== null;

/** Automatic replies answer alone now: the chat waits all the same, and nobody is called. */
const isQuiet = (ctx: Context, account: BoundAccount, chat: ConversationRow, now: Date): boolean =>
  modeAt(account.settings.modes, hoursOf(ctx, account), now) === "automatic" && manualNow(chat, now) === undefined;

function call(ctx: Context, draft: Draft, chat: ConversationRow, crew: Crew, now: Date): void {
  const person = crew.get(chat.assigneeId ?? "");
  if (!person) return;
  switch (callsOf(person.calls)) {
    case "thread":
      return said(ctx, draft, chat, { kind: "called", user: person.userId }, now);
    case "direct":
      return directly(ctx, draft, chat, person, now);
    case "off":
  }
}

async function deal(
  tx: Tx,
  ctx: Context,
  draft: Draft,
  { account, chats, crew, now }: { account: BoundAccount; chats: ConversationRow[]; crew: Crew; now: Date },
): Promise<void> {
  const round = account.settings.roundRobin.flatMap((id) => crew.get(id) ?? []);
  if (chats.length === 0 || round.length === 0) return;
  const next = turns(round, await takeTurns(tx, account.id, chats.length), chats.length);
  for (const [i, chat] of chats.entries()) {
    const person = next[i];
    if (!person) continue;
    const to = { id: person.userId, name: person.name };
    chat.assigneeId = to.id;
    await patchConversation(tx, chat.id, { assigneeId: to.id });
    const act = { id: ctx.newId(), at: now, actor: DEALER, act: "assigned", conversationId: chat.id };
    draft.acts.push({ ...act, detail: { to, how: "turn" } });
    const calls: Calls = isQuiet(ctx, account, chat, now) ? "off" : callsOf(person.calls);
    said(ctx, draft, chat, { kind: "dealt", to, calls: calls === "thread" }, now);
    if (calls === "direct") directly(ctx, draft, chat, person, now);
  }
}

/** Who did it, in the books, where it was nobody. */
const DEALER = "threadline";

function said(ctx: Context, draft: Draft, chat: ConversationRow, notice: object, now: Date): void {
  const thread = draft.threads.get(chat.threadId ?? "");
  const channel = thread?.channel ?? ctx.account(chat.accountId)?.deskChannel;
  if (!channel) return;
  const set = { kind: "notice", payload: { notice }, priority: PRIORITY.mention };
  draft.deliveries.push({ ...aside(ctx, deskLane(channel), now), ...about(chat), ...set });
}

/** In a lane of their own: somebody who cannot be reached holds up nobody else. */
function directly(ctx: Context, draft: Draft, chat: ConversationRow, { userId: user }: StaffRow, now: Date): void {
  const payload = { user, notice: { kind: "calledDirectly", number: chat.id, name: "", link: "" } };
  const set = { kind: "direct", payload, priority: PRIORITY.mention };
  draft.deliveries.push({ ...aside(ctx, deskLane(`direct:${user}`), now), ...about(chat), ...set });
}

const about = (chat: ConversationRow): Pick<DraftDelivery, "accountId" | "conversationId" | "threadId"> => ({
  accountId: chat.accountId,
  conversationId: chat.id,
  threadId: chat.threadId,
});
