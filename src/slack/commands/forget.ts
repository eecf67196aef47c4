import { forgetChat } from "../../bridge/staff/forget-chat.ts";
import { chatCommand, refuse, say } from "./command.ts";

export const forget = chatCommand<string>({
  name: "forget",
  aliases: ["消去", "忘れる", "削除"],
  who: "admin",
  without: { reaction: "a slip would erase a customer" },
  read: (text) => (text.trim() === "" ? undefined : text),
  form: {
    build({ words }, { chat }) {
      const { warning, label, submit } = words.office.forget;
      return Promise.resolve({
        submit,
        blocks: [
          { type: "section", text: { type: "mrkdwn", text: warning } },
          {
            type: "input",
            block_id: "number",
            label: { type: "plain_text", text: label(chat.id) },
            element: { type: "plain_text_input", action_id: "number", max_length: 20 },
          },
        ],
      });
    },
    read: (_office, values) => ({ args: values["number"]?.["number"]?.value ?? "" }),
  },
  async run({ ctx, words }, { actor, chat, args }) {
    const typed = args.normalize("NFKC").replace(/^\s*#/, "").trim();
    if (typed !== String(chat.id)) return say(words.office.forget.confirm(chat.id));
    const result = await forgetChat(ctx, actor, chat.id);
    return result.kind === "refused" ? refuse(result.refusal) : say(words.office.forget.done(chat.id));
  },
});
