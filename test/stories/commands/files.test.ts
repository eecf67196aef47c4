import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let talk: Talk;
let aki: Staff;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  talk = await openTalk(stage, "Hanako");
});
afterAll(() => closeSpotless(stage));

interface Said {
  text: string;
  blocks?: { text?: { text: string } }[];
}

async function files(words: string): Promise<Said> {
  const { status, answer } = await aki.slash("/line", `files ${words}`, stage.channel);
  expect(status).toBe(200);
  return answer as Said;
}

describe("files", () => {
  it("says that there are none", async () => {
    expect((await files("1")).text).toContain("There are no files or pictures");
  });

  it("lists pictures and files, the newest first, each with a link to its message", async () => {
    await stage.db.message.createMany({ data: rows(2) });

    const { blocks = [] } = await files("1");

    expect(blocks).toHaveLength(3);
    expect(blocks[0]?.text?.text).toContain("*Hanako* · #1");
    expect(blocks[1]?.text?.text).toContain("見積 &lt;1&gt;.pdf");
    expect(blocks[1]?.text?.text).toMatch(/<https:\/\/[^|]+\/p1700000001000000\|Open>/);
    expect(blocks[2]?.text?.text).toContain("sent an image");
  });

  it("has pages, and is shown in the chat's modal too", async () => {
    await stage.db.message.createMany({ data: rows(30, 100) });

    const { blocks = [] } = await files("1");
    expect(blocks).toHaveLength(22);
    expect((await files("1 page:2")).blocks).toHaveLength(14);
    expect((await files("1 page:9")).text).toContain("nothing on this page");
    expect((await files("1 please")).text).toContain("`/line files CHAT`");

    await aki.shortcut("manage_chat", { channel: stage.channel, ts: talk.card.ts });
    const modal = stage.slack.views.at(-1);
    if (!modal) throw new Error("nothing shown");
    await aki.clickView(modal.view, "do:files");
    expect(JSON.stringify(stage.slack.views.at(-1)?.view.blocks)).toContain(".pdf");
  });
});

const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({
    id: `00000000-0000-4000-8000-${String(from + n).padStart(12, "0")}`,
    accountId: 1,
    conversationId: 1,
    author: "customer",
    originKey: `line:test:${from + n}`,
    parts: n % 2 === 0 ? [{ kind: "image" }] : [{ kind: "file", name: `見積 <${n}>.pdf` }],
    state: "received",
    deskChannel: stage.channel,
    deskTs: `170000000${n % 10}.000000`,
    at: new Date(Date.UTC(2026, 0, 1, 0, from + n)),
  }));
