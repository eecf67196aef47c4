import type { Context } from "../../bridge/context.ts";
import { snoozeChat } from "../../bridge/staff/snooze-chat.ts";
import { readWhen } from "../../core/when.ts";
import type { SnoozeWords } from "../../words/office-snooze.ts";
import { changed } from "./changed.ts";
import { type Answer, chatCommand, type Form, refuse } from "./command.ts";

/** Times as people write them; what they mean is asked when the command is carried out. */
const CHOICES = [
  ["2h", "inTwoHours"],
  ["today 18:00", "thisEvening"],
  ["tomorrow 9:00", "tomorrow"],
  ["next monday 9:00", "nextMonday"],
] as const satisfies [string, keyof SnoozeWords][];

const whenMeant = (ctx: Context, text: string) => readWhen(text, ctx.now(), ctx.settings.timeZone);

const form: Form<string> = {
  build({ ctx, words }) {
    const { snooze } = words.office;
    const plain = (text: string) => ({ type: "plain_text" as const, text });
    // in the evening, "this evening" is no choice any more
    const open = CHOICES.filter(([text]) => whenMeant(ctx, text)?.kind === "at");
    return Promise.resolve({
      submit: words.office.modal.save,
      blocks: [
        {
          type: "input",
          block_id: "choice",
          optional: true,
          label: plain(snooze.choose),
          element: {
            type: "radio_buttons",
            action_id: "choice",
            options: open.map(([value, label]) => ({ text: plain(snooze[label]), value })),
          },
        },
        {
          type: "input",
          block_id: "text",
          optional: true,
          label: plain(snooze.write),
          hint: plain(snooze.examples),
          element: { type: "plain_text_input", action_id: "text", max_length: 100 },
        },
      ],
    });
  },
  read({ ctx, words }, values) {
    const { snooze } = words.office;
    const chosen = values["choice"]?.["choice"]?.selected_option?.value ?? "";
    // who chose and then wrote something means what they wrote: a choice cannot be taken away
    const text = values["text"]?.["text"]?.value?.trim() || chosen;
    if (text === "") return { errors: { text: snooze.nothing } };
    const when = whenMeant(ctx, text);
    if (when?.kind === "at") return { args: text };
    return { errors: { text: when ? snooze[when.kind] : snooze.unclear } };
  },
};

export const snooze = chatCommand<string>({
  name: "snooze",
  aliases: ["後で", "あとで", "後回し", "スヌーズ", "延期"],
  who: "member",
  without: { reaction: "a reaction cannot say until when" },
  touches: "state",
  read: (text) => text.trim() || undefined,
  form,
  async run(office, { actor, chat, args }): Promise<Answer> {
    const when = whenMeant(office.ctx, args);
    if (!when) return refuse({ kind: "timeUnclear", text: args.slice(0, 50) });
    if (when.kind === "past") return refuse({ kind: "timePast" });
    if (when.kind === "far") return refuse({ kind: "timeFar" });
    return changed(office, actor, await snoozeChat(office.ctx, actor, chat.id, when.at));
  },
});
