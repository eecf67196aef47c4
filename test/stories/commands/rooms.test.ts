/** Who can read along in the channel: what is said about a public one, and that nothing is said in one of others. */
import { afterEach, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, type StageOptions, startStage, until } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
afterEach(() => stage.close());

async function begin(options: StageOptions = {}): Promise<void> {
  stage = await startStage({ ...options, started: false });
  aki = await stage.staff("aki");
  stage.settings["ADMIN_ALERT"] = aki.userId;
}

const inChannel = async (words: string): Promise<number> =>
  (await stage.slack.history(stage.channel)).filter(({ text }) => text.includes(words)).length;
const alerts = async (): Promise<string[]> =>
  (await stage.slack.directMessages(aki.userId)).map(({ text }) => text).filter((text) => text.includes("shared with"));
const everythingSaid = (): string =>
  JSON.stringify(stage.slack.calls.filter(({ method }) => method === "chat.postMessage").map(({ body }) => body));
const written = { timestamp: Date.now() - 120_000 };

describe("a public channel", () => {
  it("is warned about once, whoever restarts, and works", async () => {
    const lines: string[] = [];
    await begin({ warned: false, log: { write: (line) => void lines.push(line) }, settings: { LOG_LEVEL: "warn" } });
    await stage.start();
    await openTalkWithWarning();
    await until("the warning", async () => ((await inChannel("is a public channel")) === 1 ? true : undefined));

    await stage.stop();
    await stage.start();
    await until("a look", () =>
      lines.filter((line) => line.includes("channel is public")).length >= 2 ? true : undefined,
    );
    await stage.quiet();

    expect(await inChannel("is a public channel")).toBe(1);
    expect(stage.slack.violations).toEqual([]);
  });

  async function openTalkWithWarning(): Promise<void> {
    await stage.line.customer({ name: "Hanako" }).write("Hello?", written);
    await until("the words", async () => (everythingSaid().includes("Hello?") ? true : undefined));
  }
});

it("a private channel is not warned about", async () => {
  await begin({ warned: false, slack: { channels: [{ name: "support", isPrivate: true }] } });
  await stage.start();
  await openTalk(stage, "Hanako");
  await stage.quiet();

  expect(await inChannel("is a public channel")).toBe(0);
});

describe("a channel that is shared with another organisation", () => {
  it("is told nothing from the first word on; words wait and come when it is ours alone", async () => {
    await begin();
    await stage.slack.share(stage.channel, true);
    await stage.start();
    await stage.line.customer({ name: "Hanako" }).write("My secret", written);

    await until("the alert", async () => (await alerts())[0]);
    await until("tried several times", async () => {
      stage.clock.advance(10_000);
      return (await stage.db.lane.findFirst({ where: { troubleTries: { gte: 3 } } })) ?? undefined;
    });
    expect(everythingSaid()).not.toContain("My secret");
    expect(everythingSaid()).not.toContain("Hanako");
    expect(await stage.db.message.count()).toBe(1);

    await stage.slack.share(stage.channel, false);
    await until("the words", async () => {
      stage.clock.advance(10_000);
      return everythingSaid().includes("My secret") || undefined;
    });
    await stage.quiet();
    expect(await alerts()).toHaveLength(1);
  });

  it("stops being told when others are let in, and commands are refused there", async () => {
    await begin();
    await stage.start();
    const talk = await openTalk(stage, "Hanako");
    await aki.slash("/line", "help", stage.channel);

    await stage.slack.share(stage.channel, true);
    await talk.customer.write("Only for you", { timestamp: stage.clock.now().getTime() - 60_000 });
    await until("the alert", async () => (await alerts())[0]);
    const { answer } = await aki.slash("/line", "tag 1 +VIP", stage.channel);

    expect(JSON.stringify(answer)).toContain("is shared with another organisation");
    expect(await stage.db.chatTag.count()).toBe(0);
    expect(everythingSaid()).not.toContain("Only for you");
    expect((await stage.db.account.findFirst())?.deskState).toBe("shared_with_others");

    await stage.slack.share(stage.channel, false);
    await until("the words", async () => {
      stage.clock.advance(10_000);
      return everythingSaid().includes("Only for you") || undefined;
    });
    await until(
      "the channel is well",
      async () => (await stage.db.account.findFirst())?.deskState === "ok" || undefined,
    );
    expect(stage.slack.violations).toEqual([]);
  });

  it("is noticed without being told, within ten minutes", async () => {
    await begin();
    await stage.start();
    const talk = await openTalk(stage, "Hanako");
    stage.slack.setFault(({ method }, phase) =>
      method === "conversations.info" && phase === "before"
        ? { kind: "answer", status: 200, body: { ok: true, channel: { id: stage.channel, is_ext_shared: true } } }
        : undefined,
    );

    stage.clock.advance(11 * 60_000);
    await until("the alert", async () => (await alerts())[0]);
    await talk.customer.write("Nobody else", { timestamp: stage.clock.now().getTime() - 60_000 });
    await until("stored", async () => ((await stage.db.message.count()) === 2 ? true : undefined));

    expect(everythingSaid()).not.toContain("Nobody else");
  });

  it("is used where the settings allow it", async () => {
    await begin({ settings: { ALLOW_SHARED_CHANNELS: "on" } });
    await stage.slack.share(stage.channel, true);
    await stage.start();

    await openTalk(stage, "Hanako");
    const { answer } = await aki.slash("/line", "tag 1 +VIP", stage.channel);

    expect(JSON.stringify(answer)).toContain("tagged");
    expect(await alerts()).toEqual([]);
  });

  it.each(["hang", "reset"] as const)(
    "stops nothing while nobody knows whether it is: Slack's answers %s",
    async (kind) => {
      await begin();
      stage.slack.setFault(({ method }, phase) =>
        method === "conversations.info" && phase === "before" ? { kind, milliseconds: 20_000 } : undefined,
      );
      await stage.start();

      await openTalk(stage, "Hanako");

      expect(everythingSaid()).toContain("Hello?");
      expect(await alerts()).toEqual([]);
    },
  );
});
