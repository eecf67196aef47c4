/** A stage with an admin and two members who have been seen, and the modal of settings. */
import type { ShownView, Staff } from "../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "./stage.ts";

/** The admin is named in the settings, so they are hired before the app starts. */
export async function cast(instances = 1): Promise<{ stage: Stage; aki: Staff; ben: Staff; kim: Staff }> {
  const stage = await startStage({ started: false });
  const aki = await stage.staff("aki");
  const ben = await stage.staff("ben");
  const kim = await stage.staff("kim");
  stage.settings["ADMINS"] = aki.userId;
  for (let i = 0; i < instances; i += 1) await stage.start();
  for (const each of [aki, ben, kim]) await each.slash("/line", "help", stage.channel);
  return { stage, aki, ben, kim };
}

export async function settingsOf(stage: Stage, staff: Staff): Promise<ShownView> {
  const before = stage.slack.views.length;
  await staff.slash("/line", "settings", stage.channel);
  return until("the settings", () =>
    stage.slack.views.slice(before).findLast(({ view }) => view.callback_id === "settings"),
  );
}
