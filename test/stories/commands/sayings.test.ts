/** What staff send besides words: chosen in a window, seen there once more, held and marked like words. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { LineMessage } from "../../../src/sandbox/line/types.ts";
import type { Staff, View } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";
import { windowSays, written } from "../../support/window.ts";

let stage: Stage;
let aki: Staff;
let boss: Staff;
let count = 0;
beforeAll(async () => {
  stage = await startStage({ settings: { SEND_HOLD_SECONDS: "10" } });
  aki = await stage.staff("aki");
  boss = await stage.slack.staff({ name: "boss", admin: true });
});
afterAll(() => closeSpotless(stage));

const next = (): Promise<Talk> => openTalk(stage, `Chooser ${(count += 1)}`);
const line = (who: Staff, text: string): Promise<unknown> => who.slash("/line", text, stage.channel);

const shown = (talk: Talk): LineMessage[] =>
  stage.line.phone(talk.customer).flatMap(({ from, message }) => (from === "account" ? [message] : []));
const arrived = (talk: Talk): Promise<LineMessage[]> =>
  until("something on the phone", () => (shown(talk).length > 0 ? shown(talk) : undefined));

/** Presses a button of the window and waits for what is said next. */
async function press(who: Staff, view: View, action: string, says: string, value?: string): Promise<View> {
  await who.clickView(view, action, value);
  return windowSays(stage, who, says);
}

// first, for the rows are stamped by the database, whose clock is not moved
it("who sends is told what a colleague wrote meanwhile, and sends with the second press", async () => {
  const talk = await next();
  await line(aki, `sticker ${talk.number} 446`);
  const list = await windowSays(stage, aki, "sticker/1988/");
  const preview = await press(aki, list, "board:stickers:take:1991", "The customer will see this:");
  await talk.say(await stage.staff("ben"), "I have answered");
  await stage.slack.settled();
  await until(
    "ben's words",
    async () => (await stage.db.message.count({ where: { search: "i have answered" } })) > 0 || undefined,
  );
  await aki.submit(preview);
  const again = await windowSays(stage, aki, "wrote to the customer. Look again");
  await aki.submit(again);
  await talk.told("aki sends to the customer");
  stage.clock.advance(25_000);
  await until("both", () => shown(talk).length === 2 || undefined);

  expect(shown(talk).map(({ type }) => type)).toEqual(["text", "sticker"]);
});

it("a sticker is chosen by its picture, sent after the hold, and stands in the thread", async () => {
  const talk = await next();
  await line(aki, `sticker ${talk.number} Sally: Special`);
  const list = await windowSays(stage, aki, "sticker/10855/android/sticker.png");
  const preview = await press(aki, list, "board:stickers:take:10857", "The customer will see this:");
  expect(written(preview)).toContain("sticker/10857/");
  await aki.submit(preview);
  await windowSays(stage, aki, "It goes in 10 seconds");
  const told = await talk.told("aki sends to the customer");
  expect(shown(talk)).toEqual([]);
  stage.clock.advance(10_000);

  expect(await arrived(talk)).toEqual([{ type: "sticker", packageId: "789", stickerId: "10857" }]);
  expect(await talk.marked(told, "white_check_mark")).toContain("white_check_mark");
  expect(JSON.stringify(told.blocks)).toContain("sticker/10857/android/sticker.png");
});

it("stickers are shown page by page, of any package", async () => {
  const talk = await next();
  await line(aki, `sticker ${talk.number}`);
  const first = await windowSays(stage, aki, "1–8 of 24");
  const second = await press(aki, first, "board:stickers:page:1", "9–16 of 24");
  const other = await press(aki, second, "board:stickers:pack", "1–8 of 40", "446");

  expect(written(other)).toContain("sticker/1988/");
});

it("a sticker whose line gets an x within the hold is not sent, and one that is submitted twice goes once", async () => {
  const talk = await next();
  await line(aki, `sticker ${talk.number} 446`);
  const list = await windowSays(stage, aki, "sticker/1988/");
  const preview = await press(aki, list, "board:stickers:take:1988", "The customer will see this:");
  await Promise.all([aki.submit(preview), aki.submit(preview)]);
  const told = await talk.told("aki sends to the customer");
  await talk.marked(told, "hourglass_flowing_sand");
  await aki.react(stage.channel, told.ts, "x");
  await talk.marked(told, "wastebasket");
  stage.clock.advance(30_000);
  await stage.quiet();

  expect(shown(talk)).toEqual([]);
  expect((await talk.thread()).filter((text) => text.includes("aki sends to the customer"))).toHaveLength(1);
});

it("where Slack cannot show its picture, the line in the thread stands without it", async () => {
  const talk = await next();
  await line(aki, `sticker ${talk.number} 446`);
  const list = await windowSays(stage, aki, "sticker/1988/");
  const preview = await press(aki, list, "board:stickers:take:1990", "The customer will see this:");
  stage.slack.setFault(({ method, body }, phase) =>
    method === "chat.postMessage" && phase === "before" && JSON.stringify(body).includes("android/sticker.png")
      ? { kind: "answer", status: 200, body: { ok: false, error: "invalid_blocks" } }
      : undefined,
  );
  await aki.submit(preview);
  const told = await talk.told("aki sends to the customer");
  stage.slack.setFault(undefined);

  expect(JSON.stringify(told.blocks)).not.toContain("sticker.png");
});

