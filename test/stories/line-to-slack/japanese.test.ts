import { afterAll, beforeAll, expect, it } from "vitest";

import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { LOCALE: "ja", TIMEZONE: "Asia/Tokyo" } });
});
afterAll(() => closeSpotless(stage));

it("a team that works in Japanese reads Japanese", async () => {
  const { line, slack, channel } = stage;
  const at = Date.now() - 3_600_000;
  const clock = new Date(at).toLocaleTimeString("ja-JP", {
    timeZone: "Asia/Tokyo",
    hour: "2-digit",
    minute: "2-digit",
  });
  const customer = line.customer({ name: "" });
  const group = line.group({ name: "花見", members: [customer] });

  const late = await customer.write("先に書いた", { timestamp: at, deliver: false });
  await customer.write("明日は開いていますか？", { timestamp: at + 60_000 });
  const card = await stage.card();
  await customer.send({ type: "image" });
  await late.deliver();
  await customer.write("グループで", { in: group });
  await customer.unfollow();
  await stage.inThread(card, "ブロック");
  await stage.quiet();

  const shown = seen((await slack.message(channel, card.ts)) ?? card);
  const [header, status] = shown;
  const hint = shown.at(-1);
  const words = (await slack.thread(channel, card.ts)).slice(1);
  expect(header).toBe("お客さま · #1");
  expect(status).toMatch(/\*要対応\* · <!date\^\d+\^[^|]+\|\d+\/\d+ \d\d:\d\d> から待っています/);
  expect(status).toContain(`${clock}> から`);
  expect(hint).toContain("返信は届きません");
  expect(hint).toContain("このスレッドへの返信はお客さまに届きます");
  expect(words.map((each) => each.username).filter(Boolean)).toContain("お客さま · LINE");
  expect(words.flatMap(seen).join("\n")).toContain("画像を送信しました");
  expect(words.flatMap(seen).join("\n")).toContain(`${clock} に書かれ、遅れて届きました`);
  expect((await slack.history(channel)).map((each) => each.text).join()).toContain("グループはオフ");
});
