/**
 * What the machine answers, decided in the commit that stores what the customer did: so it is decided once, whatever
 * arrives twice, and whatever dies. It goes with the event's own reply token, which is free, or not at all.
 */
import { answerOf, type Heard, isAway } from "../../core/auto-reply.ts";
import type { AutoRule } from "../../core/auto-rule.ts";
import { isMuted } from "../../core/conversation.ts";
import { PRIORITY } from "../../core/delivery.ts";
import type { CustomerFollowed, CustomerMessage, CustomerNews, Inbound } from "../../core/inbound.ts";
import { textOf } from "../../core/message.ts";
import { enabledAutoReplies, ruleOf } from "../../store/auto-replies.ts";
import { autoTalksOf, saveAutoTalks } from "../../store/auto-talks.ts";
import type { Tx } from "../../store/client.ts";
import { heldReplies } from "../../store/deliveries.ts";
import { accountLane, conversationLane } from "../../store/lanes.ts";
import { lineKey } from "../../store/messages.ts";
import type { AutoTalkRow, ConversationRow } from "../../store/rows.ts";
import { aside } from "../aside.ts";
import type { BoundAccount, Context } from "../context.ts";
import type { Draft } from "../draft.ts";
import type { Subject } from "../scene.ts";
import { momentOf } from "./moment.ts";

type Event = CustomerMessage | CustomerNews | CustomerFollowed;

interface Said {
  inbound: Event;
  token: { token: string; ends: Date };
  account: BoundAccount;
  heard: Heard;
  /** Undefined: a new friend, who has not written yet. */
  chat: ConversationRow | undefined;
}

/** What is older is answered by people: it may be long over. */
const FRESH = 50_000;
/** Words written at once are answered once. */
const AT_ONCE = 2_000;
/** And one rule is not repeated to somebody who is still writing. */
const STILL_WRITING = 10_000;

export async function answerCustomers(
  tx: Tx,
  ctx: Context,
  draft: Draft,
  { inbounds, subjects, now }: { inbounds: Inbound[]; subjects: ReadonlyMap<string, Subject>; now: Date },
): Promise<void> {
  // 1. what a machine may answer at all
  const said = inbounds
    .flatMap((inbound) => listen(ctx, draft, inbound, subjects.get(inbound.key)?.conversation, now) ?? [])
    .toSorted((a, b) => a.inbound.at.getTime() - b.inbound.at.getTime());
  if (said.length === 0) return;
  // 2. the rules, and what was said before
  const rules = await rulesOf(tx, [...new Set(said.map(({ account }) => account.id))]);
  if (rules.size === 0) return;
  const chats = said.flatMap(({ chat }) => chat?.id ?? []);
  const talks = new Map((await autoTalksOf(tx, chats)).map((talk) => [talk.conversationId, talk]));
  const held = new Set((await heldReplies(tx, chats)).map(({ conversationId }) => conversationId));
  // 3. one after the other
  const changed = new Map<number, AutoTalkRow>();
  for (const each of said) {
    // somebody of the team is writing to them at this moment
    if (each.chat && held.has(each.chat.id)) continue;
    const known = { rules: rules.get(each.account.id) ?? [], talk: talks.get(each.chat?.id ?? -1), now };
    const talk = answerOne(ctx, draft, each, known);
    if (!talk) continue;
    talks.set(talk.conversationId, talk);
    changed.set(talk.conversationId, talk);
  }
  await saveAutoTalks(tx, [...changed.values()]);
}

async function rulesOf(tx: Tx, accountIds: number[]): Promise<Map<number, AutoRule[]>> {
  const found = new Map<number, AutoRule[]>();
  for (const row of await enabledAutoReplies(tx, accountIds)) {
    const rule = ruleOf(row);
    if (rule) found.set(row.accountId, [...(found.get(row.accountId) ?? []), rule]);
  }
  return found;
}

/** Never in groups, never where a person or another tool has the chat, never what is old, never what nobody sees. */
function listen(
  ctx: Context,
  draft: Draft,
  inbound: Inbound,
  chat: ConversationRow | undefined,
  now: Date,
): Said | undefined {
  if (!isOfCustomer(inbound) || inbound.chat.kind !== "user") return undefined;
  const { replyToken: token, standby, redelivered, at } = inbound;
  if (!token || standby || redelivered || now.getTime() - at.getTime() > FRESH) return undefined;
  if (chat && isMuted(chat)) return undefined;
  const heard = hear(draft, inbound);
  const account = ctx.account(inbound.accountId);
  if (!heard || !account) return undefined;
  // what has no chat yet is a greeting, or nothing
  if (!chat && inbound.kind !== "customerFollowed") return undefined;
  return { inbound, token, account, heard, chat };
}

const isOfCustomer = (inbound: Inbound): inbound is Event =>
  inbound.kind === "customerMessage" || inbound.kind === "customerNews" || inbound.kind === "customerFollowed";

function hear(draft: Draft, inbound: Event): Heard | undefined {
  switch (inbound.kind) {
    case "customerMessage": {
      // not what was stored before, or is taken back by now
      const key = lineKey(inbound.accountId, inbound.messageId);
      const stored = draft.newMessages.some((each) => each.originKey === key && each.state === "received");
      if (!stored) return undefined;
      const text = textOf(inbound.parts);
      return text === "" ? { kind: "wordless" } : { kind: "words", text };
    }
    case "customerNews":
      return inbound.news.kind === "postback" ? { kind: "tap", data: inbound.news.data } : undefined;
    case "customerFollowed":
      return { kind: inbound.unblocked ? "unblock" : "follow" };
  }
}

function answerOne(
  ctx: Context,
  draft: Draft,
  { inbound, token, account, heard, chat }: Said,
  { rules, talk, now }: { rules: readonly AutoRule[]; talk: AutoTalkRow | undefined; now: Date },
): AutoTalkRow | undefined {
  const since = talk ? inbound.at.getTime() - talk.heardAt.getTime() : Infinity;
  if (since < AT_ONCE) return undefined;
  const { moment, hours, quiet } = momentOf(ctx, account, { now, chat, heard, awayAt: talk?.awayAt ?? null });
  if (quiet) return undefined;
  const { rule } = answerOf(rules, heard, moment);
  if (!rule || (rule.id === talk?.ruleId && since < STILL_WRITING)) return undefined;
  draft.deliveries.push({
    ...aside(ctx, chat ? conversationLane(account.id, chat.id) : accountLane(account.id), now),
    accountId: account.id,
    conversationId: chat?.id ?? null,
    threadId: chat?.threadId ?? null,
    kind: "auto",
    payload: {
      ruleId: rule.id,
      rule: rule.name,
      messages: rule.messages,
      nextOpen: moment.nextOpening?.toISOString() ?? null,
      zone: hours.zone,
      token: token.token,
      ends: token.ends.toISOString(),
      heardAt: inbound.at.toISOString(),
      lineUserId: inbound.chat.id,
    },
    priority: PRIORITY.words,
    orderAt: inbound.at,
  });
  if (!chat) return undefined;
  return {
    conversationId: chat.id,
    ruleId: rule.id,
    heardAt: inbound.at,
    awayAt: isAway(rule) ? now : (talk?.awayAt ?? null),
  };
}
