/** The modal of a command that needs more than a press. */

import { z } from "zod";

import { actorOf } from "../../bridge/staff/actor.ts";
import { meanwhile } from "../../bridge/staff/meanwhile.ts";
import { findChat, nameOfChat } from "../../bridge/staff/which-chat.ts";
import { COMMANDS, DOORS } from "../../core/commands.ts";
import {
  type Answer,
  type ChatCall,
  type Command,
  type FormValues,
  type ModalView,
  type Office,
  refuse,
} from "../commands/command.ts";
import { commandNamed } from "../commands/index.ts";
import { chosenBefore, keepInput } from "./keep-input.ts";
import { sentence } from "./show.ts";

export const FORM = "form";

const Metadata = z.object({
  command: z.enum(COMMANDS),
  chat: z.number(),
  door: z.enum(DOORS),
  /** What was shown was true then. */
  seen: z.number(),
  /** What its lists would begin with, where they begin with what was chosen before it was shown again. */
  before: z.record(z.string(), z.array(z.string())).optional(),
});

type ChatCommandOf = Extract<Command, { about: "chat" }>;

export async function formView(
  office: Office,
  command: ChatCommandOf,
  call: ChatCall<undefined>,
  warning?: string,
): Promise<Answer> {
  const { ctx, words } = office;
  if (!command.form) return refuse({ kind: "usage", command: command.name });
  const seen = ctx.now().getTime();
  const { submit, blocks } = await command.form.build(office, call);
  return {
    kind: "modal",
    view: {
      title: words.office.commands[command.name].button,
      submit,
      callbackId: FORM,
      metadata: { command: command.name, chat: call.chat.id, door: call.door, seen },
      blocks: [
        ...(warning ? [sentence(warning)] : []),
        sentence(words.office.chat(call.chat.id, (await nameOfChat(ctx, call.chat)) || words.customer)),
        ...blocks,
      ],
    },
  };
}

/** What was submitted, carried out; or errors for the form, by block id. */
export async function takeForm(
  office: Office,
  submitted: { userId: string; viewId: string; metadata: unknown; values: FormValues; blocks: readonly unknown[] },
): Promise<Answer | { kind: "errors"; errors: Record<string, string> }> {
  const { ctx, words } = office;
  const read = Metadata.safeParse(submitted.metadata);
  const command = read.success ? commandNamed(read.data.command) : undefined;
  if (!read.success || command?.about !== "chat" || !command.form) return refuse({ kind: "gone" });
  // 1. who, and which chat: what was allowed when the modal was opened may be so no more
  const asked = await actorOf(ctx, submitted.userId);
  if (asked.kind === "refused") return refuse(asked.refusal);
  const { actor } = asked;
  if (command.who === "admin" && !actor.admin) return refuse({ kind: "adminsOnly", command: command.name });
  const which = await findChat(ctx, actor, read.data.chat);
  if (which.kind !== "one") return refuse({ kind: "chatNotFound", chat: String(read.data.chat) });
  const call = { actor, chat: which.chat, door: read.data.door, channel: undefined, once: submitted.viewId };
  // 2. what was filled in
  const before = new Map([...chosenBefore(submitted.blocks), ...Object.entries(read.data.before ?? {})]);
  const filled = command.form.read(office, submitted.values, before);
  if ("errors" in filled) return { kind: "errors", errors: filled.errors };
  // 3. what others did while it was open
  if (command.touches) {
    const acts = await meanwhile(ctx, {
      chat: which.chat.id,
      since: new Date(read.data.seen),
      touched: command.touches,
      actor,
    });
    if (acts.length > 0) {
      const told = acts.map(({ by, act }) => words.office.act(by, act));
      const again = await formView(office, command, { ...call, args: undefined }, words.office.modal.meanwhile(told));
      if (again.kind !== "modal") return again;
      return { ...again, view: withInput(again.view, before, submitted) };
    }
  }
  return command.run(office, { ...call, args: filled.args });
}

/** Slack's limit for the metadata of a view is 3,000. */
const METADATA = 2_900;

/** Shown again with what was filled in; where there is too much of it, as it is now. */
function withInput(
  view: ModalView,
  before: ReadonlyMap<string, string[]>,
  { blocks, values }: { blocks: readonly unknown[]; values: FormValues },
): ModalView {
  const metadata = { ...view.metadata, before: Object.fromEntries(chosenBefore(view.blocks)) };
  if (JSON.stringify(metadata).length > METADATA) return view;
  return { ...view, metadata, blocks: keepInput(view.blocks, { blocks, before }, values) };
}
