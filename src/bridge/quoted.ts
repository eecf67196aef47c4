/** What a customer's message answers to: LINE tells only its id, the words are our own. */
import { isMedia, type Part, Parts, quotedIn } from "../core/message.ts";
import { type Saying, textSayings } from "../core/saying.ts";
import { lineKey, messageSent, messagesByOrigin } from "../store/messages.ts";
import type { MessageRow } from "../store/rows.ts";
import { findThread } from "../store/threads.ts";
import type { Context } from "./context.ts";
import type { Quoted } from "./ports.ts";

export async function quotedBy(ctx: Context, message: MessageRow): Promise<Quoted | undefined> {
  const quotes = quotedIn(Parts.parse(message.parts));
  if (quotes === undefined) return undefined;
  const [customers] = await messagesByOrigin(ctx.db, [lineKey(message.accountId, quotes)]);
  const quoted = customers ?? (await messageSent(ctx.db, message.conversationId, quotes));
  // of another chat it would tell what is not for this one
  if (!quoted || quoted.conversationId !== message.conversationId) return undefined;
  if (quoted.state === "unsent" || Parts.parse(quoted.parts).length === 0) return undefined;
  return { ...seenOf(ctx, quoted, quotes), byStaff: quoted.author === "staff", link: await linkTo(ctx, quoted) };
}

/** Of what staff sent: the one of its messages in LINE that is meant, where that is known; else all of it. */
function seenOf(ctx: Context, message: MessageRow, lineId: string): Pick<Quoted, "parts" | "picture"> {
  const { sentText } = message;
  const parts = Parts.parse(message.parts);
  if (sentText === null) return { parts };
  const media = parts.filter(isMedia);
  const said = (text: string): Part[] => (text === "" ? [] : [{ kind: "text", text }]);
  const units = ctx.account(message.accountId)?.messenger.limits.textUnits;
  const pieces = units === undefined ? said(sentText) : textSayings(sentText, units).flatMap(textOf);
  // in the order in which they were sent; a file that was left out, or taken out since, leaves that unknown
  const sent = [...pieces, ...media];
  const one = sent.length === message.lineIds.length ? sent[message.lineIds.indexOf(lineId)] : undefined;
  if (one === undefined) return { parts: [...said(sentText), ...media] };
  const pictures = media.filter(({ kind }) => kind === "image");
  return one.kind === "image" && pictures.length > 1
    ? { parts: [one], picture: { nth: pictures.indexOf(one) + 1, of: pictures.length } }
    : { parts: [one] };
}

const textOf = (saying: Saying): Part[] => (saying.kind === "text" ? [{ kind: "text", text: saying.text }] : []);

async function linkTo(ctx: Context, { deskChannel, deskTs, threadId }: MessageRow): Promise<string | undefined> {
  if (deskChannel === null || deskTs === null) return undefined;
  const thread = threadId === null ? null : await findThread(ctx.db, threadId);
  return ctx.desk.link({ channel: deskChannel, ts: deskTs, threadTs: thread?.ts ?? undefined });
}
