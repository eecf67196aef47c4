import { afterEach, beforeAll, afterAll, expect, it } from "vitest";

import type { Call, FaultAction } from "../../../src/sandbox/faults.ts";
import { seen } from "../../support/seen.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
let chats = 0;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => {
  stage.line.setFault(undefined);
  stage.slack.setFault(undefined);
});
afterAll(() => stage.close());

const onProfiles =
  (action: FaultAction) =>
  (call: Call, phase: string): FaultAction | undefined =>
    phase === "before" && call.method.includes("/v2/bot/profile/") ? action : undefined;

it.each<[string, FaultAction]>([
  ["knows nobody", { kind: "answer", status: 404, body: { message: "Not found" } }],
  ["fails", { kind: "answer", status: 500, body: { message: "Internal server error" } }],
  ["cuts the line", { kind: "reset" }],
  ["answers nonsense", { kind: "answer", status: 200, body: "<html>" }],
  [
    "says there were too many calls",
    { kind: "answer", status: 429, body: { message: "The API rate limit has been exceeded. Try again later." } },
  ],
])("words come through at once when the profile call %s", async (_what, fault) => {
  stage.line.setFault(onProfiles(fault));
  const customer = stage.line.customer({ name: "Unknown for now" });

  await customer.write("do you hear me?");
  chats += 1;
  const card = await stage.card(chats);
  const shown = await stage.inThread(card, "do you hear me?");

  expect(shown.username).toBe("Customer · LINE");
  expect(seen(card)[0]).toBe(`Customer · #${chats}`);
});

it("words wait no longer than a moment for a profile that does not come, and others not at all", async () => {
  stage.line.setFault(onProfiles({ kind: "hang", milliseconds: 60_000 }));
  const customers = ["One", "Two", "Three"].map((name) => stage.line.customer({ name }));

  for (const customer of customers) await customer.write("is anybody there?");
  chats += 3;
  const shown = await stage.inThread(await stage.card(chats), "is anybody there?");

  expect(shown.username).toBe("Customer · LINE");
});

it("the name comes later, when LINE gives it", async () => {
  stage.line.setFault(onProfiles({ kind: "answer", status: 500 }));
  const customer = stage.line.customer({ name: "Known at last" });
  await customer.write("first");
  chats += 1;
  const card = await stage.card(chats);
  await stage.quiet();

  stage.line.setFault(undefined);
  stage.clock.advance(61_000);
  await customer.write("second");
  const shown = await stage.inThread(card, "second");
  const named = await until("the name on the card", async () => {
    const title = seen((await stage.slack.message(stage.channel, card.ts)) ?? card)[0];
    return title?.startsWith("Known at last") ? title : undefined;
  });

  expect(shown.username).toBe("Known at last · LINE");
  expect(named).toContain(`#${chats}`);
});

it("a picture that Slack cannot fetch costs the picture, not the words, and the card is still kept up to date", async () => {
  stage.slack.setFault((call, phase) =>
    phase === "before" && JSON.stringify((call.body as { blocks?: unknown }).blocks ?? []).includes("image_url")
      ? {
          kind: "answer",
          status: 200,
          body: {
            ok: false,
            error: "invalid_blocks",
            response_metadata: { messages: ["[ERROR] downloading image failed"] },
          },
        }
      : undefined,
  );
  const customer = stage.line.customer({ name: "Broken picture", pictureUrl: "https://profile.line-scdn.net/gone" });
  const aki = await stage.staff();

  await customer.write("look at me", { timestamp: Date.now() - 9_000 });
  chats += 1;
  const card = await stage.card(chats);
  await stage.inThread(card, "look at me");
  await aki.say(stage.channel, "We see you", { thread_ts: card.ts });
  const updated = await until("the card says answered", async () => {
    const now = seen((await stage.slack.message(stage.channel, card.ts)) ?? card);
    return now[1]?.includes("*Answered*") ? now : undefined;
  });

  expect(seen(card)[0]).toBe(`Broken picture · #${chats}`);
  expect(updated[2]).toBe("look at me");
});
