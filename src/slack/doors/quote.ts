/** "LINE: reply to this" on a message: words, or a sticker, that quote it. */
import type { App } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import { type Actor, actorOf } from "../../bridge/staff/actor.ts";
import { type Quotable, quotableAt } from "../../bridge/staff/quotable.ts";
import { words as inWords } from "../../bridge/staff/send.ts";
import { type Chat, chatOfPlace, findChat } from "../../bridge/staff/which-chat.ts";
import { cleanName } from "../../core/text.ts";
import { short } from "../blocks.ts";
import { listOf } from "../boards/board.ts";
import { chatHead } from "../boards/chat-head.ts";
import { stickersBoard } from "../boards/stickers.ts";
import { type Answer, type FormValues, type Office, refuse, say } from "../commands/command.ts";
import { sent } from "../commands/send.ts";
import { parseJson, readPress } from "./press.ts";
import { modal, saying, sentence, spoken } from "./show.ts";
import { type Submitted, submitted } from "./submit.ts";
import { answerLater, fill, noteFailure, opening } from "./timely.ts";

const QUOTE = "quote";
const STICKER = "quote:sticker";
const WHICH = "which-message";
const WORDS = "words";

const OnMessage = z.looseObject({
  channel: z.looseObject({ id: z.string() }),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }),
});
const Metadata = z.object({ chat: z.number(), quotes: z.string().optional() });

export function mountQuote(app: App, callbackId: string, office: Office): void {
  app.shortcut(callbackId, async ({ ack, shortcut }) => {
    const work = opening(office, shortcut.trigger_id, "open", () => show(office, shortcut.user.id, shortcut));
    await answerLater(office, { work, ack: () => ack(), late: () => Promise.resolve(), failed: () => undefined });
  });
  app.view(QUOTE, async ({ ack, body, view }) => {
    const { id: once, private_metadata: metadata, state } = view;
    const done = take(office, body.user.id, { once, metadata: parseJson(metadata), values: state.values });
    await submitted(office, done, once, ack as (answer?: unknown) => Promise<void>);
  });
  app.action(STICKER, async ({ ack, body }) => {
    const press = readPress(body);
    const read = Metadata.safeParse(press?.view?.metadata);
    if (!press?.view || !read.success) return ack();
    await answerLater(office, {
      work: stickers(office, press.user, read.data, { trigger: press.trigger, viewId: press.view.id }),
      ack: () => ack(),
      late: () => Promise.resolve(),
      failed: () => undefined,
    });
  });
}

type Whose = { actor: Actor; chat: Chat } | { answer: Answer };

async function whose({ ctx }: Office, userId: string, id: number): Promise<Whose> {
  const asked = await actorOf(ctx, userId);
  if (asked.kind === "refused") return { answer: refuse(asked.refusal) };
  const which = await findChat(ctx, asked.actor, id);
  return which.kind === "one"
    ? { actor: asked.actor, chat: which.chat }
    : { answer: refuse({ kind: "chatNotFound", chat: String(id) }) };
}

async function show(office: Office, userId: string, shortcut: object): Promise<Answer> {
  const { ctx, words } = office;
  const { quotes: said, templates } = words.office;
  // 1. which chat, and may they
  const read = OnMessage.safeParse(shortcut);
  if (!read.success) return refuse({ kind: "notAThread" });
  const { channel, message } = read.data;
  const place = { channel: channel.id, ts: message.ts };
  const chat = await chatOfPlace(ctx, { ...place, threadTs: message.thread_ts });
  if (chat === undefined) return refuse({ kind: "notAThread" });
  const asked = await whose(office, userId, chat);
  if ("answer" in asked) return asked.answer;
  // 2. what stands there that can be quoted
  const found = await quotableAt(ctx, chat, place);
  const [first, ...more] = found;
  if (!first) return say(said.cannot);
  const only = more.length === 0 ? first : undefined;
  return {
    kind: "modal",
    view: {
      title: said.title,
      submit: templates.reply.send,
      callbackId: QUOTE,
      metadata: { chat, ...(only ? { quotes: only.id } : {}) },
      blocks: [
        await chatHead(office, asked.chat),
        ...(only ? [quoted(only), sticker(said.sticker)] : [whichOf(said.which, found)]),
        {
          type: "input",
          block_id: WORDS,
          label: { type: "plain_text", text: words.office.sending.label },
          element: { type: "plain_text_input", action_id: WORDS, multiline: true, max_length: 3_000 },
        },
        ...(ctx.settings.holdSeconds > 0 ? [sentence(words.office.sending.goes(ctx.settings.holdSeconds))] : []),
      ],
    },
  };
}

const quoted = ({ words }: Quotable): KnownBlock => ({
  type: "section",
  text: { type: "plain_text", text: short(`» ${words}`, 2_900), emoji: false },
});

const sticker = (text: string): KnownBlock => ({
  type: "actions",
  elements: [{ type: "button", action_id: STICKER, text: { type: "plain_text", text }, value: "-" }],
});

/** Slack's limits. */
const RADIOS = 10;
const OPTIONS = 100;

function whichOf(label: string, found: Quotable[]): KnownBlock {
  const options = found.slice(0, OPTIONS).map(({ id, words }) => ({
    text: { type: "plain_text" as const, text: short(words || "…", 75), emoji: false },
    value: id,
  }));
  return {
    type: "input",
    block_id: WHICH,
    label: { type: "plain_text", text: label },
    element: { type: found.length > RADIOS ? "static_select" : "radio_buttons", action_id: WHICH, options },
  };
}

async function take(
  office: Office,
  userId: string,
  { once, metadata, values }: { once: string; metadata: unknown; values: FormValues },
): Promise<Submitted> {
  const read = Metadata.safeParse(metadata);
  if (!read.success) return refuse({ kind: "gone" });
  const text = values[WORDS]?.[WORDS]?.value ?? "";
  if (cleanName(text) === "") return { kind: "errors", errors: { [WORDS]: office.words.office.templates.reply.empty } };
  const quotes = read.data.quotes ?? values[WHICH]?.[WHICH]?.selected_option?.value;
  const asked = await whose(office, userId, read.data.chat);
  if ("answer" in asked) return asked.answer;
  return sent(office, { actor: asked.actor, once }, asked.chat, { ...inWords(text), quotes });
}

/** Laid over the window; where no more can be laid there, in its place. */
async function stickers(
  office: Office,
  userId: string,
  about: z.infer<typeof Metadata>,
  { trigger, viewId }: { trigger: string; viewId: string },
): Promise<undefined> {
  const answer = async (): Promise<Answer> => {
    const asked = await whose(office, userId, about.chat);
    if ("answer" in asked) return asked.answer;
    return listOf(office, stickersBoard, { actor: asked.actor, about: { ...about, pack: "", page: 0 } });
  };
  try {
    return await opening(office, trigger, "push", answer);
  } catch (cause) {
    noteFailure(office, cause);
    return fill(office, viewId, async () => {
      const shown = await answer();
      return shown.kind === "modal"
        ? modal(office.words, shown.view)
        : saying(office.words, office.words.office.modal.done, spoken(office.words, shown));
    });
  }
}
