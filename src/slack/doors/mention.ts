/** `@Threadline tag VIP`, `／ｌｉｎｅ tag VIP`: a command in words, in a thread where the chat is known or anywhere else. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import { once } from "../../bridge/staff/once.ts";
import { chatOfPlace } from "../../bridge/staff/which-chat.ts";
import { afterOwnCommand } from "../../core/text.ts";
import { type Answer, type Office, refuse, say } from "../commands/command.ts";
import { give, type Line, opensModal, readLine } from "./order.ts";
import { PICK, pickValue } from "./pick.ts";
import { sentence, whisperable } from "./show.ts";
import { answerLater, noteFailure } from "./timely.ts";

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
const Event = z.looseObject({
  channel: z.string(),
  subtype: z.string().optional(),
  message: z.unknown().optional(),
  previous_message: z.unknown().optional(),
});
const Changed = z.looseObject({ edited: z.object({}) });
const Before = z.looseObject({ text: z.string() });

const WRITTEN = new Set([undefined, "file_share", "thread_broadcast"]);

/** Undefined: nobody calls us by it. */
export function readMention(event: unknown, bots: readonly string[]): Mention | undefined {
  const head = Event.safeParse(event);
  if (!head.success) return undefined;
  const edited = head.data.subtype === "message_changed";
  const read = Message.safeParse(edited ? head.data.message : event);
  if (!read.success || read.data.bot_id || read.data.app_id || !WRITTEN.has(read.data.subtype)) return undefined;
  const { user, ts, thread_ts: threadTs, text } = read.data;
  // Slack changes messages by itself, too: unfurled links, broadcasts
  if (edited && !(Changed.safeParse(read.data).success && textBefore(head.data.previous_message) !== text))
    return undefined;
  const after = afterMention(text, bots) ?? afterOwnCommand(text);
  return after === undefined ? undefined : { user, channel: head.data.channel, ts, threadTs, text: after, edited };
}

const textBefore = (previous: unknown): string | undefined => Before.safeParse(previous).data?.text;

const CALL = /<@([A-Z0-9]+)(?:\|[^>]*)?>/g;
/** A line of a list or a quote, as Slack writes them in text. */
const ITEM = /^\s*(?:[•◦▪▫‣–-]|\d+[.)]|[a-z][.)]|&gt;|>)\s/iu;

/** What stands behind the first call; of a list or quote only its line, for the next line is another item. */
function afterMention(text: string, bots: readonly string[]): string | undefined {
  const ours = (id: string | undefined): boolean => bots.includes(id ?? "");
  const found = [...text.matchAll(CALL)].find(([, id]) => ours(id));
  if (!found) return undefined;
  const after = text.slice(found.index + found[0].length);
  const line = text.slice(text.lastIndexOf("\n", found.index) + 1);
  const meant = ITEM.test(line) ? (after.split("\n")[0] ?? "") : after;
  const said = meant.replaceAll(CALL, (call, id: string) => (ours(id) ? "" : call)).trim();
  // a mark of bold or italics right before the call ends behind the words
  const mark = /[*_~`]$/.exec(text.slice(0, found.index))?.[0];
  return unmarked(mark && said.endsWith(mark) ? said.slice(0, -1) : said);
}

/** Without the marks of bold, italics or code around all of it. */
function unmarked(text: string): string {
  const [, , inside] = /^(```|[`*_~])([^`*~]+)\1$/s.exec(text) ?? [];
  return inside === undefined ? text : inside.trim();
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
  const answer =
    line.kind === "command" && opensModal(line)
      ? offer(office, line)
      : await give(office, line, { userId: user, door: "thread", channel }).catch((cause: unknown) => {
          noteFailure(office, cause);
          return say(words.office.door.failed);
        });
  await slack.whisper(place, user, whisperable(words, answer));
}

/** A mention brings no trigger: what would open a modal is offered as a button that does. */
function offer({ words }: Office, { command, text, chat }: Extract<Line, { kind: "command" }>): Answer {
  const { commands, modal } = words.office;
  const { name } = command;
  const value = pickValue({ command: name, text, chat, door: "thread" });
  if (value === undefined) return refuse({ kind: "textTooLong", most: 1_000 });
  const button: KnownBlock = {
    type: "actions",
    elements: [{ type: "button", action_id: `${PICK}open`, text: { type: "plain_text", text: modal.open }, value }],
  };
  return say(commands[name].button, [sentence(commands[name].summary), button]);
}

/** The event is answered in time, whatever Slack takes for the private answer. */
export function hearMention(office: Office, mention: Mention): Promise<void> {
  return answerLater(office, {
    work: obeyMention(office, mention).then(() => undefined),
    ack: () => Promise.resolve(),
    late: () => Promise.resolve(),
    failed: () => undefined,
  });
}
