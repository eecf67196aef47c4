/** Response hours from Slack: looked at by members, changed by admins, asked about any moment. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { accountSettings } from "../../../src/core/account-settings.ts";
import { spanText } from "../../../src/core/hours-spans.ts";
import { momentOf, plusDays, wallAt, weekdayOf } from "../../../src/core/zone.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { dropRules, makeRule, text } from "../../support/auto.ts";
import { cast } from "../../support/cast.ts";
import { watch } from "../../support/doors.ts";
import { settingsNow, weekNow } from "../../support/hours.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, until } from "../../support/stage.ts";
import { startTwoAccounts, type TwoAccounts } from "../../support/two-accounts.ts";

let stage: Stage;
let aki: Staff;
let ben: Staff;
beforeAll(async () => {
  ({ stage, aki, ben } = await cast());
  await until("the account is known", async () => (await say(aki, "")).includes("No response hours") || undefined);
  nextMonday(10);
});
afterAll(() => closeSpotless(stage));

/** Ten o'clock of a Monday in Tokyo. */
function nextMonday(hour: number): void {
  const now = stage.clock.now();
  const today = wallAt(now, "Asia/Tokyo");
  const monday = plusDays({ ...today, hour, minute: 0 }, 8 - weekdayOf(today));
  stage.clock.advance(momentOf(monday, "Asia/Tokyo").getTime() - now.getTime());
}

const say = async (who: Staff, words: string): Promise<string> =>
  (await watch(stage, who, () => who.slash("/line", `hours ${words}`, stage.channel))).text;

const NINE = "9:00-12:00 13:00-18:00";

