/** Rules of automatic replies, and hours around the present, for stories. */
import { AutoBody, type Trigger } from "../../src/core/auto-rule.ts";
import type { Customer } from "../../src/sandbox/line/types.ts";
import type { Stage } from "./stage.ts";

/** The account as it is when the app starts: with hours that begin in three hours and last for five, every day. */
export async function openAccount(stage: Stage, settings: object = {}): Promise<number> {
  const data = { botUserId: stage.line.botUserId, name: "default", deskChannel: stage.channel, settings };
  return (await stage.db.account.create({ data })).id;
}

export function closedNow(stage: Stage): object {
  const minute = Math.floor(stage.clock.now().getTime() / 60_000) % 1440;
  const from = (minute + 180) % 1440;
  return {
    zone: "UTC",
    week: Array.from({ length: 7 }, () => [{ from, to: from + 300 }]),
    holidays: "ignore",
    exceptions: [],
  };
}

let position = 0;

export async function makeRule(
  stage: Pick<Stage, "db">,
  trigger: Trigger,
  { name = trigger, ...body }: { name?: string } & Partial<AutoBody>,
): Promise<number> {
  const account = await stage.db.account.findFirstOrThrow();
  const whole = AutoBody.parse({ messages: [{ text: "?", buttons: [] }], ...body });
  position += 1;
  const data = { accountId: account.id, position, name, trigger, body: whole };
  return (await stage.db.autoReply.create({ data })).id;
}

export const dropRules = (stage: Stage): Promise<unknown> => stage.db.autoReply.deleteMany();

/** What the machine told this person, whole. */
export const heardBy = (stage: Pick<Stage, "line">, customer: Customer): Record<string, unknown>[] =>
  stage.line.phone(customer).flatMap((each) => (each.from === "account" ? [each.message as never] : []));

export const text = (words: string): { text: string; buttons: never[] } => ({ text: words, buttons: [] });
