/** Customers have links for weeks, and open them whatever was set anew meanwhile. */
import { afterAll, beforeAll, expect, it } from "vitest";

import { createLinks } from "../../../src/media/links.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { openFileTalk } from "../../support/file-talk.ts";
import * as samples from "../../support/samples.ts";
import { PUBLIC_URL, type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
let aki: Staff;
let link: string;
let old: string;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
  const talk = await openFileTalk(stage, aki, "Customer of links");
  await talk.upload([{ name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" }]);
  const [message] = await talk.onPhone(1);
  link = String(message?.["originalContentUrl"]);
  await stage.quiet();
  const { id } = await stage.db.content.findFirstOrThrow({ where: { state: "kept", kind: "image" } });
  const until = new Date(Date.now() + 86_400_000);
  old = createLinks(PUBLIC_URL, stage.slack.signingSecret).media(id, until);
});
afterAll(() => stage.close());

const statusOf = async (url: string): Promise<number> => (await stage.line.browse(url)).status;

it("links from before there was a secret of our own open, as long as Slack's is the same", async () => {
  expect(await statusOf(link)).toBe(200);
  expect(await statusOf(old)).toBe(200);
});

it("a link opens when Slack's signing secret was renewed, and nothing opens that was signed with another", async () => {
  await stage.stop();
  stage.settings["SLACK_SIGNING_SECRET"] = "0123456789abcdef0123456789abcdef";
  await stage.start();

  expect(await statusOf(link)).toBe(200);
  expect(await statusOf(old)).toBe(404);
});
