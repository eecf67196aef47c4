/** Replies that begin with the link of an earlier message quote it; what is unclear is asked. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { SentEvent } from "../../../src/sandbox/line/types.ts";
import type { Staff, StaffFile } from "../../../src/sandbox/slack/types.ts";
import { bytesIn } from "../../support/asked.ts";
import * as samples from "../../support/samples.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, quoteTokenOf, type Talk } from "../../support/talk.ts";
import { optionsOf, windowSays } from "../../support/window.ts";

let stage: Stage;
let aki: Staff;
let photo: StaffFile;
let count = 0;
beforeAll(async () => {
  photo = { name: "door.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" };
  stage = await startStage();
  aki = await stage.staff("aki");
});
afterAll(() => closeSpotless(stage));

/** Nothing is quoted before the app knows where it stands. */
async function next(words = "Is it open?"): Promise<Talk> {
  const talk = await openTalk(stage, `Quoter ${(count += 1)}`, { words });
  await stage.quiet();
  return talk;
}

/** As "copy link" of the message gives it, in the form in which Slack stores what was pasted. */
const linkOf = (talk: Talk, ts: string): string =>
  `<https://sandbox.slack.com/archives/${stage.channel}/p${ts.replace(".", "")}?thread_ts=${talk.card.ts}&amp;cid=${stage.channel}>`;

const said = (talk: Talk): unknown[] =>
  stage.line.phone(talk.customer).flatMap(({ from, message }) => {
    const { text, quoteToken } = message;
    return from === "account" ? [{ text, quoteToken }] : [];
  });

const kinds = (talk: Talk): string[] =>
  stage.line.phone(talk.customer).flatMap(({ from, message }) => (from === "account" ? [message.type] : []));

it("a reply that begins with the link of a customer's words quotes them, without the link", async () => {
  const talk = await next("Is it open on Monday?");
  const words = await talk.told("Is it open on Monday?");
  await talk.say(aki, `${linkOf(talk, words.ts)} Yes, from 10.`);
  await talk.arrived();

  const quoteToken = await quoteTokenOf(stage, "Is it open on Monday?");
  expect(quoteToken).not.toBeNull();
  expect(said(talk)).toEqual([{ text: "Yes, from 10.", quoteToken }]);
});

it("words that were sent from here can be quoted, too", async () => {
  const talk = await next();
  const first = await talk.say(aki, "We open at ten");
  await talk.arrived();
  await stage.quiet();
  await talk.say(aki, `${linkOf(talk, first.ts)}\nI meant eleven`);
  await talk.arrived(2);

  expect(said(talk).at(-1)).toEqual({
    text: "I meant eleven",
    quoteToken: await quoteTokenOf(stage, "we open at ten"),
  });
});

it("a post of several messages asks which is meant, and the one that is chosen is quoted", async () => {
  const talk = await next();
  const timestamp = stage.clock.now().getTime() - 60_000;
  // they come at once, and share a post
  const two = await talk.customer.write("Two rooms?", { timestamp, deliver: false });
  const three = await talk.customer.write("Or three?", { timestamp: timestamp + 1_000, deliver: false });
  await stage.line.deliver([two, three]);
  const post = await talk.told("Two rooms?");
  expect(post.text).toContain("Or three?");
  await stage.quiet();

  await talk.say(aki, `${linkOf(talk, post.ts)} Three is fine`);
  const question = await talk.told("Which of them does it answer?");
  expect(talk.received()).toEqual([]);
  expect(JSON.stringify(question.blocks)).toMatch(/1\. Two rooms\?.*2\. Or three\?.*Quote 1.*Quote 2/);
  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:quote:2");
  await talk.arrived();

  expect(said(talk)).toEqual([{ text: "Three is fine", quoteToken: await quoteTokenOf(stage, "Or three?") }]);
});

const ARRIVAL = [7, 3, 1, 6, 2, 5, 4];

