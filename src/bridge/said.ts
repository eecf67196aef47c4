/**
 * What a staff message says to the customer: words as they are read there, or what was chosen instead of words, and the
 * message that it quotes. What is to be quoted is never guessed: where it is unclear, the thread asks.
 */
import { Payload } from "../core/delivery.ts";
import { sketchOf } from "../core/desk-file.ts";
import { Parts } from "../core/message.ts";
import type { Notice } from "../core/notice.ts";
import { leadingLink, type QuotedPlace } from "../core/quote.ts";
import { chosenSayings, quoting, type Saying, textSayings } from "../core/saying.ts";
import { isMarked, takeGraphemes, unmark } from "../core/text.ts";
import { chatAt } from "../store/conversations.ts";
import { messagesById } from "../store/messages.ts";
import type { ConversationRow, DeliveryRow, MessageRow } from "../store/rows.ts";
import type { BoundAccount, Context } from "./context.ts";
import { quotableAt } from "./staff/quotable.ts";

export type Said = { kind: "said"; words: string; sayings: Saying[] } | { kind: "aside"; notice: Notice };

export async function saidIn(
  ctx: Context,
  {
    conversation,
    delivery,
    message,
    account,
  }: {
    conversation: ConversationRow;
    delivery: DeliveryRow;
    message: MessageRow;
    account: BoundAccount;
  },
): Promise<Said> {
  const { from, unquoted } = Payload.reply.parse(delivery.payload);
  const { textUnits } = account.messenger.limits;
  // 1. chosen, not written
  const parts = Parts.parse(message.parts);
  const chosen = chosenSayings(parts, textUnits);
  if (chosen) return withQuote(ctx, message, { words: ctx.desk.describe(parts), sayings: chosen });
  // 2. of words that have gone in part the rest goes as it was, whatever was edited meanwhile
  const begun = from > 0 ? message.sentText : null;
  if (begun !== null) return { kind: "said", words: begun, sayings: textSayings(begun, textUnits) };
  // 3. words, and what they quote
  const typed = await wordsOf(ctx, message);
  const link = leadingLink(typed);
  const words = link?.rest ?? typed;
  const shown = sketchOf(words, parts);
  if (words === "" && ctx.desk.files(message.raw).length === 0)
    return { kind: "aside", notice: { kind: link ? "notSentOnlyQuote" : "notSentEmpty" } };
  if (words === "" && link && !unquoted)
    return { kind: "aside", notice: { kind: "askQuote", because: "noWords", words: shown } };
  const sayings = textSayings(words, textUnits);
  if (message.quotes !== null) return withQuote(ctx, message, { words, sayings });
  if (!link || unquoted) return { kind: "said", words, sayings };
  const found = await quotable(ctx, conversation, link.place);
  return found.kind === "one"
    ? { kind: "said", words, sayings: quoting(sayings, found.token) }
    : { kind: "aside", notice: { ...found.ask, words: shown } };
}

async function wordsOf(ctx: Context, message: MessageRow): Promise<string> {
  const plain = await ctx.desk.words(message.raw);
  return (isMarked(plain) && ctx.settings.sendMode === "marked" ? unmark(plain) : plain).trim();
}

/** Somebody chose what it quotes. */
async function withQuote(
  ctx: Context,
  message: MessageRow,
  { words, sayings }: Omit<Extract<Said, { kind: "said" }>, "kind">,
): Promise<Said> {
  if (message.quotes === null) return { kind: "said", words, sayings };
  const [quoted] = await messagesById(ctx.db, [message.quotes]);
  const token = quoted?.conversationId === message.conversationId ? quoted.quoteToken : null;
  return token === null || quoted?.state === "unsent"
    ? {
        kind: "aside",
        notice: { kind: "askQuote", because: "gone", words: sketchOf(words, Parts.parse(message.parts)) },
      }
    : { kind: "said", words, sayings: quoting(sayings, token) };
}

type Found =
  | { kind: "one"; token: string }
  | {
      kind: "ask";
      ask:
        | { kind: "askQuote"; because: "unknown" | "elsewhere" | "noToken" }
        | { kind: "askWhichQuote"; messages: { id: string; words: string }[]; more?: number };
    };

/** Each is a button; the window of "reply to this" offers all. */
const MOST = 5;
const EXCERPT = 60;

async function quotable(ctx: Context, conversation: ConversationRow, place: QuotedPlace): Promise<Found> {
  const found = await quotableAt(ctx, conversation.id, place);
  const [first, ...more] = found;
  if (first && more.length === 0) return { kind: "one", token: first.token };
  if (first) {
    const shown = found.slice(0, MOST).map(({ id, words }) => ({ id, words: takeGraphemes(words, EXCERPT, EXCERPT) }));
    const left = found.length - shown.length;
    return { kind: "ask", ask: { kind: "askWhichQuote", messages: shown, ...(left > 0 ? { more: left } : {}) } };
  }
  const stamps = place.threadTs === undefined ? [place.ts] : [place.threadTs, place.ts];
  const chat = await chatAt(ctx.db, place.channel, stamps);
  const because = chat === undefined ? "unknown" : chat === conversation.id ? "noToken" : "elsewhere";
  return { kind: "ask", ask: { kind: "askQuote", because } };
}