it("buttons are checked, previewed as they will look, and sent as LINE's template", async () => {
  const talk = await next();
  await line(aki, `ボタン ${talk.number}`);
  const form = await windowSays(stage, aki, "Text above the buttons");
  const wrong = await aki.submit(form, { text: "お支払いはこちら", label1: "支払う", target1: "http://pay.example" });
  expect(JSON.stringify(wrong.answer)).toContain("neither a link");

  const pay = "https://pay.example/注文?no=1";
  await aki.submit(form, {
    text: "お支払いはこちら",
    label1: "支払う",
    target1: pay,
    label2: "電話する",
    target2: "０３-1234-5678",
  });
  const preview = await windowSays(stage, aki, "電話する → 03-1234-5678");
  await aki.submit(preview);
  await talk.told("お支払いはこちら");
  stage.clock.advance(10_000);

  const actions = [
    { type: "uri", label: "支払う", uri: "https://pay.example/%E6%B3%A8%E6%96%87?no=1" },
    { type: "uri", label: "電話する", uri: "tel:0312345678" },
  ];
  expect(await arrived(talk)).toEqual([
    {
      type: "template",
      altText: `お支払いはこちら\n支払う: ${pay}\n電話する: 03-1234-5678`,
      template: { type: "buttons", text: "お支払いはこちら", actions },
    },
  ]);
});

it("the shop's place is said by an admin, and sent by everybody", async () => {
  const talk = await next();
  await line(aki, `place ${talk.number}`);
  const none = await windowSays(stage, aki, "Nobody has said yet where the shop is");
  expect(written(none)).not.toContain("board:place:change");

  await line(boss, `place ${talk.number}`);
  const empty = await windowSays(stage, boss, "Nobody has said yet");
  const form = await press(boss, empty, "board:place:change", "Coordinates, or a link of the map", "-");
  const place = { title: "花屋 渋谷店", address: "東京都渋谷区1-2-3" };
  const wrong = await boss.submit(form, { ...place, where: "https://maps.app.goo.gl/abc" });
  expect(JSON.stringify(wrong.answer)).toContain("Short links");
  await boss.submit(form, {
    ...place,
    where: "https://www.google.com/maps/place/x/@35.1,139.1,17z/data=!3d35.6586!4d139.7454",
  });
  await windowSays(stage, boss, "place is saved");

  await line(aki, `地図 ${talk.number}`);
  const list = await windowSays(stage, aki, "花屋 渋谷店");
  await aki.submit(await press(aki, list, "board:place:take", "The customer will see this:", "-"));
  await talk.told("花屋 渋谷店");
  stage.clock.advance(10_000);

  expect(await arrived(talk)).toEqual([{ type: "location", ...place, latitude: 35.6586, longitude: 139.7454 }]);
});

it("a running coupon of the account is sent; one that ended meanwhile is not", async () => {
  const talk = await next();
  const { couponId } = stage.line.coupon({ title: "10% off" });
  stage.line.coupon({ title: "Last year", status: "CLOSED" });
  await line(aki, `coupon ${talk.number}`);
  const list = await windowSays(stage, aki, "10% off");
  expect(written(list)).not.toContain("Last year");
  await aki.submit(await press(aki, list, `board:coupons:take:${couponId}`, "The customer will see this:"));
  await talk.told("Coupon: 10% off");
  stage.clock.advance(10_000);

  expect(await arrived(talk)).toEqual([{ type: "coupon", couponId }]);
});

it("while LINE does not tell the coupons, the window says so", async () => {
  const talk = await next();
  stage.line.setFault(({ method }) => (method.includes("/coupon") ? { kind: "answer", status: 500 } : undefined));
  await line(aki, `coupon ${talk.number}`);
  const view = await windowSays(stage, aki, "does not tell the account's coupons");
  expect(written(view)).not.toContain("board:coupons:take");
  stage.line.setFault(undefined);
});

it("what LINE's dry run refuses is explained before anything goes, and takes no other words with it", async () => {
  const talk = await next();
  await line(aki, `button ${talk.number}`);
  const form = await windowSays(stage, aki, "Text above the buttons");
  await aki.submit(form, { text: "Look", label1: "Open", target1: "https://shop.example" });
  await aki.submit(await windowSays(stage, aki, "Open → https://shop.example"));
  await talk.told("Open: https://shop.example");
  const body = {
    message: "The request body has 1 error(s)",
    details: [{ message: "no good", property: "messages[0]" }],
  };
  stage.line.setFault(({ method }) =>
    method.includes("/validate/") ? { kind: "answer", status: 400, body } : undefined,
  );
  await talk.say(aki, "See you");
  await stage.slack.settled();
  stage.clock.advance(25_000);
  await talk.told("LINE refused the message");
  await talk.arrived();
  stage.line.setFault(undefined);
  await stage.quiet();

  expect(shown(talk)).toEqual([{ type: "text", text: "See you" }]);
});
