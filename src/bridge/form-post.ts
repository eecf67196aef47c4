/** Forms the exact body of a post from what is stored now. */
import { Payload, POST_UNITS } from "../core/delivery.ts";
import { Parts } from "../core/message.ts";
import { splitText } from "../core/text.ts";
import { postedAt } from "../store/attempts.ts";
import { findContact } from "../store/contacts.ts";
import { findConversation } from "../store/conversations.ts";
import type { DeliveryRow, MessageRow, ThreadRow } from "../store/rows.ts";
import { cardFacts } from "./card.ts";
import type { Context } from "./context.ts";
import { lookUp } from "./digest/look-up.ts";
import { nameMembers } from "./name-members.ts";
import { freshContact } from "./people.ts";
import type { Body, Line, Writer } from "./ports.ts";
import { quotedBy } from "./quoted.ts";
import { formShare } from "./share-content.ts";
import { formDirect, formListTo } from "./staff/tell-directly.ts";
import { isWanted } from "./still-wanted.ts";

/** What was read already: the thread, and for words the messages. */
interface Known {
  thread: ThreadRow | null;
  messages: MessageRow[];
}

/** Undefined: there is nothing left to say. */
export async function formPost(
  ctx: Context,
  attemptId: string,
  covered: DeliveryRow[],
  { thread, messages }: Known,
): Promise<Body | undefined> {
  const [first] = covered;
  if (!first) return undefined;
  switch (first.kind) {
    case "open":
      return formOpen(ctx, attemptId, first, thread);
    case "share":
      return thread?.ts ? formFiles(ctx, attemptId, covered, { thread, messages }) : undefined;
    case "say":
      return thread ? formSay(ctx, attemptId, covered, { thread, messages }) : undefined;
    case "notice": {
      const { notice, subject } = Payload.notice.parse(first.payload);
      if (!thread?.ts || !(await isWanted(ctx, first))) return undefined;
      return ctx.desk.formNotice(
        { channel: thread.channel, threadTs: thread.ts },
        attemptId,
        await nameMembers(ctx, first, await withLink(ctx, notice)),
        subject,
      );
    }
    case "announce": {
      const { notice, subject } = Payload.announce.parse(first.payload);
      const channel = first.accountId === null ? undefined : ctx.account(first.accountId)?.deskChannel;
      return channel ? ctx.desk.formNotice({ channel, threadTs: undefined }, attemptId, notice, subject) : undefined;
    }
    case "forward": {
      const { channel, notice } = Payload.forward.parse(first.payload);
      return ctx.desk.formNotice({ channel, threadTs: undefined }, attemptId, await withLink(ctx, notice), undefined);
    }
    case "list": {
      const { channel, post, first: head } = Payload.list.parse(first.payload);
      const shown = await lookUp(ctx, first.accountId, post);
      const threadTs = head === undefined ? undefined : await postedAt(ctx.db, head);
      return shown && ctx.desk.formList({ channel, threadTs }, attemptId, shown);
    }
    case "direct":
      return formDirect(ctx, attemptId, first);
    case "listTo":
      return formListTo(ctx, attemptId, first);
    default:
      throw new Error(`A ${first.kind} is not a post`);
  }
}

/** Posts wait for their turn, and for a Slack that is away; somebody may have answered meanwhile. */
async function formOpen(
  ctx: Context,
  attemptId: string,
  delivery: DeliveryRow,
  thread: ThreadRow | null,
): Promise<Body | undefined> {
  const conversation = delivery.conversationId ? await findConversation(ctx.db, delivery.conversationId) : null;
  if (!thread || !conversation) return undefined;
  return ctx.desk.formCard(
    { channel: thread.channel, threadTs: undefined },
    attemptId,
    await cardFacts(ctx, conversation, thread),
  );
}

async function formFiles(
  ctx: Context,
  attemptId: string,
  covered: DeliveryRow[],
  { thread, messages }: { thread: ThreadRow; messages: MessageRow[] },
): Promise<Body | undefined> {
  const [message] = messages;
  if (!message) return undefined;
  return formShare(ctx, attemptId, { covered, messages }, { thread, writer: await writerOf(ctx, message) });
}

async function formSay(
  ctx: Context,
  attemptId: string,
  covered: DeliveryRow[],
  { thread, messages }: { thread: ThreadRow; messages: MessageRow[] },
): Promise<Body | undefined> {
  const lines: Line[] = [];
  for (const delivery of covered) {
    const message = messages.find((candidate) => candidate.id === delivery.messageId);
    if (!message) continue;
    const late = thread.newestAt !== null && message.at < thread.newestAt;
    const quoted = await quotedBy(ctx, message);
    lines.push({ ...lineOf(delivery, message), lateAt: late ? message.at : undefined, ...(quoted ? { quoted } : {}) });
  }
  const message = messages.find((candidate) => candidate.id === covered[0]?.messageId);
  if (!message || !thread.ts) return undefined;
  const writer = await writerOf(ctx, message);
  const broadcast = covered.some((delivery) => Payload.say.parse(delivery.payload).broadcast);
  const place = { channel: thread.channel, threadTs: thread.ts };
  return ctx.desk.formWords(place, attemptId, { ...writer, lines, broadcast });
}

export function lineOf(delivery: DeliveryRow, message: MessageRow): Line {
  const { piece } = Payload.say.parse(delivery.payload);
  const parts = Parts.parse(message.parts).map((part) =>
    part.kind === "text" ? { ...part, text: splitText(part.text, POST_UNITS)[piece] ?? "" } : part,
  );
  return { parts, lateAt: undefined, ...(message.state === "unsent" ? { unsent: true as const } : {}) };
}

export async function writerOf(ctx: Context, message: MessageRow): Promise<Writer> {
  const stored = message.contactId === null ? null : await findContact(ctx.db, message.contactId);
  const conversation = await findConversation(ctx.db, message.conversationId);
  const account = ctx.account(message.accountId);
  const contact = stored && account && conversation ? await freshContact(ctx, account, stored, conversation) : stored;
  // a name that staff gave is for the one customer of the chat, not for the members of a group
  const given = conversation?.kind === "user" ? conversation.staffName : null;
  return { name: given ?? contact?.displayName ?? "", pictureUrl: contact?.pictureUrl ?? undefined };
}

/** These know what they point at by its place; the link is Slack's to make. */
async function withLink<N extends { kind: string }>(ctx: Context, notice: N): Promise<N> {
  if (
    (notice.kind !== "continuedIn" && notice.kind !== "forwardedHere") ||
    !("link" in notice) ||
    typeof notice.link !== "string"
  )
    return notice;
  const [channel, ts] = notice.link.split(":");
  return { ...notice, link: (channel && ts ? await ctx.desk.permalink(channel, ts) : undefined) ?? "" };
}
