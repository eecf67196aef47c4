/** Answers as Slack shows them. */
import type { KnownBlock } from "@slack/types";

import type { Refusal } from "../../core/refusal.ts";
import { takeGraphemes } from "../../core/text.ts";
import type { Words } from "../../words/words.ts";
import { short } from "../blocks.ts";
import type { Answer, ModalView } from "../commands/command.ts";
import type { ModalForm, Private } from "./slack.ts";

const TITLE = 24;

/** A section holds 3,000 and must not be empty. */
export const sentence = (text: string): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text: short(text === "" ? "…" : text, 3_000) },
});

export function modal(words: Words, view: ModalView): ModalForm {
  const plain = (text: string) => ({ type: "plain_text" as const, text: takeGraphemes(text, TITLE, TITLE) });
  return {
    type: "modal",
    title: plain(view.title),
    close: plain(words.office.modal.close),
    ...(view.submit ? { submit: plain(view.submit) } : {}),
    ...(view.callbackId ? { callback_id: view.callbackId } : {}),
    private_metadata: JSON.stringify(view.metadata ?? {}),
    blocks: view.blocks,
  };
}

export function loading(words: Words): ModalForm {
  const { loading: text } = words.office.modal;
  return modal(words, { title: text, blocks: [sentence(`:hourglass_flowing_sand: ${text}`)] });
}

/** A modal that only says something. */
export function saying(words: Words, title: string, said: Private): ModalForm {
  return modal(words, { title, blocks: said.blocks ?? [sentence(said.text)] });
}

/** What people typed is repeated as far as they need it to know what is meant. */
function brief(refusal: Refusal): Refusal {
  const parts = Object.entries(refusal).map(([name, part]) => [
    name,
    typeof part === "string" ? short(part, 100) : part,
  ]);
  return Object.fromEntries(parts) as Refusal;
}

/** What is said, for doors that cannot show a modal. */
export function spoken(words: Words, answer: Exclude<Answer, { kind: "modal" }>): Private {
  if (answer.kind === "refused") return { text: words.office.refusal(brief(answer.refusal)) };
  return { text: answer.text, ...(answer.blocks ? { blocks: answer.blocks } : {}) };
}

/** For doors that cannot open a modal now. */
export function whisperable(words: Words, answer: Answer): Private {
  return answer.kind === "modal" ? { text: words.office.modal.done } : spoken(words, answer);
}
