/** What the account's settings are now, for stories about response hours. */
import { type AccountSettings, accountSettings } from "../../src/core/account-settings.ts";
import { spanText } from "../../src/core/hours-spans.ts";
import type { Stage } from "./stage.ts";

export async function settingsNow({ db }: Stage): Promise<AccountSettings> {
  return accountSettings((await db.account.findFirstOrThrow()).settings);
}

/** The spans of each day from Monday on, as they are written. */
export async function weekNow(stage: Stage): Promise<string[]> {
  const { hours } = await settingsNow(stage);
  return (hours?.week ?? []).map((spans) => spans.map(spanText).join(" "));
}
