import { afterAll, beforeAll, expect, it } from "vitest";

import type { Opened } from "../../../src/sandbox/line/types.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import * as samples from "../../support/samples.ts";
import { PUBLIC_URL, type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
beforeAll(async () => {
  stage = await startStage({ started: false });
  aki = await stage.staff();
  stage.settings["ADMINS"] = aki.userId;
  await stage.start();
});
afterAll(() => stage.close());

const DAY = 24 * 3_600_000;

/** Sends a file and returns the link on its card. */
async function send(talk: Talk, name: string, bytes: Buffer, mimetype: string): Promise<string> {
  await aki.upload(stage.channel, [{ name, bytes, mimetype }], { thread_ts: talk.card.ts, text: "" });
  return until(`the card of ${name}`, () => {
    const said = JSON.stringify(stage.line.phone(talk.customer).map(({ message }) => message));
    return /https:\/\/shop\.example\/f\/[^"?]+\?openExternalBrowser=1/.exec(said)?.[0];
  });
}

const read = (opened: Opened): string => opened.bytes.toString();

const opens = async (talk: Talk): Promise<string[]> => {
  await stage.quiet();
  return (await talk.thread()).filter((text) => text.includes("opened"));
};

it("a press on the button saves the file, and the thread hears of it once", async () => {
  const talk = await openTalk(stage, "Customer of a page");
  const link = await send(talk, "見積 <b>.pdf", samples.pdf(), "application/pdf");

  const page = await stage.line.browse(link, { headers: { "accept-language": "ja-JP,ja;q=0.9,en;q=0.8" } });
  const quiet = await opens(talk);
  const pressed = await stage.line.browse(link, { method: "POST" });
  await stage.line.browse(link, { method: "POST" });
  const file = await stage.line.browse(pressed.headers["location"] ?? "");

  expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
  expect(read(page)).toContain('<html lang="ja">');
  expect(read(page)).toContain("保存する");
  expect(read(page)).toContain("見積 &#60;b&#62;.pdf");
  expect(read(page)).not.toMatch(/<script|<b>/);
  expect(page.headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-/);
  // a program that looks at links is not the customer
  expect(quiet).toEqual([]);
  expect(pressed.status).toBe(303);
  expect(file.bytes.equals(samples.pdf())).toBe(true);
  expect(file.headers["content-disposition"]).toMatch(/^attachment; /);
  expect(await opens(talk)).toEqual([":eyes: The customer opened *見積 &lt;b&gt;.pdf*."]);
});

it("the page speaks the phone's language", async () => {
  const talk = await openTalk(stage, "Customer of English");
  const link = await send(talk, "list.csv", Buffer.from("a,b"), "text/csv");

  const page = read(await stage.line.browse(link, { headers: { "accept-language": "en-GB,en" } }));

  expect(page).toContain('<html lang="en">');
  expect(page).toMatch(/list\.csv.*3 B.*Save.*You can save it until/);
});

it("a page (SVG, HTML) is only ever saved", async () => {
  const talk = await openTalk(stage, "Customer of a drawing");
  const link = await send(talk, "logo.svg", samples.svg(), "image/svg+xml");

  const pressed = await stage.line.browse(link, { method: "POST" });
  const file = await stage.line.browse(pressed.headers["location"] ?? "");

  expect(file.headers).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": expect.stringMatching(/^attachment; /),
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
  });
});

it("forged links and links of the file itself open no page, and a page's link no file", async () => {
  const talk = await openTalk(stage, "Customer of forgery");
  const link = (await send(talk, "a.pdf", samples.pdf(), "application/pdf")).replace(/\?.*/, "");
  const media = (await stage.line.browse(link, { method: "POST" })).headers["location"] ?? "";

  const tries = [
    `${link}x`,
    link.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
    link.replace("/f/", "/media/"),
    media.replace("/media/", "/f/"),
    `${PUBLIC_URL}/f/..%2f..%2fetc%2fpasswd`,
    `${PUBLIC_URL}/f/`,
  ];

  for (const each of tries) {
    expect([each, (await stage.line.browse(each)).status]).toEqual([each, 404]);
    expect([each, (await stage.line.browse(each, { method: "POST" })).status]).toEqual([each, 404]);
  }
});

it("of a customer who is forgotten, the links are dead and the files are removed", async () => {
  const talk = await openTalk(stage, "Customer of oblivion");
  const link = await send(talk, "secret.pdf", samples.pdf(), "application/pdf");
  const media = (await stage.line.browse(link, { method: "POST" })).headers["location"] ?? "";
  const { id, conversationId } = await stage.db.content.findFirstOrThrow({
    where: { name: "secret.pdf", kind: "file" },
  });
  await stage.quiet();

  await aki.slash("/line", `forget ${conversationId}`, stage.channel);
  const form = await until("the form", () => stage.slack.views.findLast(({ user }) => user === aki.userId));
  await aki.submit(form.view, { number: String(conversationId) });
  await until("it is erased", async () =>
    (await stage.db.content.findUniqueOrThrow({ where: { id } })).state === "erased" ? true : undefined,
  );

  expect([(await stage.line.browse(link)).status, (await stage.line.browse(media)).status]).toEqual([410, 410]);
});

// last: the clock is not itself any more afterwards
it("a file is there for weeks; after its time the page says so, and it is removed here, too", async () => {
  const talk = await openTalk(stage, "Customer of the past");
  const link = await send(talk, "old.pdf", samples.pdf(), "application/pdf");
  await aki.upload(stage.channel, [{ name: "a.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" }], {
    thread_ts: talk.card.ts,
  });
  const photo = await until("the photo", () =>
    stage.line.phone(talk.customer).find(({ message }) => message.type === "image"),
  );
  const open = (): Promise<Opened> => stage.line.browse(String(photo.message["originalContentUrl"]));
  const { id } = await stage.db.content.findFirstOrThrow({ where: { name: "old.pdf", kind: "file" } });

  stage.clock.advance(29 * DAY);
  const weeks = [(await open()).status];
  stage.clock.advance(2 * DAY);
  weeks.push((await open()).status);
  const late = await stage.line.browse(link, { headers: { "accept-language": "en" } });
  const press = await stage.line.browse(link, { method: "POST" });
  await until("it is retired", async () =>
    (await stage.db.content.findUniqueOrThrow({ where: { id } })).state === "retired" ? true : undefined,
  );
  stage.clock.advance(-31 * DAY);

  expect([late.status, press.status, read(late).includes("not available any more")]).toEqual([410, 410, true]);
  expect(weeks).toEqual([200, 410]);
  // the link would be alive again, the file is not
  expect((await stage.line.browse(link)).status).toBe(410);
});
