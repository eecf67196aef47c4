/** `@Threadline tag VIP`: a command in words, in a thread where the chat is known or anywhere else. */
import { z } from "zod";

import { once } from "../../bridge/staff/once.ts";
import { chatOfPlace } from "../../bridge/staff/which-chat.ts";
import type { Office } from "../commands/command.ts";
import { give, opensModal, PICK, readLine } from "./order.ts";
import { sentence, whisperable } from "./show.ts";
import { answerLater } from "./timely.ts";

export interface Mention {
  user: string;
  channel: string;
  ts: string;
  threadTs: string | undefined;
  /** What stands behind the mention. */
  text: string;
  edited: boolean;
}

const Message = z.looseObject({
  ts: z.string(),
  user: z.string(),
  text: z.string(),
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
});
const Event = z.looseObject({ channel: z.string(), subtype: z.string().optional(), message: z.unknown().optional() });

const WRITTEN = new Set([undefined, "file_share", "thread_broadcast"]);

/** Undefined: nobody calls us by it. */
export function readMention(event: unknown, bots: readonly string[]): Mention | undefined {
  const head = Event.safeParse(event);
  if (!head.success) return undefined;
  const edited = head.data.subtype === "message_changed";
  const read = Message.safeParse(edited ? head.data.message : event);
  if (!read.success || read.data.bot_id || read.data.app_id || !WRITTEN.has(read.data.subtype)) return undefined;
  const { user, ts, thread_ts: threadTs, text } = read.data;
  const after = afterMention(text, bots);
  return after === undefined ? undefined : { user, channel: head.data.channel, ts, threadTs, text: after, edited };
}

function afterMention(text: string, bots: readonly string[]): string | undefined {
  const found = [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].find(([, id]) => bots.includes(id ?? ""));
  return found && text.slice(found.index + found[0].length);
}

export async function obeyMention(office: Office, mention: Mention): Promise<void> {
  const { ctx, slack, words } = office;
  const { user, channel, ts, threadTs, text } = mention;
  const key = `order:${channel}:${ts}${mention.edited ? ":edited" : ""}`;
  if (!(await once(ctx, key, "order"))) return;
  const place = { channel, threadTs };
  if (mention.edited) return slack.whisper(place, user, { text: words.office.refusal({ kind: "editedCommand" }) });
  const inChat = threadTs === undefined ? undefined : await chatOfPlace(ctx, { channel, ts: threadTs, threadTs });
  const line = readLine(text, inChat);
  // a mention brings no trigger: what would open a modal is offered as a button that does
  if (line.kind === "command" && opensModal(line)) {
    const { office: said } = words;
    const value = JSON.stringify({ command: line.command.name, text: line.text, chat: inChat });
    return slack.whisper(place, user, {
      text: said.commands[line.command.name].button,
      blocks: [
        sentence(said.commands[line.command.name].summary),
        {
          type: "actions",
          elements: [
            {
              type: "button",
              action_id: `${PICK}open`,
              text: { type: "plain_text", text: said.modal.open },
              value: value.slice(0, 2_000),
            },
          ],
        },
      ],
    });
  }
  const answer = await give(office, line, { userId: user, door: "thread", channel });
  await slack.whisper(place, user, whisperable(words, answer));
}

/** The event is answered in time, whatever Slack takes for the private answer. */
export function hearMention(office: Office, mention: Mention): Promise<void> {
  return answerLater(office, {
    work: obeyMention(office, mention).then(() => undefined),
    ack: () => Promise.resolve(),
    late: () => Promise.resolve(),
  });
}