/** Seven pictures of one moment, whose events come in any order; what quotes the nth, and the post that shows them. */
async function sendAlbum(talk: Talk, name: string) {
  const timestamp = stage.clock.now().getTime() - 60_000;
  const sent = new Map<number, SentEvent>();
  for (const index of ARRIVAL) {
    const picture = {
      type: "image",
      bytes: Buffer.from(`${name} ${index}`),
      imageSet: { id: name, index, total: 7 },
    } as const;
    sent.set(index, await talk.customer.send(picture, { timestamp, deliver: false }));
  }
  for (const event of sent.values()) await event.deliver();
  await stage.quiet();
  const thread = await stage.slack.thread(stage.channel, talk.card.ts);
  const post = thread.find(({ files = [] }) => files.length === 7);
  if (!post) throw new Error("The album is not in the thread");
  const id = (nth: number): string => sent.get(nth)?.messageId ?? "";
  const token = async (nth: number): Promise<unknown> =>
    (await stage.db.message.findFirstOrThrow({ where: { originKey: { endsWith: `:${id(nth)}` } } })).quoteToken;
  return { post, id, token };
}

it("of an album the picture is quoted that is seen at that place, however the pictures came", async () => {
  const talk = await next();
  const { post, token } = await sendAlbum(talk, "seven");
  expect(await bytesIn(stage, post)).toEqual([1, 2, 3, 4, 5, 6, 7].map((nth) => `seven ${nth}`));

  await talk.say(aki, `${linkOf(talk, post.ts)} This one`);
  const question = await talk.told("Which of them does it answer?");
  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:quote:2");
  await talk.arrived();

  const listed = JSON.stringify(question.blocks).match(/\d\. 🖼 image \d of \d/gu);
  expect(listed).toEqual([1, 2, 3, 4, 5].map((nth) => `${nth}. 🖼 image ${nth} of 7`));
  expect(JSON.stringify(question.blocks)).toContain("2 more stand there: *LINE: reply to this*");
  expect(said(talk)).toEqual([{ text: "This one", quoteToken: await token(2) }]);
});

it("of an album every picture can be chosen in the window, by its place", async () => {
  const talk = await next();
  const { post, id, token } = await sendAlbum(talk, "window");
  await talk.customer.unsend(id(1));
  await stage.quiet();

  await aki.shortcut("reply_to_message", { channel: stage.channel, ts: post.ts });
  const view = await windowSays(stage, aki, "Which message do you answer?");
  const options = optionsOf(view);
  expect(options.map(({ text }) => text.text)).toEqual([1, 2, 3, 4, 5, 6].map((nth) => `🖼 image ${nth} of 6`));
  await aki.submit(view, { "which-message": options[5], words: "That one" });
  await talk.arrived();

  expect(said(talk)).toEqual([{ text: "That one", quoteToken: await token(7) }]);
});

it("of a post of many messages the first are asked about, and the window offers all", async () => {
  const talk = await next();
  const timestamp = stage.clock.now().getTime() - 60_000;
  const many = Array.from({ length: 12 }, (_, at) => `Question ${at + 1}.`);
  const events = [];
  for (const [at, words] of many.entries())
    events.push(await talk.customer.write(words, { timestamp: timestamp + at * 1_000, deliver: false }));
  await stage.line.deliver(events);
  const post = await talk.told("Question 1.");
  expect(post.text).toContain("Question 12.");
  await stage.quiet();

  await talk.say(aki, `${linkOf(talk, post.ts)} To this`);
  const question = await talk.told("Which of them does it answer?");
  expect(JSON.stringify(question.blocks)).toMatch(/7 more stand there.*1\. Question 1\..*5\. Question 5\..*Quote 5/);
  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:leave");
  await aki.shortcut("reply_to_message", { channel: stage.channel, ts: post.ts });
  const view = await windowSays(stage, aki, "Question 12.");
  const options = optionsOf(view);
  expect(options.map(({ text }) => text.text)).toEqual(many);
  await aki.submit(view, { "which-message": options[11], words: "To the last" });
  await talk.arrived();

  expect(said(talk)).toEqual([{ text: "To the last", quoteToken: await quoteTokenOf(stage, "Question 12.") }]);
});

it("a link into another chat is asked back, and the words can go without it", async () => {
  const other = await next("My secret");
  const talk = await next();
  const secret = await other.told("My secret");
  const typed = await talk.say(aki, `${linkOf(other, secret.ts)} Certainly`);
  const question = await talk.told("another customer's chat");
  await stage.quiet();
  expect(talk.received()).toEqual([]);
  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:unquoted");
  await talk.arrived();

  expect(said(talk)).toEqual([{ text: "Certainly", quoteToken: undefined }]);
  expect(await talk.marked(typed, "white_check_mark")).toContain("white_check_mark");
});

