/** The token of the workspace, and what customers sent, go to Slack's own hosts: as in production, with no test server's. */
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";

import { WebClient } from "@slack/web-api";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { download } from "../../src/slack/download.ts";
import { upload } from "../../src/slack/uploads.ts";
import { inward, openWideWorld, type WideWorld } from "../support/wide-world.ts";

let world: WideWorld;
beforeAll(async () => {
  world = await openWideWorld();
});
afterEach(() => world.forget());
afterAll(() => world.close());

const file = "files.slack.com/files-pri/T1-F1/menu.pdf";
const authorization = "Bearer xoxb-secret";
const fetching = (url: string) =>
  download({ url, token: "xoxb-secret", apiUrl: "https://slack.com/api/", isPage: false, bytes: undefined });

const others = [
  ...inward,
  "https://files.slack.com.evil.example/x",
  "https://evilslack.com/x",
  "https://files.slack.com@evil.example/x",
  "https://files.slack.com%2f@evil.example/x",
  "https://evil.example/files.slack.com",
  "https://evil.example\\@files.slack.com/x",
  "https://user@files.slack.com/x",
  "https://:secret@files.slack.com/x",
  "https://files.slack.com:8443/x",
  "http://files.slack.com/x",
  "ftp://files.slack.com/x",
];

describe("a file of staff", () => {
  it.each([...others, "no address", ""])(
    "is not fetched from %s: its host decides before anybody is asked",
    async (url) => {
      await expect(fetching(url)).rejects.toMatchObject({ code: "foreign_host", retryable: false });
      expect([world.sought, world.asked]).toEqual([[], []]);
    },
  );

  it.each([...others, "//evil.example/x", "https://["])(
    "is not followed to %s, and the token stays",
    async (location) => {
      world.answers.set(file, { status: 302, headers: { location } });

      await expect(fetching(`https://${file}`)).rejects.toMatchObject({ code: "foreign_host", retryable: false });
      expect(world.asked).toEqual([{ address: file, authorization }]);
      expect(world.sought).toEqual(["files.slack.com"]);
    },
  );

  it("is followed from one of Slack's hosts to another", async () => {
    world.answers.set(file, { status: 302, headers: { location: "https://cdn.slack-files.com/menu.pdf" } });
    world.answers.set("cdn.slack-files.com/menu.pdf", { status: 200, body: "%PDF" });

    const bytes = await text(Readable.from(await fetching(`https://${file}`)));

    expect(bytes).toBe("%PDF");
    expect(world.asked).toEqual([
      { address: file, authorization },
      { address: "cdn.slack-files.com/menu.pdf", authorization },
    ]);
  });
});

describe("a file of a customer", () => {
  it.each(others)("is not uploaded to %s", async (uploadUrl) => {
    world.answers.set("slack.com/api/files.getUploadURLExternal", {
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ok: true, upload_url: uploadUrl, file_id: "F1" }),
    });
    const client = new WebClient("xoxb-secret", { retryConfig: { retries: 0 } });
    let opened = false;
    const open = () => {
      opened = true;
      return Promise.resolve(Readable.from(["private"]));
    };

    const uploading = upload(client, { name: "a.txt", bytes: 7, open }, new AbortController().signal);

    await expect(uploading).rejects.toMatchObject({ code: "upload_address", retryable: false });
    expect(opened).toBe(false);
    expect(new Set(world.sought)).toEqual(new Set(["slack.com"]));
  });
});