describe("/line hours", () => {
  it("says that it is always open as long as nothing is set", async () => {
    const text = await say(ben, "");

    expect(text).toContain("No response hours are set: always open.");
    expect(text).toContain("Admins can change this.");
    expect(await say(aki, "")).toContain("/line hours mon-fri 9:00-12:00,13:00-18:00");
  });

  it("sets a week with several spans a day, and says how it stands", async () => {
    const text = await say(aki, "mon-fri 9:00-12:00,13:00-18:00");

    expect(await weekNow(stage)).toEqual([NINE, NINE, NINE, NINE, NINE, "", ""]);
    expect(text).toContain("Changed; `/line hours undo` takes it back.");
    expect(text).toContain("Mon–Fri: 9:00–12:00, 13:00–18:00");
    expect(text).toContain("Sat, Sun: closed");
    expect(text).toContain("open now, until 12:00");
    expect(await stage.db.audit.findFirst({ where: { act: "hours" } })).toMatchObject({
      actor: aki.userId,
      conversationId: null,
      detail: { before: { hours: null } },
    });
  });

  it("takes Japanese as people type it", async () => {
    await say(aki, "土　１０時～１７時半、日・祝 休み");

    expect((await weekNow(stage)).slice(5)).toEqual(["10:00-17:30", ""]);
    expect((await settingsNow(stage)).hours).toMatchObject({ holidays: "closed", zone: "Asia/Tokyo" });
  });

  it("keeps exceptions over New Year, and takes them away again", async () => {
    const text = await say(aki, "12/29-1/3 closed");
    const [exception] = (await settingsNow(stage)).hours?.exceptions ?? [];

    expect([exception?.from.slice(5), exception?.to.slice(5), exception?.spans]).toEqual(["12-29", "01-03", []]);
    expect(Number(exception?.to.slice(0, 4))).toBe(Number(exception?.from.slice(0, 4)) + 1);
    expect(text).toMatch(/Exceptions:\n• \w+ 29 Dec \d{4} – \w+ 3 Jan \d{4}: closed/);

    expect(await say(aki, "12/31 10:00-12:00")).toMatch(
      /31 Dec \d{4} overlaps with the exception 29 Dec \d{4} – 3 Jan/,
    );
    await say(aki, "12/29-1/3 remove");
    expect((await settingsNow(stage)).hours?.exceptions).toEqual([]);
  });

  it.each([
    ["mon 9-6", "`9-6` can be read in more than one way. Did you mean `09:00-18:00` or `09:00-30:00`?"],
    ["mon 18:00-09:00", "ends before it begins. Past midnight is written `18:00-33:00`"],
    ["zone Mars/Olympus", "there is no time zone `mars/olympus`"],
    ["2/30 closed", "there is no day `2/30`"],
    ["mon 9-12,11-15", "9:00–12:00 and 11:00–15:00 overlap"],
    ["fri 22:00-36:00", "Fri 22:00–36:00 runs into Sat 10:00–17:30"],
    ["月-金の祝日 休み", "cannot be read as response hours"],
    [
      "mon 9:00-12:00, mon 13:00-18:00",
      "Mon is said twice. Name each day once, with all its hours: `/line hours mon-fri",
    ],
    [
      "12/30 10-12, 12/30 13-15",
      "is said twice. Name the dates once, with all their hours: `/line hours 12/30 10:00-12",
    ],
    ["we are closed", "cannot be read as response hours. For instance: `/line hours mon-fri"],
    ["mode nobody", "`/line hours mode inside manual, outside automatic`"],
  ])("refuses %j by name, with an example, and changes nothing", async (typed, words) => {
    const before = await settingsNow(stage);

    const text = await say(aki, typed);

    expect(text).toContain("Nothing was changed:");
    expect(text).toContain(words);
    expect(await settingsNow(stage)).toEqual(before);
  });

  it("takes nothing from who is no admin", async () => {
    const before = await settingsNow(stage);

    for (const words of ["mon-fri 9-18", "always", "undo", "mode always manual", "edit"])
      expect((await watch(stage, ben, () => ben.slash("/line", `hours ${words}`, stage.channel))).text).toContain(
        "response hours are changed by admins",
      );
    expect(await settingsNow(stage)).toEqual(before);
  });

  it("takes a bar's night as bars write it, and says it back clearly", async () => {
    expect(await say(aki, "金土 22:00-2:00")).toContain("Fri, Sat: 22:00–26:00");

    expect((await weekNow(stage)).slice(4, 6)).toEqual(["22:00-26:00", "22:00-26:00"]);
    await say(aki, "undo");
  });

  it("takes back the last change, and brings it again", async () => {
    const before = await weekNow(stage);
    await say(aki, "mon 10-15");

    expect(await say(aki, "undo")).toContain("Taken back");
    expect(await weekNow(stage)).toEqual(before);
    await say(aki, "undo");
    expect((await weekNow(stage))[0]).toBe("10:00-15:00");
    await say(aki, "元に戻す");
    expect(await weekNow(stage)).toEqual(before);
  });

  it("does not leave two orders at once with a half of each", async () => {
    await Promise.all([say(aki, "mon 10-15"), say(aki, "tue 10-15"), say(aki, "wed 10-15")]);

    expect((await weekNow(stage)).slice(0, 3)).toEqual(["10:00-15:00", "10:00-15:00", "10:00-15:00"]);
    await say(aki, "mon-fri 9:00-12:00,13:00-18:00");
  });

  it("sets who answers, and warns of what makes no sense", async () => {
    expect(await say(aki, "mode inside manual, outside automatic")).toContain(
      "Who answers in response hours: people only; outside: automatic replies (nobody is called)",
    );
    expect((await settingsNow(stage)).modes).toEqual({ inside: "manual", outside: "automatic" });
    expect(await say(aki, "pause 12h")).toContain("Automatic replies rest for 12 hours in a chat");

    expect(await say(aki, "mode always automatic")).toContain(":warning: Automatic replies answer at all times");
    await say(aki, "mode inside manual");
    expect(await say(aki, "always")).toContain(":warning: The mode outside of response hours never applies");
    await say(aki, "undo");
    expect(await say(aki, "mode always manual + automatic")).not.toContain(":warning:");
  });

  it("says what would be at a moment, and why", async () => {
    await say(aki, "12/29-1/3 closed");
    await say(aki, "fri 17:00-26:00");

    const year = (await settingsNow(stage)).hours?.exceptions[0]?.from.slice(0, 4);
    const text = await say(ben, `at ${year}-12-31 10:00`);

    expect(text).toContain(`31 Dec ${year} 10:00*\nClosed, opens `);
    expect(text).toMatch(/Exception \w+ 29 Dec \d{4} – \w+ 3 Jan \d{4}: closed\./);
    expect(text).toContain("Who answers: people and automatic replies.");
    expect(await say(ben, "at tomorrow 10:00")).toContain("The week says Tue: 9:00–12:00, 13:00–18:00.");
    // Friday's night
    const night = await say(ben, "at saturday 1:00am");
    expect(night).toContain("Open, until 2:00.");
    expect(night).toContain("The week says Fri: 17:00–26:00.");
    expect(await say(ben, "at whenever")).toContain("no clear time");
    await say(aki, "fri 9:00-12:00,13:00-18:00");
  });
});

