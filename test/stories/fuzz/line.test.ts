import { afterAll, beforeAll, expect, it } from "vitest";

import { mutate, pick, seeded } from "../../support/mutate.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { GROUPS: "on" } });
});
afterAll(() => stage.close());

/** Real events of every kind, as the fake LINE makes them. */
async function samples(): Promise<object[]> {
  const { line } = stage;
  const customer = line.customer({ name: "Sakura" });
  const group = line.group({ name: "Family", members: [customer] });
  const later = { deliver: false };
  const sent = [
    await customer.write("予約できますか？ (hello)", later),
    await customer.write("in a group", { ...later, in: group }),
    await customer.send({ type: "sticker", packageId: "446", stickerId: "1988" }, later),
    await customer.send({ type: "location", title: "Shop", address: "Tokyo", latitude: 35.6, longitude: 139.7 }, later),
    await customer.send({ type: "file", fileName: "a.pdf", bytes: new Uint8Array([1, 2, 3]) }, later),
    await customer.send({ type: "image" }, later),
    await customer.follow(later),
    await customer.unfollow(later),
    await customer.postback("action=buy", later),
    await group.join(later),
    await group.add([line.customer({ name: "Ken" }), line.customer({ name: "Mei" })], later),
    await customer.other({ type: "beacon", beacon: { hwid: "d41d8cd98f", type: "enter" } }, later),
  ];
  await customer.follow(later);
  return sent.map((each) => each.event);
}

it(
  "survives 5,000 broken webhooks: no 5xx, nothing said to a customer, and goes on working",
  { timeout: 120_000 },
  async () => {
    const { line } = stage;
    const random = seeded(20_261_120);
    const events = await samples();
    const statuses = new Map<number, number>();

    for (let sent = 0; sent < 5_000; sent += 25) {
      const batch = Array.from({ length: 25 }, () => {
        const body = { destination: line.botUserId, events: [pick(random, events), pick(random, events)] };
        // what is broken above the events is broken less often: most bodies are to reach the reader
        const broken =
          random() < 0.1
            ? mutate(body, random)
            : { ...body, events: body.events.map((event) => mutate(event, random)) };
        return random() < 0.02 ? JSON.stringify(broken).slice(0, 40) : JSON.stringify(broken);
      });
      for (const { status } of await Promise.all(batch.map((rawBody) => line.post([], { rawBody })))) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
    const customer = line.customer({ name: "Last" });
    const last = await customer.write("still there?");
    await stage.quiet();

    expect(new Set(statuses.keys())).toEqual(new Set([200, 400]));
    expect(last.delivery.status).toBe(200);
    expect(
      await stage.db.message.count({ where: { originKey: { endsWith: `:${last.messageId}` }, deskTs: { not: null } } }),
    ).toBe(1);
    expect(line.calls.filter((call) => call.method === "POST" && call.path.includes("/message/"))).toEqual([]);
  },
);
