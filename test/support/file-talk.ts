/** A customer to whom files are sent: what most stories about files begin with. */
import type { LineMessage } from "../../src/sandbox/line/types.ts";
import type { SaidMessage, SayOptions, Staff, StaffFile } from "../../src/sandbox/slack/types.ts";
import { type Stage, until } from "./stage.ts";
import { openTalk, type Talk, type TalkOptions } from "./talk.ts";

export interface FileTalk extends Talk {
  upload: (files: StaffFile[], text?: string, options?: SayOptions) => Promise<SaidMessage>;
  /** What the account has sent to the customer, once there is so much of it. */
  onPhone: (count: number) => Promise<LineMessage[]>;
  /** How many messages went with each push. */
  pushes: () => number[];
  /** The kinds of what is on the phone now, texts as they are. */
  shown: () => unknown[];
  /** Presses a button under the question that says this. */
  press: (words: string, choice: string) => Promise<unknown>;
}

export async function openFileTalk(stage: Stage, staff: Staff, name: string, options?: TalkOptions): Promise<FileTalk> {
  const talk = await openTalk(stage, name, options);
  const { line, channel } = stage;
  const sent = (): LineMessage[] =>
    line.phone(talk.customer).flatMap(({ from, message }) => (from === "account" ? [message] : []));
  return {
    ...talk,
    upload: (files, text = "", more = {}) => staff.upload(channel, files, { ...more, thread_ts: talk.card.ts, text }),
    onPhone: (count) =>
      until(`${count} messages on the phone of ${name}`, () => (sent().length >= count ? sent() : undefined)),
    pushes: () =>
      line.calls.flatMap(({ path, body }) => {
        if (!path.endsWith("/message/push")) return [];
        const { to, messages } = body as { to: string; messages: unknown[] };
        return to === talk.customer.userId ? [messages.length] : [];
      }),
    shown: () => sent().map((message) => message["text"] ?? message.type),
    press: async (words, choice) => staff.click({ channel, ts: (await talk.told(words)).ts }, `choice:${choice}`),
  };
}

/** The ids that Slack gave to the files of a message. */
export const fileIds = ({ event }: SaidMessage): string[] =>
  ((event["files"] ?? []) as { id: string }[]).map(({ id }) => id);
