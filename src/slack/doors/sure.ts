/** "Send anyway": the press that answers what was asked before words went out. */
import type { App } from "@slack/bolt";
import { z } from "zod";

import { actorOf } from "../../bridge/staff/actor.ts";
import { findChat } from "../../bridge/staff/which-chat.ts";
import { Parts } from "../../core/message.ts";
import { type Answer, type Office, refuse } from "../commands/command.ts";
import { sent, SURE } from "../commands/send.ts";
import { parseJson, readPress } from "./press.ts";
import { saying, whisperable } from "./show.ts";
import { answerLater, answerTo } from "./timely.ts";

const Asked = z.object({
  chat: z.number(),
  parts: Parts,
  quotes: z.string().optional(),
  key: z.string(),
  from: z.number().optional(),
});

export function mountSure(app: App, office: Office): void {
  app.action(SURE, async ({ ack, body, respond }) => {
    const press = readPress(body);
    const asked = Asked.safeParse(parseJson(press?.value));
    if (!press || !asked.success) return ack();
    const { view } = press;
    const tell = async (answer: Answer): Promise<void> => {
      const said = whisperable(office.words, answer);
      if (view) await office.slack.update(view.id, saying(office.words, office.words.office.modal.done, said));
      else await answerTo(office, respond, { replace_original: true, ...said });
    };
    await answerLater(office, {
      work: give(office, press.user, asked.data),
      ack: async (answer) => {
        await ack();
        if (answer) await tell(answer);
      },
      late: tell,
    });
  });
}

async function give(office: Office, userId: string, asked: z.infer<typeof Asked>): Promise<Answer> {
  const { chat, parts, quotes, key, from } = asked;
  const who = await actorOf(office.ctx, userId);
  if (who.kind === "refused") return refuse(who.refusal);
  const which = await findChat(office.ctx, who.actor, chat);
  if (which.kind !== "one") return refuse({ kind: "chatNotFound", chat: String(chat) });
  const by = { actor: who.actor, once: key, ...(from === undefined ? {} : { forwardedFrom: from }) };
  return sent(office, by, which.chat, { parts, quotes });
}
