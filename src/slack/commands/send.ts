import type { KnownBlock } from "@slack/types";

import { noteForwarded } from "../../bridge/staff/forward-words.ts";
import { reachOf } from "../../bridge/staff/reach.ts";
import { send as sendNow, type Sending, words as inWords } from "../../bridge/staff/send.ts";
import type { Chat } from "../../bridge/staff/which-chat.ts";
import { isForgotten } from "../../core/forgotten.ts";
import { short } from "../blocks.ts";
import { replaceEmoji } from "../emoji.ts";
import { escapeText } from "../mrkdwn.ts";
import { type Answer, type Call, chatCommand, type Office, refuse, say } from "./command.ts";
import { typedWords } from "./typed-words.ts";

interface Words {
  text: string;
  /** Typed after a command: with Slack's tokens in it. A form hands over what was typed. */
  typed: boolean;
  /** Somebody said "send anyway". */
  sure: boolean;
}

/** Slack's limit for the value of a button is 2,000. */
const VALUE = 2_000;
const MOST_ASKED = 1_500;
export const SURE = "sure:send";

export const send = chatCommand<Words>({
  name: "send",
  aliases: ["送信", "送る"],
  who: "member",
  without: { reaction: "a reaction has no words" },
  touches: "words",
  begins: true,
  read: (text) => (text.trim() === "" ? undefined : { text, typed: true, sure: false }),
  form: {
    async build(office, { chat }) {
      const { sending } = office.words.office;
      const uncertain = (await reachOf(office.ctx, chat)) === "unknown";
      return {
        submit: sending.button,
        blocks: [...(await hints(office, chat)), textInput(sending.label), ...(uncertain ? [sureInput(office)] : [])],
      };
    },
    read(_office, values) {
      const text = values["text"]?.["text"]?.value ?? "";
      const sure = (values["sure"]?.["sure"]?.selected_options ?? []).length > 0;
      return { args: { text, typed: false, sure } };
    },
  },
  async run(office, call) {
    const { text, typed, sure } = call.args;
    const what = inWords(typed ? replaceEmoji(await typedWords(office.ctx, text)) : text);
    return sure ? sent(office, call, call.chat, what) : sendOrAsk(office, call, call.chat, what);
  },
});

interface By extends Pick<Call<unknown>, "actor" | "once"> {
  /** The chat whose message these words were. */
  forwardedFrom?: number;
}

export async function sendOrAsk(office: Office, by: By, chat: Chat, what: Sending): Promise<Answer> {
  if (isForgotten(chat.lineId)) return refuse({ kind: "forgotten" });
  const unknown = (await reachOf(office.ctx, chat)) === "unknown";
  return unknown ? askFirst(office, by, chat, what) : sent(office, by, chat, what);
}

/** Sends, and says what became of it. */
export async function sent(
  office: Office,
  { actor, once, forwardedFrom }: By,
  chat: Chat,
  what: Sending,
): Promise<Answer> {
  const { ctx, words: house } = office;
  const words = ctx.desk.describe(what.parts);
  const result = await sendNow(ctx, actor, chat.id, what, once);
  if (result.kind === "refused") return refuse(result.refusal);
  if (forwardedFrom !== undefined) await noteForwarded(ctx, actor, forwardedFrom, chat.id);
  const sentence = `#${chat.id} · ${house.office.act(actor.name, result.act)}`;
  return say(`${sentence}\n${short(escapeText(words.trim()), 2_000)}`, [
    section(sentence),
    quoted(words),
    section(house.office.sending.goes(ctx.settings.holdSeconds)),
    ...(await hints(office, chat)),
  ]);
}

/** Asked before anything is stored: the words wait in the button. */
function askFirst(office: Office, { forwardedFrom: from }: By, chat: Chat, { parts, quotes }: Sending): Answer {
  const { sending, chat: chatWords } = office.words.office;
  const words = office.ctx.desk.describe(parts);
  const value = JSON.stringify({ chat: chat.id, parts, quotes, key: office.ctx.newId(), from });
  if (value.length > VALUE) return say(sending.tooLongToAsk(MOST_ASKED));
  return say(sending.unknown, [
    section(chatWords(chat.id, chat.staffName ?? "")),
    section(sending.unknown),
    quoted(words),
    {
      type: "actions",
      elements: [
        {
          type: "button",
          action_id: SURE,
          style: "danger",
          text: { type: "plain_text", text: sending.sureButton },
          value,
        },
      ],
    },
  ]);
}

/** What is true of this chat and changes what becomes of the words. */
async function hints({ ctx, words }: Office, chat: Chat): Promise<KnownBlock[]> {
  const { sending } = words.office;
  const reach = await reachOf(ctx, chat);
  return [
    ...(chat.muted === "no" ? [] : [section(sending.muted)]),
    ...(reach === "gone" ? [section(sending.gone)] : []),
    ...(reach === "unknown" ? [section(sending.unknown)] : []),
  ];
}

const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } });

const quoted = (words: string): KnownBlock => ({
  type: "section",
  text: { type: "plain_text", text: short(`» ${words.trim()}`, 2_900), emoji: false },
});

const textInput = (label: string): KnownBlock => ({
  type: "input",
  block_id: "text",
  label: { type: "plain_text", text: label },
  element: { type: "plain_text_input", action_id: "text", multiline: true, max_length: 3_000 },
});

function sureInput({ words }: Office): KnownBlock {
  const { sure } = words.office.sending;
  const option = { text: { type: "plain_text" as const, text: sure }, value: "yes" };
  return {
    type: "input",
    block_id: "sure",
    label: { type: "plain_text", text: sure },
    element: { type: "checkboxes", action_id: "sure", options: [option] },
  };
}