describe("what would be said at a moment", () => {
  it("is told word for word, as the rules and the mode of that hour have it", async () => {
    await makeRule(stage, "uniform", {
      name: "Away",
      when: "closed",
      messages: [text("Hi {name}! *Back* {next_open}.")],
    });
    await say(aki, "12/29-1/3 closed");
    const year = Number(
      (await settingsNow(stage)).hours?.exceptions.find(({ from }) => from.endsWith("12-29"))?.from.slice(0, 4),
    );

    const { text: said, ephemeral } = await watch(stage, ben, () =>
      ben.slash("/line", `hours at ${year}-12-31 10:00`, stage.channel),
    );

    expect(said).toContain('gets the automatic reply "Away"');
    expect(said).toMatch(/Hi \{name\}! \*Back\* .*9:00\./);
    // what customers read is shown as it is, not as Slack would format it
    expect(ephemeral?.blocks.at(-1)).toMatchObject({ type: "section", text: { type: "plain_text" } });
    expect(await say(ben, "at tomorrow 10:00")).toContain("gets no automatic reply");
    await say(aki, "mode always manual");
    expect(await say(ben, `at ${year}-12-31 10:00`)).toContain("gets no automatic reply");
    await say(aki, "undo");
    await dropRules(stage);
  });
});

describe("where there are several accounts", () => {
  let two: TwoAccounts;
  beforeAll(async () => {
    two = await startTwoAccounts();
    // an account is known from its first customer on, also while LINE does not say whose the token is
    for (const { line } of [two.tokyo, two.osaka]) await line.customer({ name: "Mika" }).write("Hello?");
    const { db } = two.stage;
    await until("both are known", async () => (await db.conversation.count()) === 2 || undefined);
  });
  afterAll(() => two.close());

  it("those of the Slack channel are meant, or the one that is named", async () => {
    const kai = await two.stage.slack.staff({ name: "kai", admin: true });
    const visitor = await two.stage.slack.staff({ name: "mio", admin: true, notIn: ["osaka"] });
    const order = async (words: string, channel: string): Promise<string> =>
      (await watch(two.stage, kai, () => kai.slash("/line", `hours ${words}`, channel))).text;

    expect(await order("mon-fri 9-18", two.osaka.channel)).toContain('Response hours of "Osaka"');
    expect(await order("tokyo mon-fri 10-19", two.osaka.channel)).toContain('Response hours of "Tokyo"');
    expect(
      (await watch(two.stage, visitor, () => visitor.slash("/line", "hours always", two.osaka.channel))).text,
    ).toMatch(/only members of .* may work on these chats/);
    const rows = await two.stage.db.account.findMany();
    const mondays = rows.map(({ name, settings }) => [name, accountSettings(settings).hours?.week[0]?.map(spanText)]);
    expect(Object.fromEntries(mondays)).toEqual({ Osaka: ["9:00-18:00"], Tokyo: ["10:00-19:00"] });
  });
});
