/**
 * Reactions as orders: on the head card or a customer's words, one says done and one says "I take it". Taking it away takes
 * back what it did. Slack may tell of both twice, late, and the one before the other: what came last counts, whatever is
 * heard last.
 */
import { z } from "zod";

import { actorOf } from "../../bridge/staff/actor.ts";
import { isLatest, noteReaction } from "../../bridge/staff/once.ts";
import { takeBackAct } from "../../bridge/staff/take-back.ts";
import { chatOfCustomerWords } from "../../bridge/staff/which-chat.ts";
import { timeOfTs } from "../../core/ids.ts";
import { type Answer, type Office, refuse, say } from "../commands/command.ts";
import { commandNamed } from "../commands/index.ts";
import { give } from "./order.ts";
import { spoken } from "./show.ts";
import { answerLater } from "./timely.ts";

export interface Reacted {
  eventId: string;
  added: boolean;
  user: string;
  emoji: string;
  channel: string;
  ts: string;
  at: Date;
  /** As far as Slack says it, the message is a post of ours. */
  ours: boolean;
}

const Event = z.looseObject({
  type: z.enum(["reaction_added", "reaction_removed"]),
  user: z.string(),
  reaction: z.string(),
  item: z.looseObject({ type: z.literal("message"), channel: z.string(), ts: z.string() }),
  item_user: z.string().optional(),
  event_ts: z.string().regex(/^\d{1,12}\.\d{6}$/),
});

/** Undefined: not by a person, or not on a message. Our own marks are reactions, too. */
export function readReacted(event: unknown, eventId: string, bots: readonly string[]): Reacted | undefined {
  const read = Event.safeParse(event);
  if (!read.success || bots.includes(read.data.user)) return undefined;
  const { type, user, reaction, item, item_user: writer, event_ts: at } = read.data;
  const ours = writer === undefined || bots.includes(writer);
  // a hand of another colour is the same hand
  const emoji = reaction.replace(/::skin-tone-\d$/, "");
  const { channel, ts } = item;
  return { eventId, added: type === "reaction_added", user, emoji, channel, ts, at: timeOfTs(at), ours };
}

interface Order {
  command: "done" | "assign";
  text: string;
  what: "done" | "assigned";
}

function orderOf({ reactions }: Office, emoji: string): Order | undefined {
  if (emoji === reactions.done) return { command: "done", text: "", what: "done" };
  return emoji === reactions.assign ? { command: "assign", text: "me", what: "assigned" } : undefined;
}

/** The event is answered in time, however long it takes. */
export function hearReaction(office: Office, reacted: Reacted): Promise<void> {
  const nothing = (): Promise<void> => Promise.resolve();
  const work = obeyReaction(office, reacted).then(() => undefined);
  return answerLater(office, { work, ack: nothing, late: nothing });
}

async function obeyReaction(office: Office, reacted: Reacted): Promise<void> {
  const { ctx } = office;
  const { channel, ts, user, emoji, added, at } = reacted;
  // 1. an order, about a chat, that is news
  const order = orderOf(office, emoji);
  const chat = order && (await chatOfCustomerWords(ctx, reacted));
  if (!order || !chat) return;
  const by = `reaction:${channel}:${ts}:${emoji}`;
  if (!(await noteReaction(ctx, { eventId: reacted.eventId, key: `${by}:${user}`, at }))) return;
  // 2. carried out, or taken back
  const carry = { order, chat: chat.id, by };
  const answer = added ? await obey(office, reacted, carry) : await takeBack(office, reacted, carry);
  // taken away while it was carried out: whoever heard of that found nothing to take back yet
  if (added && !(await isLatest(ctx, `${by}:${user}`, at))) await takeBack(office, reacted, carry);
  // 3. what was done stands in the thread; why nothing was done is said to this person alone
  if (answer.kind !== "refused" || answer.refusal.kind === "nothingToDo") return;
  const said = spoken(office.words, answer);
  await office.slack
    .whisper({ channel, threadTs: chat.threadTs ?? undefined }, user, said)
    .catch((cause: unknown) => ctx.log.debug({ err: cause }, "a refusal could not be said"));
}

interface Carry {
  order: Order;
  chat: number;
  by: string;
}

async function obey(office: Office, { user, channel }: Reacted, { order, chat, by }: Carry): Promise<Answer> {
  const command = commandNamed(order.command);
  if (!command) return refuse({ kind: "unknownCommand", word: order.command, near: [] });
  return give(
    office,
    { kind: "command", command, text: order.text, chat },
    { userId: user, door: "reaction", channel, by },
  );
}

async function takeBack({ ctx, words }: Office, { user }: Reacted, { order, chat, by }: Carry): Promise<Answer> {
  const asked = await actorOf(ctx, user);
  if (asked.kind === "refused") return refuse(asked.refusal);
  const { actor } = asked;
  const result = await takeBackAct(ctx, actor, chat, { what: order.what, by });
  return result.kind === "refused" ? refuse(result.refusal) : say(words.office.act(actor.name, result.act));
}
