/** "Keep as note" on a message: the form of a note, filled with the words of the message. */
import type { App } from "@slack/bolt";
import { z } from "zod";

import { actorOf } from "../../bridge/staff/actor.ts";
import { chatOfPlace, findChat } from "../../bridge/staff/which-chat.ts";
import { uncomment } from "../../core/text.ts";
import { PlatformError } from "../../errors.ts";
import { type Answer, type Office, refuse } from "../commands/command.ts";
import { commandNamed } from "../commands/index.ts";
import { NO_NAMES, plainTextOf } from "../mrkdwn.ts";
import { formView } from "./form.ts";
import type { Private } from "./slack.ts";
import { answerLater, answerTo, opening, tellFailure } from "./timely.ts";

const OnMessage = z.looseObject({
  channel: z.looseObject({ id: z.string() }),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }),
});

export function mountKeepNote(app: App, callbackId: string, office: Office): void {
  app.shortcut(callbackId, async ({ ack, shortcut, respond }) => {
    const say = (said: Private): Promise<void> => answerTo(office, respond, said);
    await answerLater<Private>(office, {
      work: opening(office, shortcut.trigger_id, "open", () => keep(office, shortcut.user.id, shortcut)),
      ack: async (said) => {
        await ack();
        if (said) await say(said);
      },
      late: say,
      failed: tellFailure(office),
    });
  });
}

async function keep(office: Office, userId: string, shortcut: object): Promise<Answer> {
  const { ctx } = office;
  const command = commandNamed("note");
  const read = OnMessage.safeParse(shortcut);
  if (!read.success || command?.about !== "chat") return refuse({ kind: "notAThread" });
  // 1. which chat, and may they
  const { channel, message } = read.data;
  const place = { channel: channel.id, ts: message.ts, threadTs: message.thread_ts };
  const chat = await chatOfPlace(ctx, place);
  if (chat === undefined) return refuse({ kind: "notAThread" });
  const asked = await actorOf(ctx, userId);
  if (asked.kind === "refused") return refuse(asked.refusal);
  const which = await findChat(ctx, asked.actor, chat);
  if (which.kind !== "one") return refuse({ kind: "chatNotFound", chat: String(chat) });
  // 2. its words, without what made them a comment
  const begin = uncomment(await wordsOf(office, message)).trim();
  return formView(office, command, {
    actor: asked.actor,
    chat: which.chat,
    door: "shortcut",
    channel: channel.id,
    args: undefined,
    begin,
  });
}

/** With the names of whom they mention, or without them where Slack does not tell. */
async function wordsOf({ ctx }: Office, message: object): Promise<string> {
  try {
    return await ctx.desk.words(message);
  } catch (cause) {
    if (cause instanceof PlatformError) return plainTextOf(message, NO_NAMES);
    throw cause;
  }
}
