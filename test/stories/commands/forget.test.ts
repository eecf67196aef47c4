import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, type StageOptions, startStage, until } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let boss: Staff;
let talk: Talk;

async function begin(options: StageOptions = {}): Promise<void> {
  stage = await startStage({ ...options, started: false });
  aki = await stage.staff("aki");
  boss = await stage.staff("boss");
  stage.settings["ADMINS"] = boss.userId;
  await stage.start();
  talk = await openTalk(stage, "Hanako", { words: "My secret is X-4711" });
}
afterEach(async () => {
  // whether Slack lets us delete a post is found out by trying
  expect(stage.slack.violations.filter((each) => each !== "chat.delete: cant_delete_message")).toEqual([]);
  await stage.close();
});

const slash = async (text: string, staff = boss): Promise<string> =>
  JSON.stringify((await staff.slash("/line", text, stage.channel)).answer);

const report = (): Promise<Message> =>
  until("the report", async () =>
    (await stage.slack.directMessages(boss.userId)).find(({ text }) => text.includes("is erased")),
  );

/** All that the database holds, as text. */
async function everything(): Promise<string> {
  const { db } = stage;
  const tables = [
    db.message.findMany(),
    db.conversation.findMany(),
    db.contact.findMany(),
    db.note.findMany(),
    db.delivery.findMany(),
    db.attempt.findMany(),
    db.audit.findMany(),
    db.thread.findMany(),
    db.chatTag.findMany(),
  ];
  return JSON.stringify(await Promise.all(tables));
}

describe("forget", () => {
  beforeEach(() => begin());

  it("erases words, names, notes and tags, and deletes what Slack lets us delete", async () => {
    await talk.say(aki, "Your answer is X-8888");
    await talk.arrived();
    await slash("send 1 The number is X-9999", aki);
    await talk.arrived(2);
    await slash("note 1 likes X-7777", aki);
    await slash("name 1 Ms Tanaka", aki);
    await slash("tag 1 +Allergy", aki);
    await talk.told("Allergy");
    await stage.quiet();
    const before = await everything();
    const answer = await slash("forget 1 1");
    const told = await report();
    await stage.quiet();
    const after = await everything();

    const secrets = ["X-4711", "X-8888", "X-9999", "X-7777", "Hanako", "Tanaka", "Allergy", talk.customer.userId];
    expect(secrets.filter((secret) => !before.includes(secret))).toEqual([]);
    expect(secrets.filter((secret) => after.includes(secret))).toEqual([]);
    expect(answer).toContain("The stored data of #1 is erased");
    // the customer's words stand under their name, the answer is aki's own: Slack lets us delete neither
    expect(told.text).toContain("did not let me delete these 2 posts");
    expect(told.text.match(/<https:/g)).toHaveLength(2);
    const left = (await stage.slack.thread(stage.channel, talk.card.ts)).map(({ text }) => text);
    expect(left.filter((text) => /X-9999|X-7777|Tanaka|Allergy/.test(text))).toEqual([]);
    expect(await stage.db.audit.findMany({ where: { act: "forgotten" } })).toMatchObject([
      { actor: boss.userId, conversationId: 1 },
    ]);
  });

  it("lets the person begin anew", async () => {
    await slash("forget 1 1");
    await report();
    await talk.customer.write("Hello again");
    const again = await until("a new card", async () => (await stage.cards()).find(({ text }) => text.includes("#2")));

    expect(again.text).toContain("Hanako · #2");
    expect(await slash("who 2")).toContain("1 from the customer, 0 sent to them");
  });

  it("sends nothing any more to who was erased, and says so", async () => {
    await slash("forget 1 1");
    await report();
    const said = await talk.say(aki, "Are you still there?");
    await talk.marked(said, "warning");
    await stage.quiet();
    const told = (await stage.slack.directMessages(aki.userId)).map(({ text }) => text).join();

    expect(await slash("send 1 Hello?")).toContain("This customer was erased");
    expect(await slash("forget 1 1")).toContain("This customer was erased");
    expect(told).toContain("Not sent: this customer was erased");
    expect(talk.received()).toEqual([]);
  });

  it("takes the number of the chat as the only confirmation", async () => {
    await boss.slash("/line", "forget 1", stage.channel);
    const form = stage.slack.views.at(-1);
    if (!form) throw new Error("no form");
    const wrong = await boss.submit(form.view, { number: "yes" });
    const before = await everything();
    await boss.slash("/line", "消去 1", stage.channel);
    const second = stage.slack.views.at(-1);
    if (!second) throw new Error("no form");
    await boss.submit(second.view, { number: "＃１" });
    await report();

    expect(JSON.stringify(wrong.answer)).toContain("Nothing was erased");
    expect(before).toContain("X-4711");
    expect(await everything()).not.toContain("X-4711");
  });

  it("is for admins", async () => {
    const answer = await slash("forget 1 1", aki);
    await talk.say(aki, `<@${stage.slack.botUserId}> forget 1`);
    await talk.asked(aki, "is for admins");

    expect(answer).toContain("is for admins");
    expect(await everything()).toContain("X-4711");
  });
});

