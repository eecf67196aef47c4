import { afterAll, beforeAll, expect, it } from "vitest";

import type { Message } from "../../../src/sandbox/slack/types.ts";
import { askedBy } from "../../support/asked.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => closeSpotless(stage));

const nowOf = async (card: Message): Promise<Message> => (await stage.slack.message(stage.channel, card.ts)) ?? card;
const threadOf = async (card: Message): Promise<Message[]> => stage.slack.thread(stage.channel, card.ts);

it("a customer who blocks the account is noted in the thread and on the card, and so is the return", async () => {
  const { customer, card } = await askedBy(stage, "Kaze");

  await customer.unfollow();
  await stage.inThread(card, "Replies will not arrive");
  await stage.quiet();
  const blocked = seen(await nowOf(card)).at(-1);
  await customer.unblock();
  await stage.inThread(card, "unblocked the account");
  await stage.quiet();

  expect(blocked).toContain("blocked or left");
  expect(seen(await nowOf(card)).at(-1)).not.toContain("blocked or left");
});

it("words while another tool holds the chat are stored and shown, and no answer goes", async () => {
  const { customer, card } = await askedBy(stage, "Standby");

  await customer.write("to the other tool", { mode: "standby" });
  await stage.inThread(card, "to the other tool");
  const aki = await stage.staff();
  await aki.say(stage.channel, "from us", { thread_ts: card.ts });
  await stage.inThread(card, "another LINE tool holds this chat");

  const row = await stage.db.message.findFirstOrThrow({ where: { reason: "standby" } });
  expect(row.state).toBe("received");
  expect(stage.received(customer)).toEqual([]);
});

it("an unsent message is noted, and its words leave the card", async () => {
  const { customer, card, first } = await askedBy(stage, "Oops");

  await customer.unsend(first.messageId ?? "");
  await stage.inThread(card, "unsent a message");
  const without = await until("a card without the words", async () => {
    const now = await nowOf(card);
    return [...seen(now), now.text].some((each) => each.includes("Oops asks")) ? undefined : now;
  });

  expect(await stage.db.message.findFirst({ where: { originKey: { endsWith: `:${first.messageId}` } } })).toMatchObject(
    {
      state: "unsent",
    },
  );
  expect(without.text).toContain("Oops");
});

it("a message that is unsent before it was posted is not posted", async () => {
  const { customer, card } = await askedBy(stage, "Quick");
  // Slack takes nothing for a while, so the words wait
  stage.slack.setFault((call, phase) =>
    phase === "before" && call.method === "chat.postMessage"
      ? { kind: "answer", status: 429, headers: { "retry-after": "2" } }
      : undefined,
  );
  await customer.write("this waits");
  const regretted = await customer.write("my card number is 4111");
  await customer.write("sorry, wrong chat");
  await customer.unsend(regretted.messageId ?? "");
  stage.slack.setFault(undefined);

  await stage.inThread(card, "sorry, wrong chat");
  await stage.inThread(card, "unsent a message");
  await stage.quiet();

  const words = (await threadOf(card)).flatMap(seen);
  expect(words).toContain("this waits");
  expect(words.some((each) => each.includes("4111"))).toBe(false);
});

it("a message and its unsending in one POST: nothing of it is posted", async () => {
  const { customer, card } = await askedBy(stage, "Both");
  const sent = await customer.write("never mind", { deliver: false });
  const unsent = await customer.unsend(sent.messageId ?? "", { deliver: false });

  await stage.line.deliver([sent, unsent]);
  await stage.inThread(card, "unsent a message");
  await stage.quiet();

  expect((await threadOf(card)).some((each) => each.text.includes("never mind"))).toBe(false);
  expect(seen(await nowOf(card)).join()).not.toContain("never mind");
});

it("an unsending that overtakes its message: nothing of it is posted", async () => {
  const { customer, card } = await askedBy(stage, "Overtaken");
  const sent = await customer.write("you never saw this", { deliver: false });

  await customer.unsend(sent.messageId ?? "");
  await stage.inThread(card, "unsent a message");
  const late = await sent.deliver();
  await stage.quiet();

  expect(late.status).toBe(200);
  expect((await threadOf(card)).some((each) => each.text.includes("never saw"))).toBe(false);
});
