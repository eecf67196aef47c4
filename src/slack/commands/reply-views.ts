/** The two modals of an answer from a template: which one, and its words, to be edited before they go. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { Actor } from "../../bridge/staff/actor.ts";
import { reachOf } from "../../bridge/staff/reach.ts";
import { buttonOf, searchTemplates, type TemplateFound, wordsFor } from "../../bridge/staff/template-lists.ts";
import { type Chat, nameOfChat } from "../../bridge/staff/which-chat.ts";
import { Button, buttonLine } from "../../core/button.ts";
import { TEMPLATE } from "../../core/template.ts";
import { takeGraphemes } from "../../core/text.ts";
import { short } from "../blocks.ts";
import { sentence } from "../doors/show.ts";
import { buttonPreview } from "../saying-preview.ts";
import { type Answer, type Office, say } from "./command.ts";

export const REPLY_PICK = "reply-pick";
export const REPLY = "reply-send";
/** Of the list of templates and of the words. */
export const WHICH_TEMPLATE = "which-template";
export const WORDS = "words";
export const WITH_BUTTON = "with-button";

/** Slack's limit of an input. */
const MOST = 3_000;

export const PickMetadata = z.object({ chat: z.number() });
export const ReplyMetadata = z.object({
  chat: z.number(),
  button: Button.nullish(),
  /** What was shown was true then. */
  seen: z.number(),
});

/** `typed` is not the beginning of one template's name. */
export async function pickView(office: Office, chat: Chat, typed: string): Promise<Answer> {
  const { templates: said, commands } = office.words.office;
  const any = await searchTemplates(office.ctx, [chat.accountId], "");
  if (any.length === 0) return say(said.reply.nothing);
  return {
    kind: "modal",
    view: {
      title: commands.reply.button,
      submit: said.reply.next,
      callbackId: REPLY_PICK,
      metadata: { chat: chat.id },
      blocks: [
        await about(office, chat),
        ...(typed === "" ? [] : [sentence(said.reply.unclear(takeGraphemes(typed, TEMPLATE.name)))]),
        {
          type: "input",
          block_id: WHICH_TEMPLATE,
          label: { type: "plain_text", text: said.reply.which },
          element: {
            type: "external_select",
            action_id: WHICH_TEMPLATE,
            min_query_length: 0,
            placeholder: { type: "plain_text", text: said.reply.placeholder },
          },
        },
      ],
    },
  };
}

/** The words as they would go. Nothing goes without the press on "send". */
export async function filledView(office: Office, actor: Actor, chat: Chat, template: TemplateFound): Promise<Answer> {
  const { reply } = office.words.office.templates;
  const { text, unknown, missing } = await wordsFor(office.ctx, actor, chat, template);
  const fitting = takeGraphemes(text, Infinity, MOST);
  const warnings = [
    ...(unknown.length > 0 ? [reply.unknown(unknown.slice(0, 10))] : []),
    ...(missing.includes("name") ? [reply.noName] : []),
    ...(fitting === text ? [] : [reply.cut(MOST)]),
  ];
  return wordsView(office, chat, { text: fitting, button: buttonOf(template), warnings });
}

interface Shown {
  text: string;
  button: Button | null;
  warnings: string[];
}

export async function wordsView(office: Office, chat: Chat, { text, button, warnings }: Shown): Promise<Answer> {
  const { templates: said, commands, sending } = office.words.office;
  const seen = office.ctx.now().getTime();
  const uncertain = (await reachOf(office.ctx, chat)) === "unknown";
  return {
    kind: "modal",
    view: {
      title: commands.reply.button,
      submit: said.reply.send,
      callbackId: REPLY,
      metadata: { chat: chat.id, seen, button },
      blocks: [
        ...warnings.map(sentence),
        await about(office, chat),
        ...(uncertain ? [sentence(sending.unknown)] : []),
        {
          type: "input",
          block_id: WORDS,
          label: { type: "plain_text", text: said.reply.words },
          element: {
            type: "plain_text_input",
            action_id: WORDS,
            multiline: true,
            max_length: MOST,
            ...(text === "" ? {} : { initial_value: text }),
          },
        },
        ...(button ? [withButton(office, button), ...buttonPreview([button])] : []),
      ],
    },
  };
}

/** Taken off, the words go alone. */
function withButton({ words }: Office, button: Button): KnownBlock {
  const option = { text: { type: "plain_text" as const, text: short(buttonLine(button), 75) }, value: "yes" };
  return {
    type: "input",
    block_id: WITH_BUTTON,
    optional: true,
    label: { type: "plain_text", text: words.office.saying.withButton },
    element: { type: "checkboxes", action_id: WITH_BUTTON, options: [option], initial_options: [option] },
  };
}

async function about({ ctx, words }: Office, chat: Chat): Promise<KnownBlock> {
  return sentence(words.office.chat(chat.id, (await nameOfChat(ctx, chat)) || words.customer));
}

export async function templateOptions(office: Office, chat: Chat, typed: string) {
  const found = await searchTemplates(office.ctx, [chat.accountId], typed);
  return found.slice(0, 100).map(({ id, name }) => ({
    text: { type: "plain_text" as const, text: takeGraphemes(name, 75, 75) },
    value: String(id),
  }));
}