describe("forget, where Slack deletes more", () => {
  it("leaves nothing to be listed", async () => {
    await begin({ slack: { deleteOtherNames: "allowed" } });
    await stage.quiet();
    await slash("forget 1 1");

    expect((await report()).text).toContain("so are all its posts");
    expect(JSON.stringify(await stage.slack.history(stage.channel))).not.toContain("X-4711");
  });
});

describe("forget, with words on their way", () => {
  it("ends what LINE did not take yet", async () => {
    await begin();
    await stage.quiet();
    let down = true;
    stage.line.setFault((call, phase) =>
      down && phase === "before" && call.method.endsWith("/push") ? { kind: "reset" } : undefined,
    );
    await talk.say(aki, "Your parcel X-7777");
    await until("a first try", () => sends(stage)[0]);

    await slash("forget 1 1");
    down = false;
    stage.clock.advance(10 * 60_000);
    await report();
    await stage.quiet();

    const told = (await stage.slack.directMessages(aki.userId)).map(({ text }) => text).join();
    expect(talk.received()).toEqual([]);
    expect(told).toContain("Not sent: this customer was erased");
    expect(await everything()).not.toContain("X-7777");
  });

  it("cancels what is held, and erases what was under way when it ends", async () => {
    await begin({ settings: { SEND_HOLD_SECONDS: "10" } });
    await stage.quiet();
    await slash("send 1 The number is X-9999", aki);
    let let_go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (let_go = resolve));
    stage.slack.setFault(async ({ method }, phase) => {
      if (method === "chat.postMessage" && phase === "before") await gate;
    });
    await talk.customer.write("and X-5555");
    await until(
      "the post is under way",
      async () => (await stage.db.delivery.count({ where: { status: "trying" } })) > 0 || undefined,
    );
    await slash("forget 1 1");
    let_go();
    await report();
    stage.clock.advance(60_000);
    await stage.quiet();

    const after = await everything();
    expect(talk.received()).toEqual([]);
    expect(["X-4711", "X-5555", "X-9999", "Hanako"].filter((secret) => after.includes(secret))).toEqual([]);
  });
});

describe("forget, with a picture that Slack still looks through", () => {
  it("deletes its post, too, when Slack says where it stands", async () => {
    await begin({ slack: { deleteOtherNames: "allowed", scan: 2_500 } });
    await stage.quiet();
    await talk.customer.send({ type: "image", bytes: Buffer.from("a picture") });
    await until(
      "the picture is posted",
      async () => (await stage.db.delivery.count({ where: { kind: "share", status: "done" } })) > 0 || undefined,
    );
    await slash("forget 1 1");
    const told = await report();
    await stage.quiet();

    expect(told.text).toContain("so are all its posts");
    const left = [await stage.slack.history(stage.channel), await stage.slack.thread(stage.channel, talk.card.ts)];
    expect(JSON.stringify(left)).not.toContain("Hanako");
  });
});

it("forget lists the files that Slack does not delete", async () => {
  await begin({ slack: { deleteOtherNames: "allowed" } });
  await stage.quiet();
  await talk.customer.send({ type: "image", bytes: Buffer.from("a picture") });
  await stage.quiet();
  const { deskFile } = await stage.db.content.findFirstOrThrow();
  stage.slack.setFault((call, phase) =>
    phase === "before" && call.method === "files.delete"
      ? { kind: "answer", status: 200, body: { ok: false, error: "cant_delete_file" } }
      : undefined,
  );
  await slash("forget 1 1");

  const { text } = await report();
  expect(text).toContain("did not let me delete this file");
  expect(text).toContain(`/files/${stage.slack.botUserId}/${deskFile}`);
});
