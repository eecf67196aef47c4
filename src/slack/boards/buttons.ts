/** Words with buttons below them, made for one customer: a telephone, a payment, any link. */
import type { KnownBlock } from "@slack/types";

import { findChat } from "../../bridge/staff/which-chat.ts";
import { BUTTON, type Button, fitsLabel, readTarget } from "../../core/button.ts";
import { cleanName } from "../../core/text.ts";
import type { FormValues, Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { board, type Filled, type List, type Look, type Outcome } from "./board.ts";
import { chatHead } from "./chat-head.ts";
import { AboutChat, SEND, sendSheet, takeSend } from "./send-sheet.ts";

/** What the frame of LINE's buttons shows above them; more is sent before it. */
const MOST = 500;
const COUNT = 2;

export const buttonsBoard = board<AboutChat>({
  name: "buttons",
  about: AboutChat,
  show: list,
  sheets: { [SEND]: { build: () => Promise.resolve({ kind: "gone" }), take: takeSend } },
  deeds: {},
  take: preview,
});

async function list(
  office: Office,
  { actor, about }: Look<AboutChat>,
): Promise<List | { kind: "chatNotFound"; chat: string }> {
  const which = await findChat(office.ctx, actor, about.chat);
  if (which.kind !== "one") return { kind: "chatNotFound", chat: String(about.chat) };
  const { saying, commands, templates } = office.words.office;
  const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
  return {
    title: commands.button.button,
    submit: saying.look,
    blocks: [
      await chatHead(office, which.chat),
      sentence(saying.buttonHint),
      input("text", { label: saying.text, most: MOST, multiline: true, optional: false }),
      ...numbers.flatMap((number) => [
        input(`label${number}`, { label: saying.label(number), most: 100, optional: number > 1 }),
        input(`target${number}`, {
          label: saying.target(number),
          hint: templates.targetPlain,
          most: BUTTON.link,
          optional: number > 1,
        }),
      ]),
    ],
  };
}

interface Input {
  label: string;
  hint?: string;
  most: number;
  multiline?: true;
  optional: boolean;
}

const input = (id: string, { label, hint, most, multiline, optional }: Input): KnownBlock => ({
  type: "input",
  block_id: id,
  optional,
  label: { type: "plain_text", text: label },
  ...(hint === undefined ? {} : { hint: { type: "plain_text", text: hint } }),
  element: { type: "plain_text_input", action_id: id, max_length: most, ...(multiline ? { multiline } : {}) },
});

async function preview(office: Office, { actor, about, values }: Filled<AboutChat>): Promise<Outcome<AboutChat>> {
  const which = await findChat(office.ctx, actor, about.chat);
  if (which.kind !== "one") return { kind: "refused", refusal: { kind: "chatNotFound", chat: String(about.chat) } };
  const read = readButtons(office, values);
  if ("errors" in read) return { kind: "errors", errors: read.errors };
  const sheet = await sendSheet(office, which.chat, [{ kind: "buttons", text: read.text, buttons: read.buttons }]);
  return "kind" in sheet
    ? { kind: "errors", errors: { text: office.words.office.refusal(sheet) } }
    : { kind: "ask", sheet };
}

function readButtons(
  { words }: Office,
  values: FormValues,
): { text: string; buttons: Button[] } | { errors: Record<string, string> } {
  const { fault } = words.office.templates;
  const typed = (id: string): string => values[id]?.[id]?.value ?? "";
  const errors: Record<string, string> = {};
  const text = typed("text").trim();
  if (cleanName(text) === "") errors["text"] = fault.empty;
  const buttons: Button[] = [];
  for (let number = 1; number <= COUNT; number += 1) {
    const label = cleanName(typed(`label${number}`));
    const target = readTarget(typed(`target${number}`));
    if (label === "" && target === null && number > 1) continue;
    if (label === "") errors[`label${number}`] = fault.labelMissing;
    else if (!fitsLabel(label)) errors[`label${number}`] = fault.tooLong;
    if (target === undefined) errors[`target${number}`] = fault.target;
    else if (target === null) errors[`target${number}`] = fault.targetMissing;
    else buttons.push({ label, ...target });
  }
  return Object.keys(errors).length > 0 ? { errors } : { text, buttons };
}
