/** What Slack does with files, and what the customer must not notice of it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff, StaffFile } from "../../../src/sandbox/slack/types.ts";
import { fileIds, openFileTalk } from "../../support/file-talk.ts";
import * as samples from "../../support/samples.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
let aki: Staff;
let photo: StaffFile;
let pdf: StaffFile;
beforeAll(async () => {
  stage = await startStage({ settings: { MEDIA_LIMIT_MB: "1", ALLOW_OUTSIDE: "on", ALLOW_SHARED_CHANNELS: "on" } });
  aki = await stage.staff();
  photo = { name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" };
  pdf = { name: "price list.pdf", bytes: samples.pdf(), mimetype: "application/pdf" };
});
afterAll(() => stage.close());

const MINUTE = 60_000;
const big = Buffer.alloc(1_000_001, 1);

const traps: { what: string; file: () => StaffFile; says: string }[] = [
  { what: "a deleted file", file: () => ({ ...pdf, facts: { mode: "tombstone" } }), says: "it was deleted in Slack" },
  {
    what: "a link to another service",
    file: () => ({ ...pdf, facts: { mode: "external", is_external: true } }),
    says: "it lies with another service",
  },
  {
    what: "a canvas of Slack",
    file: () => ({ ...pdf, facts: { mode: "quip" } }),
    says: "it lies with another service",
  },
  {
    what: "a file behind the plan's limit",
    file: () => ({ ...pdf, facts: { mode: "hidden_by_limit" } }),
    says: "Slack does not give it",
  },
  {
    what: "a picture of which Slack has no copy, and nobody here can read it",
    file: () => ({ ...pdf, bytes: samples.heic() }),
    says: "it is a picture that cannot be read here",
  },
  { what: "a file that is too large", file: () => ({ ...pdf, bytes: big }), says: "it is larger than 1 MB" },
  {
    what: "a file that is larger than Slack says",
    file: () => ({ ...pdf, bytes: big, facts: { size: 5 } }),
    says: "it is larger than 1 MB",
  },
];
it.each(traps)("$what is told, and nothing goes out", async ({ what, file, says }) => {
  const talk = await openFileTalk(stage, aki, `Customer of ${what}`);

  const said = await talk.upload([file()]);
  const notice = await talk.told("Not sent:");
  await talk.marked(said, "warning");
  await stage.quiet();

  expect(notice.text).toContain(`*price list.pdf*: ${says}`);
  expect(talk.pushes()).toEqual([]);
});

const refusals = [
  { refused: "file_deleted", says: "it was deleted in Slack" },
  { refused: "file_not_found", says: "it was deleted in Slack" },
  { refused: "missing_scope", says: "files:read" },
  { refused: "access_denied", says: "Slack does not give it" },
];
it.each(refusals)("a file of which Slack says $refused is told", async ({ refused, says }) => {
  const talk = await openFileTalk(stage, aki, `Customer of ${refused}`);

  const said = await aki.upload(stage.channel, [pdf], { thread_ts: talk.card.ts, deliver: false });
  for (const id of fileIds(said)) stage.slack.changeFile(id, { refused });
  await said.deliver();

  expect((await talk.told("Not sent:")).text).toContain(says);
});

describe("one of several", () => {
  it("keeps all of them back until somebody says so; then the rest goes, in order", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a part");

    const said = await talk.upload([photo, { ...pdf, bytes: big }, pdf], "As you wished");
    const question = await talk.told("Nothing was sent yet");
    await stage.quiet();
    const before = talk.pushes();
    await talk.press("Nothing was sent yet", "sendRest");
    await talk.marked(said, "white_check_mark");
    await stage.quiet();

    expect(before).toEqual([]);
    expect(question.text).toMatch(/\*price list\.pdf\*: it is larger than 1 MB/);
    expect(question.text).toContain("As you wished");
    expect(talk.shown()).toEqual(["As you wished", "image", "template"]);
    expect((await talk.thread()).join("\n")).toContain("had the rest sent");
  });

  it("is left with all of them when somebody says so", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of nothing at all");

    const said = await talk.upload([photo, { ...pdf, bytes: big }]);
    await talk.press("Nothing was sent yet", "leave");
    await talk.marked(said, "wastebasket");
    await stage.quiet();

    expect(talk.pushes()).toEqual([]);
  });

  it("is left out of more than one request holds, and nothing goes twice", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a part of many");
    const many = Array.from({ length: 7 }, (_, at) => ({ ...pdf, name: `page ${at + 1}.pdf` }));

    const said = await talk.upload([{ ...pdf, bytes: big }, ...many], "All pages");
    await talk.press("Nothing was sent yet", "sendRest");
    await talk.marked(said, "white_check_mark");
    await stage.quiet();

    const names = JSON.stringify(await talk.onPhone(8)).match(/page \d\.pdf/g) ?? [];
    expect([...new Set(names)]).toEqual(many.map(({ name }) => name));
    expect(talk.pushes()).toEqual([5, 3]);
  });

  it("is tried once more when somebody says so: perhaps it can go now", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a second try");
    const said = await aki.upload(stage.channel, [photo, pdf], { thread_ts: talk.card.ts, deliver: false });
    const [, second = ""] = fileIds(said);
    stage.slack.changeFile(second, { download: { kind: "login" } });
    await said.deliver();
    await talk.told("Slack does not give it");
    await stage.quiet();
    const fetched = downloads();

    stage.slack.changeFile(second, { download: undefined });
    await talk.press("Nothing was sent yet", "tryAgain");
    await talk.onPhone(2);

    expect(talk.shown()).toEqual(["image", "template"]);
    // the one that was ready already was not fetched again
    expect(downloads() - fetched).toBe(1);
  });
});

describe("downloads", () => {
  it("a login page with status 200 is no file", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a login page");
    const said = await aki.upload(stage.channel, [photo], { thread_ts: talk.card.ts, deliver: false });
    for (const id of fileIds(said)) stage.slack.changeFile(id, { download: { kind: "login" } });
    await said.deliver();

    expect((await talk.told("Not sent:")).text).toContain("files:read");
    expect(talk.pushes()).toEqual([]);
  });

  it("what breaks off is fetched again, whole", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a broken line");
    const said = await aki.upload(stage.channel, [photo], { thread_ts: talk.card.ts, deliver: false });
    const [id = ""] = fileIds(said);
    stage.slack.changeFile(id, { download: { kind: "cut", after: 20 } });
    const before = downloads();
    await said.deliver();
    await until("a first try", () => (downloads() > before ? true : undefined));

    stage.slack.changeFile(id, { download: undefined });
    const [message] = await talk.onPhone(1);

    expect((await stage.line.open(message ?? { type: "" })).original.status).toBe(200);
  });

  it("a file of another organisation is a bare id, and goes", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a partner");
    const partner = await stage.slack.staff({ name: "partner", outside: true });

    const said = await partner.upload(stage.channel, [photo], { thread_ts: talk.card.ts, text: "" });
    await talk.onPhone(1);

    expect(JSON.stringify(said.event)).toContain("check_file_info");
    expect(talk.shown()).toEqual(["image"]);
  });

  it("a file that is still scanned is waited for, and what was written before it is not", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of a scan");
    await talk.say(aki, "Before it");
    const said = await aki.upload(stage.channel, [photo], { thread_ts: talk.card.ts, text: "With it", deliver: false });
    const [id = ""] = fileIds(said);
    stage.slack.changeFile(id, { scanning: true });
    await said.deliver();
    await talk.onPhone(1);
    const before = talk.shown();

    stage.slack.changeFile(id, { scanning: false });
    await talk.onPhone(3);

    expect([before, talk.shown()]).toEqual([["Before it"], ["Before it", "With it", "image"]]);
  });

  it("one that is never ready is asked about when it is late", async () => {
    const talk = await openFileTalk(stage, aki, "Customer of an endless scan");
    const said = await aki.upload(stage.channel, [photo], { thread_ts: talk.card.ts, deliver: false });
    for (const id of fileIds(said)) stage.slack.changeFile(id, { scanning: true });
    await said.deliver();

    stage.clock.advance(16 * MINUTE);
    const question = await talk.told("could not go earlier");
    await stage.quiet();
    stage.clock.advance(-16 * MINUTE);

    expect([question.text.includes("🖼"), talk.pushes()]).toEqual([true, []]);
  });
});

describe("the token is Slack's alone", () => {
  it("no address and no redirect takes it anywhere else", async () => {
    const asked: string[] = [];
    const stranger = createServer((request, response) => {
      asked.push(request.headers.authorization ?? "nothing");
      response.end("secret of the house");
    });
    await new Promise<void>((done) => stranger.listen(0, "127.0.0.1", done));
    const there = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/latest/meta-data`;
    const talk = await openFileTalk(stage, aki, "Customer of a trick");

    const links = { url_private: there, url_private_download: there };
    const hostile = [
      { ...pdf, name: "1.pdf", facts: links },
      { ...pdf, name: "2.pdf", facts: { url_private: "http://169.254.169.254/", url_private_download: "" } },
      {
        ...pdf,
        name: "3.pdf",
        facts: { url_private: "https://files.slack.com.example.com/x", url_private_download: "" },
      },
      { ...pdf, name: "4.pdf", facts: { url_private: "file:///etc/passwd", url_private_download: "" } },
    ];
    const said = await aki.upload(stage.channel, [...hostile, pdf], { thread_ts: talk.card.ts, deliver: false });
    stage.slack.changeFile(fileIds(said)[4] ?? "", { download: { kind: "redirect", to: there } });
    await said.deliver();
    const notice = await talk.told("Not sent:");
    await stage.quiet();
    stranger.close();

    for (const name of ["1.pdf", "2.pdf", "3.pdf", "4.pdf", "price list.pdf"]) expect(notice.text).toContain(name);
    expect([asked, talk.pushes()]).toEqual([[], []]);
  });
});

// last: the time of all files is over afterwards
it.each(["kept", "retired"])(
  "a late press sends no file whose links would be dead by now, nor the words alone: %s",
  async (state) => {
    const talk = await openFileTalk(stage, aki, `Customer of a late press, ${state}`);
    const said = await talk.upload([photo, { ...pdf, bytes: big }], "Late");
    await talk.told("Nothing was sent yet");
    await stage.quiet();

    await stage.db.content.updateMany({ where: { state: "kept" }, data: { keepUntil: stage.clock.now(), state } });
    await talk.press("Nothing was sent yet", "sendRest");
    const told = await talk.told("its link has run out");
    await stage.quiet();

    expect(told.text).toContain("*menu.jpg*: its link has run out");
    expect(talk.pushes()).toEqual([]);
    expect(await talk.marks(said)).toEqual(["question"]);

    await talk.press("its link has run out", "sendRest");
    await talk.marked(said, "white_check_mark");
    expect(talk.shown()).toEqual(["Late"]);
  },
);

const downloads = (): number => stage.slack.calls.filter(({ method }) => method === "download").length;
