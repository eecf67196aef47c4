import { afterEach, expect, it } from "vitest";

import type { Call, FaultAction } from "../../../src/sandbox/faults.ts";
import { seen } from "../../support/seen.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
afterEach(() => stage.close());

const down =
  (action: FaultAction) =>
  (_call: Call, phase: string): FaultAction | undefined =>
    phase === "before" ? action : undefined;

it.each<[string, FaultAction]>([
  ["answers 503", { kind: "answer", status: 503, body: "down" }],
  ["cuts every connection", { kind: "reset" }],
])(
  "the app starts while Slack %s, takes what customers write, and brings it when Slack is back",
  async (_what, action) => {
    stage = await startStage({ started: false });
    stage.slack.setFault(down(action));
    await stage.start();
    const [mei, rin] = [stage.line.customer({ name: "Mei" }), stage.line.customer({ name: "Rin" })];

    const sent = [await mei.write("mei one"), await rin.write("rin one"), await mei.write("mei two")];
    const ready = await fetch(`${stage.url()}/readyz`);
    await until("Slack was tried", () => stage.slack.calls.find((call) => call.method === "chat.postMessage"));
    stage.slack.setFault(undefined);
    await stage.quiet();

    const threads = await Promise.all((await stage.cards()).map((card) => stage.slack.thread(stage.channel, card.ts)));
    expect(sent.map((each) => each.delivery.status)).toEqual([200, 200, 200]);
    expect(ready.status).toBe(200);
    expect(threads.map((thread) => thread.slice(1).flatMap(seen))).toEqual([["mei one", "mei two"], ["rin one"]]);
  },
);

it("a channel without the bot keeps the words until somebody invites it", async () => {
  stage = await startStage();
  await stage.slack.removeBot(stage.channel);
  const customer = stage.line.customer({ name: "Kept" });

  const sent = await customer.write("is this kept?");
  await until("Slack refused", () =>
    stage.db.lane.findFirst({ where: { blockedUntil: { gt: stage.clock.now() } } }).then((lane) => lane ?? undefined),
  );
  await stage.slack.addBot(stage.channel);
  stage.clock.advance(60_000);
  await stage.inThread(await stage.card(), "is this kept?");

  expect(sent.delivery.status).toBe(200);
  expect(await stage.cards()).toHaveLength(1);
});
