/** A file of staff on its way to LINE, killed at its calls: it is on the phone once, behind its words, and can be opened. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { until } from "../../../src/cli/sandbox/world.ts";
import type { Phase } from "../../../src/sandbox/faults.ts";
import type { LineMessage } from "../../../src/sandbox/line/types.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type House, openHouse, type Victim } from "../../support/kill-harness.ts";
import * as samples from "../../support/samples.ts";
import { PUBLIC_URL } from "../../support/stage.ts";

let house: House;
let aki: Staff;
beforeAll(async () => {
  house = await openHouse({ settings: { PUBLIC_URL } });
  house.line.route(PUBLIC_URL, `http://127.0.0.1:${house.settings["PORT"]}`);
  aki = await house.slack.staff({ name: "aki" });
}, 120_000);
afterAll(() => house.close());

const cases: { at: string; phase: Phase; victim: Victim }[] = [
  { at: "files.info", phase: "after", victim: "app" },
  { at: "download", phase: "before", victim: "app" },
  { at: "download", phase: "after", victim: "app and database" },
  { at: "download", phase: "answered", victim: "app" },
  { at: "POST /v2/bot/message/push", phase: "before", victim: "app" },
  { at: "POST /v2/bot/message/push", phase: "after", victim: "app and database" },
  { at: "POST /v2/bot/message/push", phase: "answered", victim: "app" },
];

let count = 0;

describe("a photo and a document with words", () => {
  it.each(cases)("are on the phone once when $victim dies at: $at, $phase", { timeout: 180_000 }, async (each) => {
    count += 1;
    const mark = `file${count}x`;
    const { line, slack, channel } = house;
    const customer = line.customer({ name: `Customer ${mark}` });
    await customer.write(`${mark}-0`, { timestamp: Date.now() - 3_600_000 });
    await house.settled(mark, 1);
    const root = (await slack.history(channel)).find((message) => message.text.includes(mark));
    const files = [
      { name: "menu.jpg", bytes: await samples.jpeg(), mimetype: "image/jpeg" },
      { name: "list.pdf", bytes: samples.pdf(), mimetype: "application/pdf" },
    ];

    const death = house.killAt((call) => call.method === each.at, each.phase, each.victim);
    await aki.upload(channel, files, { thread_ts: root?.ts ?? "", text: `${mark}-1` });
    await death;
    await house.start();
    await until(
      `${mark}-1 stored`,
      async () => (await house.look("SELECT FROM message WHERE parts::text LIKE $1", [`%${mark}-1%`]))[0],
    );
    await house.settled(mark, 2);

    const shown = line.phone(customer).flatMap(({ from, message }) => (from === "account" ? [message] : []));
    expect(shown.map((message) => message["text"] ?? message.type)).toEqual([`${mark}-1`, "image", "template"]);
    const opened = await line.open(shown[1] as LineMessage);
    expect([opened.original.status, opened.preview?.status]).toEqual([200, 200]);
    expect(line.violations).toEqual([]);
  });
});
