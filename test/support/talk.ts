/** One customer and the thread that their words opened: what most stories about answers begin with. */
import type { Customer } from "../../src/sandbox/line/types.ts";
import type { Ephemeral, Message, SaidMessage, SayOptions, Staff } from "../../src/sandbox/slack/types.ts";
import { type Stage, until } from "./stage.ts";

export interface Talk {
  customer: Customer;
  card: Message;
  /** The chat's, as the card tells it. */
  number: number;
  /** Words of this member in the thread. */
  say: (staff: Staff, text: string, options?: Omit<SayOptions, "thread_ts">) => Promise<SaidMessage>;
  /** What the account has said to the customer, oldest first. */
  received: () => string[];
  /** Waits until the customer has received so many messages. */
  arrived: (count?: number) => Promise<string[]>;
  /** Waits for a post of the app in the thread that says this. */
  told: (words: string) => Promise<Message>;
  /** Everything in the thread, as text. */
  thread: () => Promise<string[]>;
  /** Waits for the private question to this member that says this. */
  asked: (staff: Staff, words: string) => Promise<Ephemeral>;
  /** The reactions on a message, by name. */
  marks: (said: { ts: string }) => Promise<string[]>;
  /** Waits until a message carries a mark. */
  marked: (said: { ts: string }, mark: string) => Promise<string[]>;
  /** The head card as it stands now. */
  status: () => Promise<string>;
}

const MINUTE = 60_000;

export interface TalkOptions {
  words?: string;
  /** The reply token can still be used; else the customer wrote 20 minutes ago and only a push is left. */
  fresh?: boolean;
  /** When the customer wrote, in minutes before now. */
  minutesAgo?: number;
}

export async function openTalk(stage: Stage, name: string, options: TalkOptions = {}): Promise<Talk> {
  const { line, slack, channel } = stage;
  const { words = "Hello?", fresh = false, minutesAgo = fresh ? 1 : 20 } = options;
  const customer = line.customer({ name });
  await customer.write(words, { timestamp: stage.clock.now().getTime() - minutesAgo * MINUTE });
  const card = await cardOf(stage, customer);
  await stage.inThread(card, words);
  return talkIn(stage, customer, card, channel, slack);
}

function talkIn(stage: Stage, customer: Customer, card: Message, channel: string, slack: Stage["slack"]): Talk {
  const marks = async ({ ts }: { ts: string }): Promise<string[]> =>
    (await slack.reactions(channel, ts)).map(({ name }) => name);
  return {
    customer,
    card,
    number: Number(/#(\d+)/.exec(card.text)?.[1]),
    say: (staff, text, more = {}) => staff.say(channel, text, { ...more, thread_ts: card.ts }),
    received: () => stage.received(customer),
    arrived: (count = 1) => arrivedAt(stage, customer, count),
    told: (words) => stage.inThread(card, words),
    thread: async () => (await slack.thread(channel, card.ts)).map(({ text }) => text),
    asked: (staff, words) =>
      until(`a private question "${words}"`, () =>
        slack.ephemerals.findLast(
          (each) => each.user === staff.userId && each.thread_ts === card.ts && each.text.includes(words),
        ),
      ),
    marks,
    marked: (said, mark) =>
      until(`the mark ${mark}`, async () => {
        const shown = await marks(said);
        return shown.includes(mark) ? shown : undefined;
      }),
    status: async () => JSON.stringify((await slack.message(channel, card.ts))?.blocks ?? []),
  };
}

/** Waits for the head card of this customer; nobody else has the name. */
export const cardOf = (stage: Stage, { name }: Customer): Promise<Message> =>
  until(`the card of ${name}`, async () => (await stage.cards()).find((each) => each.text.startsWith(`${name} `)));

/** Waits until this customer has received so many messages. */
export const arrivedAt = (stage: Stage, customer: Customer, count: number): Promise<string[]> =>
  until(`${count} messages for ${customer.name}`, () => {
    const received = stage.received(customer);
    return received.length >= count ? received : undefined;
  });

/** What LINE takes as a quote of the latest message with these words. */
export async function quoteTokenOf({ db }: Stage, words: string): Promise<string | null> {
  const row = await db.message.findFirst({ where: { search: words.toLowerCase() }, orderBy: { at: "desc" } });
  return row?.quoteToken ?? null;
}

/** The requests by which the account spoke to customers. */
export function sends(stage: Stage): { path: string; texts: string[]; key: string | undefined }[] {
  return stage.line.calls
    .filter(({ method, path }) => method === "POST" && path.startsWith("/v2/bot/message/"))
    .map(({ path, body, headers }) => ({
      path: path.replace("/v2/bot/message/", ""),
      texts: (body as { messages: { text: string }[] }).messages.map(({ text }) => text),
      key: headers.retryKey,
    }));
}
