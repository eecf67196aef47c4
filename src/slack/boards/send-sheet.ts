/** The last look at what is sent besides words: drawn as the customer will see it, and sent by the press on "send". */
import { z } from "zod";

import type { Actor } from "../../bridge/staff/actor.ts";
import { answeredSince } from "../../bridge/staff/answered-since.ts";
import { meanwhile } from "../../bridge/staff/meanwhile.ts";
import { reachOf } from "../../bridge/staff/reach.ts";
import { send } from "../../bridge/staff/send.ts";
import { type Chat, findChat } from "../../bridge/staff/which-chat.ts";
import { Parts } from "../../core/message.ts";
import type { Refusal } from "../../core/refusal.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { previewBlocks } from "../saying-preview.ts";
import type { Filled, Outcome, Sheet } from "./board.ts";
import { chatHead } from "./chat-head.ts";

/** What such a board is about, at least. */
export const AboutChat = z.object({ chat: z.number(), quotes: z.string().optional() });
export type AboutChat = z.infer<typeof AboutChat>;

const Kept = z.object({ parts: Parts, key: z.string(), seen: z.number() });

/** Slack's limit for the metadata of a view is 3,000. */
const METADATA = 2_700;

export const SEND = "send";

/** `key`: what is submitted twice is sent once. */
export async function sendSheet(
  office: Office,
  chat: Chat,
  parts: Parts,
  { key = office.ctx.newId(), warnings = [] }: { key?: string; warnings?: string[] } = {},
): Promise<Sheet | Refusal> {
  const { saying, templates, sending } = office.words.office;
  const kept = { parts, key, seen: office.ctx.now().getTime() };
  if (JSON.stringify(kept).length > METADATA) return { kind: "textTooLong", most: 1_000 };
  const reach = await reachOf(office.ctx, chat);
  return {
    title: saying.preview,
    submit: templates.reply.send,
    verb: SEND,
    value: "",
    kept,
    blocks: [
      ...warnings.map(sentence),
      await chatHead(office, chat),
      ...(reach === "unknown" ? [sentence(sending.unknown)] : []),
      ...(reach === "gone" ? [sentence(sending.gone)] : []),
      ...(chat.muted === "no" ? [] : [sentence(sending.muted)]),
      sentence(saying.asSeen),
      ...previewBlocks(office.words, parts),
    ],
  };
}

export async function takeSend<About extends AboutChat>(
  office: Office,
  filled: Filled<About>,
): Promise<Outcome<About>> {
  const { ctx, words } = office;
  const { actor, about, kept } = filled;
  const read = Kept.safeParse(kept);
  const which = await findChat(ctx, actor, about.chat);
  if (!read.success) return { kind: "refused", refusal: { kind: "gone" } };
  if (which.kind !== "one") return { kind: "refused", refusal: { kind: "chatNotFound", chat: String(about.chat) } };
  const { parts, key, seen } = read.data;
  const others = await since(office, { actor, chat: which.chat, seen });
  if (others.length > 0) {
    const sheet = await sendSheet(office, which.chat, parts, { key, warnings: [words.office.modal.meanwhile(others)] });
    return "kind" in sheet ? { kind: "refused", refusal: sheet } : { kind: "ask", sheet };
  }
  const done = await send(ctx, actor, which.chat.id, { parts, quotes: about.quotes }, key);
  if (done.kind === "refused") return { kind: "refused", refusal: done.refusal };
  const act = `#${which.chat.id} · ${words.office.act(actor.name, done.act)}`;
  const said = `${act} ${ctx.desk.describe(parts)}\n${words.office.sending.goes(ctx.settings.holdSeconds)}`;
  return { kind: "shown", about, said };
}

/** What others said to this customer while one looked at it. */
async function since(
  { ctx, words }: Office,
  { actor, chat, seen }: { actor: Actor; chat: Chat; seen: number },
): Promise<string[]> {
  const from = new Date(seen);
  const acts = await meanwhile(ctx, { chat: chat.id, since: from, touched: "words", actor });
  return [
    // who wrote is among those who answered
    ...acts.filter(({ act }) => act.kind !== "sends").map(({ by, act }) => words.office.act(by, act)),
    ...(await answeredSince(ctx, actor, chat.id, from)).map(words.office.templates.reply.answered),
  ];
}
