/** Slack says that we are out of a channel, or out of the workspace: told once, another way. */
import { setDeskState } from "../store/accounts.ts";
import { noteTrouble } from "../store/lane-trouble.ts";
import { deskLane } from "../store/lanes.ts";
import { alertOnce } from "./alert.ts";
import type { Context } from "./context.ts";

export async function deskGone(ctx: Context, deskChannels: string[], reason: string): Promise<void> {
  for (const channel of deskChannels) {
    await noteTrouble(ctx.db, deskLane(channel).key, reason);
    if (await setDeskState(ctx.db, channel, reason))
      await alertOnce(ctx, `desk:${channel}`, { kind: "deskDead", channel, reason });
  }
}
