import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";

const HELD = "hourglass_flowing_sand";
const SENT = "white_check_mark";

describe("a command that was answered", () => {
  let house: Stage;
  let staff: Staff;
  beforeEach(async () => {
    house = await startStage({ settings: { SEND_HOLD_SECONDS: "10" } });
    staff = await house.staff("aki");
  });
  afterEach(() => house.close());

  it("is in the database: it goes after a restart, once, and to nobody else", async () => {
    const one = await openTalk(house, "Hanako");
    const two = await openTalk(house, "Taro");
    await staff.slash("/line", "send 2 for Taro", house.channel);
    await house.stop();
    const kept = await house.db.message.findMany({ where: { author: "staff" } });
    await house.start();
    house.clock.advance(10_000);
    await two.arrived();
    await two.told("aki sends to the customer");
    await house.quiet();

    expect(kept).toMatchObject([{ conversationId: 2, state: "held" }]);
    expect(two.received()).toEqual(["for Taro"]);
    expect(one.received()).toEqual([]);
  });

  it("has one line in the thread, and its marks there, when Slack's answer is lost", async () => {
    const one = await openTalk(house, "Hanako");
    house.slack.setFault(({ method, body }, phase) =>
      method === "chat.postMessage" && phase === "after" && JSON.stringify(body).includes("lost answer")
        ? { kind: "reset" }
        : undefined,
    );
    await staff.slash("/line", "send 1 lost answer", house.channel);
    const line = await one.told("lost answer");
    house.slack.setFault(undefined);
    await one.marked(line, HELD);
    house.clock.advance(10_000);
    await one.arrived();
    await one.marked(line, SENT);
    await house.quiet();

    expect((await one.thread()).filter((text) => text.includes("lost answer"))).toHaveLength(1);
    expect(one.received()).toEqual(["lost answer"]);
  });
});
