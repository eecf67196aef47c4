/** A customer who asked something, and its thread: what most stories about what customers send begin with. */
import type { Customer, SentEvent } from "../../src/sandbox/line/types.ts";
import type { Message } from "../../src/sandbox/slack/types.ts";
import type { Stage } from "./stage.ts";

export interface Asked {
  customer: Customer;
  card: Message;
  /** The words that opened the thread. */
  first: SentEvent;
}

/** Of one name there may be several. */
export async function askedBy(stage: Stage, name: string): Promise<Asked> {
  const known = (await stage.cards()).length;
  const customer = stage.line.customer({ name });
  const first = await customer.write(`${name} asks`, { timestamp: Date.now() - 9_000 });
  const card = await stage.card(known + 1);
  await stage.quiet();
  return { customer, card, first };
}

/** What stands in the thread below the first words. */
export const below = async ({ slack, channel }: Stage, card: Message): Promise<Message[]> =>
  (await slack.thread(channel, card.ts)).slice(2);

/** What is in the files of a post. */
export async function bytesIn({ slack }: Stage, message: Message | undefined): Promise<string[]> {
  const found: string[] = [];
  for (const file of message?.files ?? []) {
    const { bytes } = (await slack.file(String(file["id"]))) ?? {};
    found.push(Buffer.from(bytes ?? []).toString());
  }
  return found;
}
