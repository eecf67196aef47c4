/** What somebody decided about a message holds, whatever is asked about it next. */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { monthlyLimit } from "../../../src/sandbox/line/trouble.ts";
import type { Staff, StaffFile } from "../../../src/sandbox/slack/types.ts";
import { type FileTalk, openFileTalk } from "../../support/file-talk.ts";
import * as samples from "../../support/samples.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { quoteTokenOf } from "../../support/talk.ts";

const NOWHERE = "<https://sandbox.slack.com/archives/C0NOWHERE/p1700000000000100>";
const NO_QUOTE = "none of this chat's";
const NO_FILE = "it is larger than 1 MB";
const NO_MORE = "messages for this month are used up";

let stage: Stage;
let aki: Staff;
let photo: StaffFile;
let big: StaffFile;
let count = 0;
beforeAll(async () => {
  stage = await startStage({ settings: { MEDIA_LIMIT_MB: "1" } });
  aki = await stage.staff();
  photo = { name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" };
  big = { name: "price list.pdf", bytes: Buffer.alloc(1_000_001, 1), mimetype: "application/pdf" };
});
afterEach(() => stage.line.setFault(undefined));
afterAll(() => stage.close());

const next = (words: string): Promise<FileTalk> => openFileTalk(stage, aki, `Decided ${(count += 1)}`, { words });

const linkOf = (talk: FileTalk, ts: string): string =>
  `<https://sandbox.slack.com/archives/${stage.channel}/p${ts.replace(".", "")}?thread_ts=${talk.card.ts}&amp;cid=${stage.channel}>`;

/** Presses a button once the question stands there and nothing else is on its way. */
async function answer(talk: FileTalk, question: string, choice: string): Promise<void> {
  await talk.told(question);
  await stage.quiet();
  await talk.press(question, choice);
}

const monthIsOver = (): void =>
  stage.line.setFault(({ method }, phase) =>
    phase === "before" && method.endsWith("/message/push") ? monthlyLimit : undefined,
  );

const saidIn = async (talk: FileTalk, words: string): Promise<number> =>
  (await talk.thread()).filter((text) => text.includes(words)).length;

const quotes = (talk: FileTalk): unknown[] =>
  stage.line.phone(talk.customer).flatMap(({ from, message }) => (from === "account" ? [message.quoteToken] : []));

it("without its quote, and then without a file, it goes: each is asked once", async () => {
  const talk = await next("A price?");

  const said = await talk.upload([photo, big], `${NOWHERE} Certainly`);
  await answer(talk, NO_QUOTE, "unquoted");
  await answer(talk, NO_FILE, "sendRest");
  await talk.marked(said, "white_check_mark");
  await stage.quiet();

  expect(talk.shown()).toEqual(["Certainly", "image"]);
  expect(await saidIn(talk, "had it sent without the quote")).toBe(1);
  expect(await saidIn(talk, "had the rest sent")).toBe(1);
});

it("without a file, and then after the month's limit, it goes", async () => {
  const talk = await next("A list?");
  monthIsOver();

  const said = await talk.upload([photo, big], "Here");
  await answer(talk, NO_FILE, "sendRest");
  await talk.told(NO_MORE);
  stage.line.setFault(undefined);
  await answer(talk, NO_MORE, "send");
  await talk.marked(said, "white_check_mark");

  expect(talk.shown()).toEqual(["Here", "image"]);
});

it("what was said of a link does not count for another one", async () => {
  const talk = await next("Is it open?");
  const words = await talk.told("Is it open?");

  const said = await talk.upload([photo, big], `${NOWHERE} Certainly`);
  await answer(talk, NO_QUOTE, "unquoted");
  await talk.told(NO_FILE);
  await stage.quiet();
  await aki.edit(said, `${linkOf(talk, words.ts)} Certainly`);
  await answer(talk, NO_FILE, "sendRest");
  await talk.marked(said, "white_check_mark");

  expect([talk.shown(), quotes(talk)[0]]).toEqual([["Certainly", "image"], await quoteTokenOf(stage, "Is it open?")]);
});

it("other words behind the same link go without the quote as well", async () => {
  const talk = await next("And tomorrow?");

  const said = await talk.upload([photo, big], `${NOWHERE} Certainly`);
  await answer(talk, NO_QUOTE, "unquoted");
  await talk.told(NO_FILE);
  await stage.quiet();
  await aki.edit(said, `${NOWHERE} Yes`);
  await answer(talk, NO_FILE, "sendRest");
  await talk.marked(said, "white_check_mark");

  expect([talk.shown(), quotes(talk)[0]]).toEqual([["Yes", "image"], undefined]);
});

it("which message is quoted does not count for another link", async () => {
  const talk = await openFileTalk(stage, aki, "Decided by a link", { words: "First of all", minutesAgo: 30 });
  const first = await talk.told("First of all");
  const timestamp = stage.clock.now().getTime() - 20 * 60_000;
  const two = await talk.customer.write("Two nights?", { timestamp, deliver: false });
  const three = await talk.customer.write("Or three nights?", { timestamp: timestamp + 1_000, deliver: false });
  await stage.line.deliver([two, three]);
  const post = await talk.told("Two nights?");
  await stage.quiet();
  monthIsOver();

  const said = await talk.say(aki, `${linkOf(talk, post.ts)} Fine`);
  await answer(talk, "Which of them does it answer?", "quote:2");
  await talk.told(NO_MORE);
  await stage.quiet();
  await aki.edit(said, `${linkOf(talk, first.ts)} Fine`);
  stage.line.setFault(undefined);
  await answer(talk, NO_MORE, "send");
  await talk.marked(said, "white_check_mark");

  expect([talk.received(), quotes(talk)]).toEqual([["Fine"], [await quoteTokenOf(stage, "First of all")]]);
});
