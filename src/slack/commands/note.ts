import { NOTE_LENGTH, noteText, writeNote } from "../../bridge/staff/write-note.ts";
import { takeGraphemes } from "../../core/text.ts";
import { sentence } from "../doors/show.ts";
import { changed } from "./changed.ts";
import { chatCommand } from "./command.ts";
import { type Free, freeWords } from "./free-words.ts";

export const note = chatCommand<Free>({
  name: "note",
  aliases: ["メモ", "ノート", "memo"],
  who: "member",
  without: { reaction: "a reaction has no words" },
  read: (text) => (text.trim() === "" ? undefined : { text, typed: true }),
  form: {
    build: ({ words }, { begin = "" }) =>
      Promise.resolve({
        submit: words.office.modal.save,
        blocks: [
          ...(begin.length > NOTE_LENGTH ? [sentence(words.office.notes.cut(NOTE_LENGTH))] : []),
          noteInput(words.office.notes.label, begin),
        ],
      }),
    read: ({ words }, values) => {
      const text = values[NOTE]?.[NOTE]?.value ?? "";
      const kept = noteText(text);
      return typeof kept === "string"
        ? { args: { text, typed: false } }
        : { errors: { [NOTE]: kept.kind === "textTooLong" ? words.office.refusal(kept) : words.office.notes.empty } };
    },
  },
  run: async (office, { actor, chat, args }) =>
    changed(office, actor, await writeNote(office.ctx, actor, chat.id, await freeWords(office, args))),
});

export const NOTE = "note";

export function noteInput(label: string, begin: string) {
  const text = takeGraphemes(begin, Infinity, NOTE_LENGTH).toWellFormed();
  return {
    type: "input" as const,
    block_id: NOTE,
    label: { type: "plain_text" as const, text: label },
    element: {
      type: "plain_text_input" as const,
      action_id: NOTE,
      multiline: true,
      max_length: NOTE_LENGTH,
      ...(text === "" ? {} : { initial_value: text }),
    },
  };
}
