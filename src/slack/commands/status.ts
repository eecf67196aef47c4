import { setStatus } from "../../bridge/staff/set-status.ts";
import { changed } from "./changed.ts";
import { chatCommand } from "./command.ts";

type Status = "open" | "done";

const STATUS = new Map<string, Status>([
  ["open", "open"],
  ["要対応", "open"],
  ["done", "done"],
  ["完了", "done"],
  ["対応済み", "done"],
]);

export const status = chatCommand<Status>({
  name: "status",
  aliases: ["状態", "ステータス", "状況"],
  who: "member",
  touches: "state",
  without: { reaction: "a reaction cannot say which status; the one for done does" },
  read: (text) => STATUS.get(text.normalize("NFKC").toLowerCase().trim()),
  form: {
    build: ({ words }, { chat }) => {
      const option = (value: Status) => ({
        text: { type: "plain_text" as const, text: words.status[value] },
        value,
      });
      return Promise.resolve({
        submit: words.office.modal.save,
        blocks: [
          {
            type: "input",
            block_id: "status",
            label: { type: "plain_text", text: words.office.commands.status.button },
            element: {
              type: "radio_buttons",
              action_id: "status",
              options: [option("open"), option("done")],
              initial_option: option(chat.status === "done" ? "done" : "open"),
            },
          },
        ],
      });
    },
    read(_office, values) {
      return { args: values["status"]?.["status"]?.selected_option?.value === "done" ? "done" : "open" };
    },
  },
  run: async (office, { actor, chat, args }) =>
    changed(office, actor, await setStatus(office.ctx, actor, chat.id, { status: args, elsewhere: false })),
});
