/** Several chats of the same customer's name, each with its thread, and what is stored of a chat with ids and times taken out. */
import type { Customer } from "../../src/sandbox/line/types.ts";
import { type Stage, until } from "./stage.ts";

export interface OpenChat {
  number: number;
  customer: Customer;
  channel: string;
  /** The head card and the customer's words in Slack. */
  card: string;
  words: string;
}

const MINUTE = 60_000;

export async function openChats(stage: Stage, name: string, count: number): Promise<OpenChat[]> {
  const customers = Array.from({ length: count }, () => stage.line.customer({ name }));
  const timestamp = stage.clock.now().getTime() - 20 * MINUTE;
  await Promise.all(customers.map((customer) => customer.write("Hello?", { timestamp })));
  const chats: OpenChat[] = [];
  for (const customer of customers)
    chats.push(await until(`the thread of ${customer.userId}`, () => openChat(stage, customer)));
  return chats;
}

async function openChat({ db }: Stage, customer: Customer): Promise<OpenChat | undefined> {
  const chat = await db.conversation.findFirst({
    where: { lineId: customer.userId },
    include: { threads: true, messages: true },
  });
  const [thread] = chat?.threads ?? [];
  const [message] = chat?.messages ?? [];
  if (!chat || !thread?.ts || !message?.deskTs) return undefined;
  return { number: chat.id, customer, channel: thread.channel, card: thread.ts, words: message.deskTs };
}

/** What staff's work leaves behind, so that two chats can be compared. */
export async function stateOf({ db }: Stage, number: number): Promise<unknown> {
  const chat = await db.conversation.findUnique({
    where: { id: number },
    include: {
      tags: { include: { tag: true } },
      notes: { orderBy: { at: "asc" } },
      messages: { orderBy: { at: "asc" } },
    },
  });
  const acts = await db.audit.findMany({ where: { conversationId: number }, orderBy: { id: "asc" } });
  const said = await db.delivery.findMany({
    where: { conversationId: number, kind: { in: ["notice", "send", "reply", "push"] } },
    orderBy: { id: "asc" },
  });
  return timeless({
    chat: chat && {
      ...pick(chat, ["status", "doneAt", "waitingSince", "answeredUntil", "assigneeId", "staffName", "snoozedUntil"]),
      ...pick(chat, ["muted", "mutedAt", "manual", "manualUntil", "threadId", "search"]),
    },
    tags: chat?.tags.map(({ tag }) => tag.name).toSorted(),
    notes: chat?.notes.map(({ text, authorName }) => ({ text, authorName })),
    // a command in the thread is a message that stays inside; it is how it was said, not what it did
    messages: chat?.messages
      .filter(({ state }) => state !== "internal")
      .map(({ author, state, parts, staffId }) => ({ author, state, parts, staffId })),
    acts: acts.map(({ actor, act, detail }) => ({ actor, act, detail: withoutDoor(detail) })),
    said: said.map(({ kind, payload }) => ({ kind, payload })),
  });
}

/** By which means somebody did it is part of the audit, and not of what was done. */
const withoutDoor = (detail: unknown): unknown => {
  const { by: _by, ...rest } = (detail ?? {}) as Record<string, unknown>;
  return rest;
};

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

const TIME = /\b\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const NUMBER = /#\d+\b/g;

export const timeless = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null)
      .replaceAll(TIME, "TIME")
      .replaceAll(UUID, "ID")
      .replaceAll(NUMBER, "#N"),
  );
