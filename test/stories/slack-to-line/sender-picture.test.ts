/** The customer sees who answers, with the picture that they have in Slack. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";

import { PUBLIC_URL, type Stage, startStage } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let host: Server;
const asked: string[] = [];
let count = 0;

beforeAll(async () => {
  const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#c33" } })
    .jpeg()
    .toBuffer();
  host = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/login") response.writeHead(200, { "content-type": "text/html" }).end("<html>sign in</html>");
    else if (request.url === "/away") response.writeHead(302, { location: "http://10.0.0.1/secret" }).end();
    else response.writeHead(200, { "content-type": "image/jpeg" }).end(photo);
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  stage = await startStage({ settings: { SENDER_NAME: "name-and-picture" } });
});
afterAll(async () => {
  expect(stage.line.violations).toEqual([]);
  await stage.close();
  host.closeAllConnections();
  host.close();
});

const next = (): Promise<Talk> => openTalk(stage, `Viewer ${(count += 1)}`);
const at = (path: string): string => `http://127.0.0.1:${(host.address() as AddressInfo).port}${path}`;
const hired = (name: string, path: string) => stage.slack.staff({ name, pictureUrl: at(path) });
const senders = (talk: Talk) =>
  stage.line.phone(talk.customer).flatMap(({ from, sender }) => (from === "account" ? [sender] : []));

it("a square PNG of ours stands beside the name; Slack is asked for it once", async () => {
  const aki = await hired("Aki", "/aki.jpg");
  const talk = await next();
  await talk.say(aki, "Hello");
  await talk.say(aki, "How are you?");
  await talk.arrived(2);

  const [first, second] = senders(talk);
  expect(first).toEqual({
    name: "Aki",
    iconUrl: expect.stringMatching(/^https:\/\/shop\.example\/staff\/[\w-]{32}\.png$/),
  });
  expect(second).toEqual(first);
  expect(asked.filter((path) => path === "/aki.jpg")).toHaveLength(1);

  const icon = await fetch(String(first?.iconUrl).replace(PUBLIC_URL, stage.url()));
  const bytes = Buffer.from(await icon.arrayBuffer());
  expect(icon.headers.get("content-type")).toBe("image/png");
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 300, height: 300 });
  expect(bytes.length).toBeLessThan(1_000_000);
});

it("a new picture gets an address of its own, and the old one goes on for old messages", async () => {
  const talk = await next();
  const ben = await hired("Ben", "/ben.jpg");
  await talk.say(ben, "Before");
  await talk.arrived();
  await stage.db.staff.update({ where: { userId: ben.userId }, data: { pictureUrl: at("/new.jpg") } });
  await talk.say(ben, "After");
  await talk.arrived(2);

  const [before, after] = senders(talk).map((sender) => String(sender?.iconUrl));
  expect(after).not.toBe(before);
  for (const url of [before, after])
    expect((await fetch(String(url).replace(PUBLIC_URL, stage.url()))).status).toBe(200);
});

const broken: [what: string, path: string][] = [
  ["a page to sign in", "/login"],
  ["somewhere inside of our network", "/away"],
];
it.each(broken)("where the picture is %s, the name goes alone", async (what, path) => {
  const talk = await next();
  await talk.say(await hired(`Chie ${what.length}`, path), "Hello");
  await talk.arrived();

  expect(senders(talk)).toEqual([{ name: `Chie ${what.length}` }]);
});

it("an address of somebody else is not fetched", async () => {
  const talk = await next();
  await talk.say(await stage.slack.staff({ name: "Dai", pictureUrl: "https://evil.example/a.png" }), "Hello");
  await talk.arrived();

  expect(senders(talk)).toEqual([{ name: "Dai" }]);
});

it("nothing else is reachable under the addresses of pictures", async () => {
  const paths = ["/staff/", "/staff/x.png", `/staff/${"a".repeat(32)}.png`, "/staff/..%2f..%2fetc%2fpasswd.png"];
  for (const path of paths) expect((await fetch(`${stage.url()}${path}`)).status).toBe(404);
});

it("without a public address only the name goes", async () => {
  const quiet = await startStage({ settings: { SENDER_NAME: "name-and-picture", PUBLIC_URL: "" } });
  const talk = await openTalk(quiet, "Sakura");
  await talk.say(await quiet.slack.staff({ name: "Emi", pictureUrl: at("/emi.jpg") }), "Hello");
  await talk.arrived();

  expect(quiet.line.phone(talk.customer).at(-1)?.sender).toEqual({ name: "Emi" });
  await quiet.close();
});
