import { assignChat, type Wanted } from "../../bridge/staff/assign-chat.ts";
import { changed } from "./changed.ts";
import { chatCommand } from "./command.ts";

const ME = new Set(["me", "myself", "自分", "私", "わたし"]);
const NOBODY = new Set(["nobody", "none", "noone", "なし", "無し", "解除", "誰も"]);
/** As Slack writes a mention: `<@U1>`, and with `should_escape` `<@U1|aki>`. */
const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;

export const assign = chatCommand<Wanted>({
  name: "assign",
  aliases: ["担当", "アサイン"],
  who: "member",
  without: {},
  touches: "assignee",
  read: readWanted,
  form: {
    build: ({ words }, { chat }) =>
      Promise.resolve({
        submit: words.office.modal.save,
        blocks: [
          {
            type: "input",
            block_id: "to",
            optional: true,
            label: { type: "plain_text", text: words.office.card.assignee },
            hint: { type: "plain_text", text: words.office.people.emptyIsNobody },
            element: {
              type: "users_select",
              action_id: "to",
              ...(chat.assigneeId === null ? {} : { initial_user: chat.assigneeId }),
            },
          },
        ],
      }),
    read(_office, values) {
      const id = values["to"]?.["to"]?.selected_user;
      return { args: id ? { kind: "person", id } : { kind: "nobody" } };
    },
  },
  run: async (office, { actor, chat, args }) => changed(office, actor, await assignChat(office.ctx, actor, chat, args)),
});

const LONGEST = 80;

function readWanted(text: string): Wanted | undefined {
  const typed = text.trim();
  if (typed === "") return undefined;
  const word = typed.normalize("NFKC").toLowerCase();
  if (ME.has(word)) return { kind: "me" };
  if (NOBODY.has(word)) return { kind: "nobody" };
  const id = MENTION.exec(typed)?.[1];
  if (id) return { kind: "person", id };
  const name = typed.replace(/^[@＠]/u, "").trim();
  return name === "" || name.length > LONGEST || name.includes("<") ? undefined : { kind: "named", name };
}
