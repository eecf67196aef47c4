import { tagChat, type TagOrder } from "../../bridge/staff/tag-chat.ts";
import { chatTags, knownTags } from "../../bridge/staff/tag-lists.ts";
import { takeToken } from "../../core/chat-token.ts";
import { changed } from "./changed.ts";
import { chatCommand } from "./command.ts";

export const tag = chatCommand<TagOrder>({
  name: "tag",
  aliases: ["タグ"],
  who: "member",
  touches: "tags",
  without: { reaction: "a reaction cannot say which tag" },
  read: readTags,
  form: {
    async build({ ctx, words }, { chat }) {
      const known = await knownTags(ctx, chat.accountId);
      const have = new Set((await chatTags(ctx, chat.id)).map((each) => each.name));
      const options = known.slice(0, MOST_OPTIONS).map((name) => ({
        text: { type: "plain_text" as const, text: name },
        value: name,
      }));
      const initial = options.filter(({ value }) => have.has(value));
      const { button } = words.office.commands.tag;
      return {
        submit: words.office.modal.save,
        blocks: [
          ...(options.length > 0
            ? [
                {
                  type: "input" as const,
                  block_id: "have",
                  optional: true,
                  label: { type: "plain_text" as const, text: button },
                  element: {
                    type: "multi_static_select" as const,
                    action_id: "have",
                    options,
                    ...(initial.length > 0 ? { initial_options: initial } : {}),
                  },
                },
              ]
            : []),
          {
            type: "input",
            block_id: "more",
            optional: true,
            label: { type: "plain_text", text: words.office.card.newTags },
            element: { type: "plain_text_input", action_id: "more", max_length: 200 },
          },
        ],
      };
    },
    // what was changed in the list, not all that it holds: others may have tagged meanwhile
    read(_office, values, before) {
      const had = before.get("have") ?? [];
      const selected = values["have"]?.["have"]?.selected_options?.map((option) => option.value ?? "") ?? had;
      const more = (values["more"]?.["more"]?.value ?? "")
        .split(/[,，、;；\n]/)
        .map(withoutPlus)
        .filter(Boolean);
      const add = [...selected.filter((name) => !had.includes(name)), ...more];
      return { args: { add, remove: had.filter((name) => !selected.includes(name)) } };
    },
  },
  run: async (office, { actor, chat, args }) => changed(office, actor, await tagChat(office.ctx, actor, chat.id, args)),
});

const MOST_OPTIONS = 100;

const withoutPlus = (name: string): string => name.trim().replace(/^[+＋]\s*/u, "");

/** `+vip -new`, `vip`, `"old friend"`, `vip、新規`. */
function readTags(text: string): TagOrder | undefined {
  const order: TagOrder = { add: [], remove: [] };
  let rest = text.replaceAll(/[,，、;]/g, " ");
  while (rest.trim() !== "") {
    const sign = /^\s*([-－−ー–]|[+＋])?/u.exec(rest);
    const { token, rest: after } = takeToken(rest.slice(sign?.[0].length ?? 0));
    if (token === "") return undefined;
    const list = sign?.[1] && !/[+＋]/.test(sign[1]) ? order.remove : order.add;
    list.push(token);
    rest = after;
  }
  return order.add.length + order.remove.length > 0 ? order : undefined;
}
