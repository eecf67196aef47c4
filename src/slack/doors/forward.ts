/** "LINE: forward" on a message: to a Slack channel, or to another customer. */
import type { App } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import { type Actor, actorOf } from "../../bridge/staff/actor.ts";
import { forwardToChannel, partsAt, type Place } from "../../bridge/staff/forward-words.ts";
import { words } from "../../bridge/staff/send.ts";
import { chatOfPlace, findChat } from "../../bridge/staff/which-chat.ts";
import { type Part, textOf } from "../../core/message.ts";
import { short, wordsOf } from "../blocks.ts";
import { type Answer, type FormValues, type Office, refuse, say } from "../commands/command.ts";
import { sendOrAsk } from "../commands/send.ts";
import { parseJson } from "./press.ts";
import { sentence } from "./show.ts";
import { type Submitted, submitted } from "./submit.ts";
import { answerLater, opening } from "./timely.ts";
import { CHAT } from "./which.ts";

const FORWARD = "forward";
const CHANNEL = "channel";

const OnMessage = z.looseObject({
  channel: z.looseObject({ id: z.string() }),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }),
});
const Metadata = z.object({ chat: z.number(), channel: z.string(), ts: z.string() });

export function mountForward(app: App, callbackId: string, office: Office): void {
  app.shortcut(callbackId, async ({ ack, shortcut }) => {
    const work = opening(office, shortcut.trigger_id, "open", () => show(office, shortcut.user.id, shortcut));
    await answerLater(office, { work, ack: () => ack(), late: () => Promise.resolve() });
  });
  app.view(FORWARD, async ({ ack, body, view }) => {
    const { id: once, private_metadata: metadata, state } = view;
    const done = take(office, body.user.id, { once, metadata: parseJson(metadata), values: state.values });
    await submitted(office, done, view.id, ack as (answer?: unknown) => Promise<void>);
  });
}

async function show(office: Office, userId: string, shortcut: object): Promise<Answer> {
  const { ctx, words } = office;
  const read = OnMessage.safeParse(shortcut);
  if (!read.success) return refuse({ kind: "notAThread" });
  const { channel, message } = read.data;
  const place = { channel: channel.id, ts: message.ts };
  const chat = await chatOfPlace(ctx, { ...place, threadTs: message.thread_ts });
  if (chat === undefined) return refuse({ kind: "notAThread" });
  const source = await sourceOf(office, userId, chat, place);
  if ("answer" in source) return source.answer;
  const { forward } = words.office;
  return {
    kind: "modal",
    view: {
      title: forward.title,
      submit: forward.submit,
      callbackId: FORWARD,
      metadata: { chat, ...place },
      blocks: [quoted(wordsOf(words, source.parts)), sentence(forward.hint), ...choices(office)],
    },
  };
}

function choices({ words }: Office): KnownBlock[] {
  const { forward, pick } = words.office;
  return [
    {
      type: "input",
      block_id: CHANNEL,
      optional: true,
      label: { type: "plain_text", text: forward.channel },
      element: {
        type: "conversations_select",
        action_id: CHANNEL,
        filter: { include: ["public", "private"], exclude_external_shared_channels: true },
      },
    },
    {
      type: "input",
      block_id: CHAT,
      optional: true,
      label: { type: "plain_text", text: forward.chat },
      element: {
        type: "external_select",
        action_id: CHAT,
        min_query_length: 0,
        placeholder: { type: "plain_text", text: pick.placeholder },
      },
    },
  ];
}

const quoted = (words: string): KnownBlock => ({
  type: "section",
  text: { type: "plain_text", text: short(`» ${words}`, 2_900), emoji: false },
});

type Source = { actor: Actor; parts: Part[] } | { answer: Answer };

/** What is forwarded, and by whom: looked up when it is shown and again when it is submitted. */
async function sourceOf(office: Office, userId: string, chat: number, place: Place): Promise<Source> {
  const asked = await actorOf(office.ctx, userId);
  if (asked.kind === "refused") return { answer: refuse(asked.refusal) };
  const which = await findChat(office.ctx, asked.actor, chat);
  if (which.kind !== "one") return { answer: refuse({ kind: "chatNotFound", chat: String(chat) }) };
  const parts = await partsAt(office.ctx, chat, place);
  if (parts.length === 0) return { answer: say(office.words.office.forward.notAMessage) };
  return { actor: asked.actor, parts };
}

async function take(
  office: Office,
  userId: string,
  { once, metadata, values }: { once: string; metadata: unknown; values: FormValues },
): Promise<Submitted> {
  const { ctx, words } = office;
  const { forward } = words.office;
  const read = Metadata.safeParse(metadata);
  if (!read.success) return refuse({ kind: "gone" });
  // 1. where to: one of the two
  const to = values[CHANNEL]?.[CHANNEL]?.selected_conversation ?? undefined;
  const toChat = values[CHAT]?.[CHAT]?.selected_option?.value;
  if ((to === undefined) === (toChat === undefined)) return { kind: "errors", errors: { [CHANNEL]: forward.choose } };
  // 2. what
  const { chat, channel, ts } = read.data;
  const source = await sourceOf(office, userId, chat, { channel, ts });
  if ("answer" in source) return source.answer;
  const { actor, parts } = source;
  if (to !== undefined) {
    const from = { channel, ts };
    const result = await forwardToChannel(ctx, actor, chat, { to, words: wordsOf(words, parts), from, once });
    return result.kind === "refused" ? refuse(result.refusal) : say(forward.done(`<#${to}>`));
  }
  // 3. a customer gets words only: what a picture is called here means nothing to them
  const text = textOf(parts);
  if (text.trim() === "") return { kind: "errors", errors: { [CHAT]: forward.noText } };
  return forwardToChat(office, { actor, once, from: chat }, Number(toChat), text);
}

async function forwardToChat(
  office: Office,
  { actor, once, from }: { actor: Actor; once: string; from: number },
  to: number,
  text: string,
): Promise<Answer> {
  const which = await findChat(office.ctx, actor, to);
  if (which.kind !== "one") return refuse({ kind: "chatNotFound", chat: String(to) });
  return sendOrAsk(office, { actor, once, forwardedFrom: from }, which.chat, words(text));
}
