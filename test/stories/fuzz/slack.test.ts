import { afterAll, beforeAll, expect, it } from "vitest";

import { isInternalComment, leadsWithCommand } from "../../../src/core/text.ts";
import { mutate, pick, seeded } from "../../support/mutate.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** May these words go? Written without a look at how the app decides. */
function mayGo(event: unknown, { root, members }: { root: string; members: string[] }): boolean {
  if (!isJson(event)) return false;
  const changed = event["subtype"] === "message_changed";
  const message = changed ? event["message"] : event;
  if (!isJson(message)) return false;
  const written = [undefined, "file_share", "thread_broadcast"].includes(message["subtype"] as undefined);
  const app = Boolean(message["bot_id"]) || Boolean(message["app_id"]);
  return written && !app && message["thread_ts"] === root && members.includes(String(message["user"]));
}

it(
  "survives 5,000 broken events: no 5xx, and nothing leaves but a member's words in the thread",
  { timeout: 180_000 },
  async () => {
    const { line, slack, channel } = stage;
    const random = seeded(11_202_026);
    const customer = line.customer({ name: "Sakura" });
    await customer.write("hello");
    const card = await stage.card();
    const [aki, guest, outsider, bot] = [
      await slack.staff({ name: "aki" }),
      await slack.staff({ name: "guest", guest: true }),
      await slack.staff({ name: "outsider", outside: true }),
      await slack.staff({ name: "robot", bot: true }),
    ];
    const inThread = { thread_ts: card.ts, deliver: false };
    const events = [
      (await aki.say(channel, "The answer", inThread)).event,
      (await aki.say(channel, "// for us only", inThread)).event,
      (await aki.say(channel, "/remind me", inThread)).event,
      (await aki.say(channel, "beside the thread", { deliver: false })).event,
      (await guest.say(channel, "a guest's words", inThread)).event,
      (await outsider.say(channel, "an outsider's words", inThread)).event,
      (await bot.say(channel, "a robot's words", inThread)).event,
    ];
    const changes = events.map((event) => ({
      ...{
        type: "message",
        subtype: "message_changed",
        hidden: true,
        channel,
        channel_type: "channel",
        ts: "1700000001.000100",
        event_ts: "1700000001.000100",
      },
      message: { ...event, text: "edited words", edited: { user: aki.userId, ts: "1700000001.000000" } },
      previous_message: event,
    }));
    const removals = events.map((event) => ({
      ...{
        type: "message",
        subtype: "message_deleted",
        hidden: true,
        channel,
        channel_type: "channel",
        ts: "1700000002.000100",
        event_ts: "1700000002.000100",
      },
      deleted_ts: event["ts"],
      previous_message: event,
    }));
    const reaction = {
      type: "reaction_added",
      user: aki.userId,
      reaction: "x",
      item_user: aki.userId,
      item: { type: "message", channel, ts: card.ts },
      event_ts: "1700000003.000100",
    };
    const all: Json[] = [...events, ...changes, ...removals, reaction];
    const statuses = new Map<number, number>();
    const sentEvents: unknown[] = [];

    for (let sent = 0; sent < 5_000; sent += 25) {
      const bodies = Array.from({ length: 25 }, () => {
        const event = { ...pick(random, all) };
        // new words each time, or the first copy of a message would make all later ones repetitions
        if (random() < 0.3)
          event["ts"] =
            `17000${String(Math.floor(random() * 1e5)).padStart(5, "0")}.${String(Math.floor(random() * 1e6)).padStart(6, "0")}`;
        const body = {
          type: "event_callback",
          team_id: slack.teamId,
          api_app_id: slack.appId,
          event_id: `Ev${random()}`,
          event_time: 1_700_000_000,
          event: mutate(event, random),
        };
        const broken = (random() < 0.1 ? mutate(body, random) : body) as Json;
        sentEvents.push(broken["event"]);
        return JSON.stringify(broken);
      });
      for (const { status } of await Promise.all(bodies.map((body) => slack.post(body))))
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    // marks wait for Slack's budget of reactions; words and questions do not
    const rest = { status: { in: ["pending", "trying"] }, kind: { not: "mark" } };
    await until(
      "no words pending",
      async () => (await stage.db.delivery.count({ where: rest })) === 0 || undefined,
      90_000,
    );

    // the words are old (their time is part of them), so each of them is asked about, and none goes by itself
    expect([...statuses.keys()].filter((status) => status >= 500 || status === 0)).toEqual([]);
    expect(stage.received(customer)).toEqual([]);
    const members = [aki.userId];
    const stored = await stage.db.message.findMany({
      where: { author: "staff", state: { in: ["held", "sending", "sent"] } },
    });
    const asked = await stage.db.message.findMany({ where: { author: "staff", state: "asked", reason: "askLate" } });
    expect(stored).toEqual([]);
    for (const message of asked) {
      expect(members).toContain(message.staffId);
      expect(sentEvents.some((event) => mayGo(event, { root: card.ts, members }))).toBe(true);
    }
    const said = await aki.say(channel, "and it goes on", { thread_ts: card.ts });
    await until("the last words", () => stage.received(customer)[0]);
    expect(said.delivery.status).toBe(200);
    expect(stage.received(customer)).toEqual(["and it goes on"]);
    expect(isInternalComment("// for us only") && leadsWithCommand("/remind me")).toBe(true);
  },
);
