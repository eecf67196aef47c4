/** In groups messages can be edited, and LINE may tell of the edit before it tells of the message. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Customer, Group, SentEvent } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { below } from "../../support/asked.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
let chats = 0;
beforeAll(async () => {
  stage = await startStage({ settings: { GROUPS: "on" } });
});
afterAll(() => closeSpotless(stage));

interface Talk {
  customer: Customer;
  group: Group;
  card: Message;
  /** Written, and LINE has told of it not yet. */
  original: SentEvent;
  /** The same of its edit, so many seconds later. */
  edited: (words: string, seconds: number) => Promise<SentEvent>;
}

const AGO = 60_000;

async function groupTalk(): Promise<Talk> {
  chats += 1;
  const customer = stage.line.customer({ name: "Editor" });
  const group = stage.line.group({ name: `Club ${chats}`, members: [customer] });
  const at = Date.now() - AGO;
  await customer.write("hello all", { in: group, timestamp: at - 1_000 });
  const card = await stage.card(chats);
  await stage.quiet();
  const original = await customer.write("at six", { in: group, deliver: false, timestamp: at });
  const edited = (words: string, seconds: number): Promise<SentEvent> =>
    customer.edit(original.messageId ?? "", words, { in: group, deliver: false, timestamp: at + seconds * 1_000 });
  return { customer, group, card, original, edited };
}

const words = async ({ card }: Talk): Promise<string[]> => (await below(stage, card)).flatMap(seen);
const stored = ({ original }: Talk) =>
  stage.db.message.findFirstOrThrow({ where: { originKey: { endsWith: `:${original.messageId}` } } });

it("the new words are the message; of the late one is kept when it was written, and with what it can be quoted", async () => {
  const talk = await groupTalk();
  const edit = await talk.edited("at seven", 5);

  await edit.deliver();
  await stage.quiet();
  const early = await stored(talk);
  await talk.original.deliver();
  await stage.quiet();

  expect(await words(talk)).toEqual(["at seven"]);
  const [post] = await below(stage, talk.card);
  expect(post?.username).toBe("Editor · LINE");
  const row = await stored(talk);
  expect(early.quoteToken).toBeNull();
  expect(row).toMatchObject({ parts: [{ kind: "text", text: "at seven" }], deskTs: post?.ts, state: "received" });
  expect(row.search).toContain("seven");
  expect(row.quoteToken).not.toBeNull();
  expect(row.readToken).not.toBeNull();
  expect(row.at.getTime()).toBe(early.at.getTime() - 5_000);
});

it("whoever waits has waited since the message was written", async () => {
  const talk = await groupTalk();
  const edit = await talk.edited("at seven", 5);
  const { conversationId } = await stage.db.thread.findFirstOrThrow({ where: { ts: talk.card.ts } });
  await stage.db.conversation.update({ where: { id: conversationId }, data: { waitingSince: null } });

  await edit.deliver();
  await talk.original.deliver();
  await stage.quiet();

  const { waitingSince } = await stage.db.conversation.findUniqueOrThrow({ where: { id: conversationId } });
  expect(waitingSince).toEqual((await stored(talk)).at);
});

it("of several edits that came before it, the latest counts, in whatever order they come", async () => {
  const forwards = await groupTalk();
  for (const [text, seconds] of [
    ["at seven", 5],
    ["at eight", 9],
  ] as const)
    await (await forwards.edited(text, seconds)).deliver();
  await forwards.original.deliver();
  const backwards = await groupTalk();
  for (const [text, seconds] of [
    ["at eight", 9],
    ["at seven", 5],
  ] as const)
    await (await backwards.edited(text, seconds)).deliver();
  await backwards.original.deliver();
  await stage.quiet();

  expect((await words(forwards)).at(-1)).toContain("at eight");
  expect(await words(backwards)).toEqual(["at eight"]);
  for (const talk of [forwards, backwards])
    expect((await stored(talk)).parts).toEqual([{ kind: "text", text: "at eight" }]);
});

it("all in one request, and each of them twice: it is said once", async () => {
  const talk = await groupTalk();
  const events = [await talk.edited("at seven", 5), talk.original];

  await stage.line.deliver([...events, ...events]);
  await stage.line.deliver(events, { redelivery: true });
  await stage.quiet();

  expect(await words(talk)).toEqual(["at seven"]);
  expect((await stored(talk)).parts).toEqual([{ kind: "text", text: "at seven" }]);
});

it("the message and then its edit in one request: the new words are stored, too", async () => {
  const talk = await groupTalk();

  await stage.line.deliver([talk.original, await talk.edited("at seven", 5)]);
  await stage.quiet();

  expect((await words(talk)).at(-1)).toContain("at seven");
  expect((await stored(talk)).parts).toEqual([{ kind: "text", text: "at seven" }]);
});

it("an edit, its unsending, and only then the message: nothing of it is left", async () => {
  const talk = await groupTalk();
  const edit = await talk.edited("at seven", 5);
  const again = await talk.edited("at eight", 9);
  const unsent = await talk.customer.unsend(talk.original.messageId ?? "", { in: talk.group, deliver: false });

  await edit.deliver();
  await stage.quiet();
  await unsent.deliver();
  await again.deliver();
  await talk.original.deliver();
  await stage.quiet();

  const shown = (await words(talk)).join("\n");
  for (const gone of ["at six", "at seven", "at eight"]) expect(shown).not.toContain(gone);
  expect(await stored(talk)).toMatchObject({ state: "unsent", parts: [] });
});

it("in a muted chat it is kept, and nobody sees it", async () => {
  const talk = await groupTalk();
  const { conversationId } = await stage.db.thread.findFirstOrThrow({ where: { ts: talk.card.ts } });
  await stage.db.conversation.update({ where: { id: conversationId }, data: { muted: "muted" } });

  await (await talk.edited("at seven", 5)).deliver();
  await talk.original.deliver();
  await stage.quiet();

  expect(await words(talk)).toEqual([]);
  expect(await stored(talk)).toMatchObject({ reason: "muted", parts: [{ kind: "text", text: "at seven" }] });
});
