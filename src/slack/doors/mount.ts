/** The doors of staff: typed commands, shortcuts, presses and modals. */
import type { App } from "@slack/bolt";
import { z } from "zod";

import { chatOfPlace } from "../../bridge/staff/which-chat.ts";
import { mountBoards } from "../boards/mount.ts";
import { type Office, refuse } from "../commands/command.ts";
import { sticker } from "../commands/sticker.ts";
import { mountHome } from "../home/mount.ts";
import { mountForward } from "./forward.ts";
import { mountKeepNote } from "./keep-note.ts";
import { manageView } from "./manage.ts";
import { give, type Line, opensModal, readLine } from "./order.ts";
import { mountPresses } from "./press.ts";
import { mountQuote } from "./quote.ts";
import { mountReply } from "./reply.ts";
import { whisperable } from "./show.ts";
import type { Private } from "./slack.ts";
import { mountSubmissions } from "./submit.ts";
import { mountSure } from "./sure.ts";
import { answerLater, answerTo, opening, tellFailure } from "./timely.ts";
import { whichView } from "./which.ts";

/** As in manifest.yml. */
export const SLASH = "/line";
export const SHORTCUTS = {
  manage: "manage_chat",
  keep: "keep_note",
  forward: "forward_message",
  quote: "reply_to_message",
  sticker: "send_sticker",
  find: "find_chat",
} as const;

export function mountDoors(app: App, office: Office): void {
  app.command(SLASH, async ({ command, ack, respond }) => {
    const line = readLine(command.text, undefined);
    const from = { userId: command.user_id, door: "slash" as const, channel: command.channel_id };
    await answerLater(office, {
      work: work(),
      ack: (said) => (said ? ack({ response_type: "ephemeral", ...said }) : ack()),
      late: (said) => answerTo(office, respond, { replace_original: false, ...said }),
      failed: tellFailure(office),
    });
    async function work(): Promise<Private | undefined> {
      if (opensModal(line)) return opening(office, command.trigger_id, "open", () => give(office, line, from));
      return whisperable(office.words, await give(office, line, from));
    }
  });

  app.shortcut(SHORTCUTS.manage, async ({ ack, shortcut, respond }) => {
    const work = opening(office, shortcut.trigger_id, "open", async () => {
      const chat = await chatOf(shortcut);
      if (chat === undefined) return refuse({ kind: "notAThread" });
      return manageView(office, { userId: shortcut.user.id, chat, door: "shortcut" });
    });
    const say = (said: Private): Promise<void> => answerTo(office, respond, said);
    await answerLater<Private>(office, {
      work,
      ack: async (said) => {
        await ack();
        if (said) await say(said);
      },
      late: say,
      failed: tellFailure(office),
    });
  });

  app.shortcut(SHORTCUTS.sticker, async ({ ack, shortcut }) => {
    const work = opening(office, shortcut.trigger_id, "open", async () => {
      const chat = await chatOf(shortcut);
      if (chat === undefined) return refuse({ kind: "notAThread" });
      const line: Line = { kind: "command", command: sticker, text: "", chat };
      return give(office, line, { userId: shortcut.user.id, door: "shortcut", channel: undefined });
    });
    await answerLater(office, { work, ack: () => ack(), late: () => Promise.resolve(), failed: () => undefined });
  });

  async function chatOf(shortcut: object): Promise<number | undefined> {
    const read = OnMessage.safeParse(shortcut);
    if (!read.success) return undefined;
    const { channel, message } = read.data;
    return chatOfPlace(office.ctx, { channel: channel.id, ts: message.ts, threadTs: message.thread_ts });
  }

  app.shortcut(SHORTCUTS.find, async ({ ack, shortcut }) => {
    const work = opening(office, shortcut.trigger_id, "open", () => Promise.resolve(whichView(office, "manage", "")));
    // a shortcut from nowhere leaves no place for words: who sees no window tries again
    const failed = (): undefined => undefined;
    await answerLater(office, { work, ack: () => ack(), late: () => Promise.resolve(), failed });
  });

  mountKeepNote(app, SHORTCUTS.keep, office);
  mountForward(app, SHORTCUTS.forward, office);
  mountQuote(app, SHORTCUTS.quote, office);
  mountBoards(app, office);
  mountReply(app, office);
  mountPresses(app, office);
  mountSubmissions(app, office);
  mountHome(app, office);
  mountSure(app, office);
}

const OnMessage = z.looseObject({
  channel: z.looseObject({ id: z.string() }),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }),
});
