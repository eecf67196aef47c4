import { templatesCalled } from "../../bridge/staff/template-lists.ts";
import { chatCommand } from "./command.ts";
import { plainArgs } from "./plain-args.ts";
import { filledView, pickView } from "./reply-views.ts";

/** The beginning of a template's name, or nothing. */
export const reply = chatCommand<string>({
  name: "reply",
  aliases: ["返信", "定型文で返信"],
  who: "member",
  opens: "modal",
  without: { reaction: "a reaction cannot say which template" },
  read: (text) => plainArgs(text).trim(),
  async run(office, { actor, chat, args }) {
    const [template, ...more] = await templatesCalled(office.ctx, chat.accountId, args);
    return template && more.length === 0 ? filledView(office, actor, chat, template) : pickView(office, chat, args);
  },
});
