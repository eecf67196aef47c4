import { givenName, NAME_LENGTH, nameChat } from "../../bridge/staff/name-chat.ts";
import { lineNameOf } from "../../bridge/staff/which-chat.ts";
import { takeGraphemes } from "../../core/text.ts";
import { changed } from "./changed.ts";
import { chatCommand } from "./command.ts";
import { type Free, freeWords } from "./free-words.ts";

const NAME = "name";

export const name = chatCommand<Free>({
  name: "name",
  aliases: ["名前", "管理名", "rename"],
  who: "member",
  touches: "name",
  without: { reaction: "a reaction has no words" },
  // without a name the form opens, where it can be taken away
  read: (text) => (text.trim() === "" ? undefined : { text, typed: true }),
  form: {
    async build({ ctx, words }, { chat }) {
      const { label, hint } = words.office.notes.name;
      const onLine = (await lineNameOf(ctx, chat)) || words.customer;
      return {
        submit: words.office.modal.save,
        blocks: [
          {
            type: "input",
            block_id: NAME,
            optional: true,
            label: { type: "plain_text", text: label },
            hint: { type: "plain_text", text: hint(takeGraphemes(onLine, 100, 200)) },
            element: {
              type: "plain_text_input",
              action_id: NAME,
              max_length: 200,
              ...(chat.staffName === null ? {} : { initial_value: chat.staffName }),
            },
          },
        ],
      };
    },
    read({ words }, values) {
      const text = values[NAME]?.[NAME]?.value ?? "";
      return givenName(text) === undefined
        ? { errors: { [NAME]: words.office.notes.name.tooLong(NAME_LENGTH) } }
        : { args: { text, typed: false } };
    },
  },
  run: async (office, { actor, chat, args }) =>
    changed(office, actor, await nameChat(office.ctx, actor, chat.id, await freeWords(office, args))),
});
