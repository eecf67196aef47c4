/** The form of response hours: everything at once, each fault beside its input, nothing written over. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { ShownView, Staff } from "../../../src/sandbox/slack/types.ts";
import { cast } from "../../support/cast.ts";
import { watch } from "../../support/doors.ts";
import { settingsNow, weekNow } from "../../support/hours.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, until } from "../../support/stage.ts";

const NINE = "9:00-12:00 13:00-18:00";

let stage: Stage;
let aki: Staff;
let ben: Staff;
beforeAll(async () => {
  ({ stage, aki, ben } = await cast());
  await until("the account is known", async () => (await say(aki, "")).includes("No response hours") || undefined);
  await say(aki, "mon-fri 9:00-12:00,13:00-18:00, sat 10-17, 12/29-1/3 closed");
});
afterAll(() => closeSpotless(stage));

const say = async (who: Staff, words: string): Promise<string> =>
  (await watch(stage, who, () => who.slash("/line", `hours ${words}`, stage.channel))).text;

async function formOf(who: Staff): Promise<ShownView> {
  await who.slash("/line", "hours edit", stage.channel);
  const shown = stage.slack.views.findLast(({ user }) => user === who.userId);
  if (!shown) throw new Error("nothing was opened");
  return shown;
}

describe("the form of response hours", () => {
  it("holds everything, and saves what was changed in it", async () => {
    const { view } = await formOf(aki);

    const { answer } = await aki.submit(view, {
      "day:5": "closed",
      "day:2": "9時〜12時",
      holidays: "sunday",
      exceptions: "8/13-8/16 休み\n2/10 10:00-15:00",
      outside: "automatic",
      pause: "6",
    });

    expect(JSON.stringify(answer)).toContain("Changed");
    expect(await weekNow(stage)).toEqual([NINE, NINE, "9:00-12:00", NINE, NINE, "", ""]);
    expect(await settingsNow(stage)).toMatchObject({
      modes: { inside: "both", outside: "automatic" },
      pauseHours: 6,
      hours: { holidays: "sunday", zone: "Asia/Tokyo" },
    });
    expect(((await settingsNow(stage)).hours?.exceptions ?? []).map(({ from }) => from.slice(5)).toSorted()).toEqual([
      "02-10",
      "08-13",
    ]);
    // and unchanged it changes nothing
    const again = await aki.submit((await formOf(aki)).view);
    expect(JSON.stringify(again.answer)).toContain("It is so already");
  });

  it("says beside each input what is wrong with it", async () => {
    const before = await settingsNow(stage);
    const { view } = await formOf(aki);

    const { answer } = await aki.submit(view, {
      "day:0": "9-6",
      "day:1": "",
      "day:2": "around nine",
      "day:3": "9:00-12:00, 11:00-18:00",
      exceptions: "12/29-1/3 closed\n12/31 closed",
      zone: "Tokyo",
      pause: "many",
    });

    const { errors } = answer as { errors: Record<string, string> };
    expect(Object.keys(errors).toSorted()).toEqual(["day:0", "day:1", "day:2", "day:3", "exceptions", "pause", "zone"]);
    expect(errors["day:0"]).toContain("Did you mean 09:00-18:00 or 09:00-30:00?");
    expect(errors["day:1"]).toContain("Write the hours or closed.");
    // what goes into the field, and no command
    expect(errors["day:2"]).toContain("cannot be read here. For instance: 9:00-12:00, 13:00-18:00, closed.");
    expect(errors["day:3"]).toContain("overlap. For instance: 9:00-12:00, 13:00-18:00, closed.");
    expect(Object.values(errors).filter((words) => words.includes("/line"))).toEqual([]);
    expect(errors["exceptions"]).toContain("overlaps with the exception");
    expect(errors["zone"]).toContain("Did you mean Asia/Tokyo?");
    expect(await settingsNow(stage)).toEqual(before);
  });

  it("is saved with the time zone it was opened with, also where that is UTC", async () => {
    await say(aki, "zone UTC");
    const { view } = await formOf(aki);

    const { answer } = await aki.submit(view, { "day:5": "10:00-12:00" });

    expect(JSON.stringify(answer)).toContain("Changed");
    expect((await settingsNow(stage)).hours?.zone).toBe("UTC");
    expect((await weekNow(stage))[5]).toBe("10:00-12:00");
    await say(aki, "zone Asia/Tokyo");
  });

  it("does not undo what others changed while it was open", async () => {
    const { view } = await formOf(aki);
    await say(aki, "mon 11-15");

    const { answer } = await aki.submit(view, { "day:0": "12:00-13:00" });

    expect(JSON.stringify(answer)).toContain("Nothing was changed: meanwhile aki changed the hours");
    expect(JSON.stringify(answer)).toContain('"initial_value":"11:00-15:00"');
    expect((await weekNow(stage))[0]).toBe("11:00-15:00");
  });

  it("is taken from nobody who is no admin any more", async () => {
    const before = await settingsNow(stage);
    const { view } = await formOf(aki);

    const { answer } = await ben.submit(view, { "day:0": "12:00-13:00" });

    expect(JSON.stringify(answer)).toContain("response hours are changed by admins");
    expect(await settingsNow(stage)).toEqual(before);
  });

  it("that is emptied leaves it always open", async () => {
    const { view } = await formOf(aki);
    const empty = Object.fromEntries(Array.from({ length: 7 }, (_, day) => [`day:${day}`, ""]));

    await aki.submit(view, empty);

    expect((await settingsNow(stage)).hours).toBeNull();
  });

  it("without a week does not lose what was written into it", async () => {
    expect((await settingsNow(stage)).hours).toBeNull();
    const { view } = await formOf(aki);

    const { answer } = await aki.submit(view, { exceptions: "12/29-1/3 休み", holidays: "closed" });

    const { errors } = answer as { errors: Record<string, string> };
    expect(Object.keys(errors).toSorted()).toEqual(["exceptions", "holidays"]);
    expect(errors["exceptions"]).toContain("without hours of the week it is always open, and this has no effect");
    expect((await settingsNow(stage)).hours).toBeNull();
  });
});