const UNQUOTABLE: [what: string, place: (talk: Talk) => string, says: string][] = [
  ["the head card", (talk) => talk.card.ts, "cannot be quoted"],
  ["a message that is none of ours", () => "1700000000.000100", "none of this chat's"],
];
it.each(UNQUOTABLE)("the link of %s is asked back", async (_what, place, says) => {
  const talk = await next();
  const link = linkOf(talk, place(talk)).replace(/\?.*/, ">");
  await talk.say(aki, `${link} Certainly`);
  await talk.told(says);
  await stage.quiet();

  expect(talk.received()).toEqual([]);
});

it("an edit of what was asked about answers the question", async () => {
  const talk = await next();
  const words = await talk.told("Is it open?");
  const typed = await talk.say(aki, "<https://sandbox.slack.com/archives/C0NOWHERE/p1700000000000100> Certainly");
  await talk.told("none of this chat's");
  await stage.quiet();
  await aki.edit(typed, `${linkOf(talk, words.ts)} Certainly`);
  await talk.arrived();

  expect(said(talk)).toMatchObject([{ text: "Certainly", quoteToken: expect.any(String) }]);
});

it("a quote that LINE does not take is asked about, and the words can go without it", async () => {
  const talk = await next();
  const words = await talk.told("Is it open?");
  const body = {
    message: "The request body has 1 error(s)",
    details: [{ message: "x", property: "messages[0].quoteToken" }],
  };
  stage.line.setFault((call, phase) =>
    phase === "before" && JSON.stringify(call.body ?? "").includes("quoteToken")
      ? { kind: "answer", status: 400, body }
      : undefined,
  );
  await talk.say(aki, `${linkOf(talk, words.ts)} Certainly`);
  const question = await talk.told("is not there any more");
  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:unquoted");
  await talk.arrived();
  stage.line.setFault(undefined);

  expect(said(talk)).toEqual([{ text: "Certainly", quoteToken: undefined }]);
});

it("a link alone says nothing", async () => {
  const talk = await next();
  const words = await talk.told("Is it open?");
  await talk.say(aki, linkOf(talk, words.ts));
  await talk.told("no text behind the link");

  expect(talk.received()).toEqual([]);
});

it("a link and files without words are asked back: the files can go without the quote", async () => {
  const talk = await next();
  const words = await talk.told("Is it open?");
  const typed = await aki.upload(stage.channel, [photo], { thread_ts: talk.card.ts, text: linkOf(talk, words.ts) });
  const question = await talk.told("only words and stickers can quote");
  await stage.quiet();
  expect([question.text, talk.received()]).toEqual([expect.stringContaining("🖼"), []]);
  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:unquoted");
  await talk.marked(typed, "white_check_mark");

  expect(kinds(talk)).toEqual(["image"]);
});

it("words that are written behind such a link answer the question", async () => {
  const talk = await next();
  const words = await talk.told("Is it open?");
  const link = linkOf(talk, words.ts);
  const typed = await aki.upload(stage.channel, [photo], { thread_ts: talk.card.ts, text: link });
  await talk.told("only words and stickers can quote");
  await stage.quiet();
  await aki.edit(typed, `${link} This door`);
  await talk.marked(typed, "white_check_mark");

  expect(kinds(talk)).toEqual(["text", "image"]);
  expect(said(talk)[0]).toEqual({ text: "This door", quoteToken: await quoteTokenOf(stage, "Is it open?") });
});

it("another link, or one that stands later, is part of the words", async () => {
  const talk = await next();
  const words = await talk.told("Is it open?");
  await talk.say(aki, "<https://shop.example/map> See");
  await talk.say(aki, `See ${linkOf(talk, words.ts)}`);
  const received = await until("both", () => (talk.received().length === 2 ? talk.received() : undefined));

  expect(received[0]).toBe("https://shop.example/map See");
  expect(received[1]).toMatch(/^See https:\/\/sandbox\.slack\.com\/archives\//);
});

it("a message of an emoji alone goes as that emoji", async () => {
  const talk = await next();
  await talk.say(aki, ":+1::skin-tone-3:");

  expect(await talk.arrived()).toEqual(["👍🏼"]);
});
