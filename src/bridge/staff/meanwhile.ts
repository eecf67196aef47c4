import { actsThatTouch, type StaffAct, type Touched } from "../../core/acts.ts";
import { actsSince } from "../../store/audit.ts";
import { findStaff } from "../../store/staff.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";

/** What others did to the same thing since somebody looked at it. */
export async function meanwhile(
  ctx: Context,
  { chat, since, touched, actor }: { chat: number; since: Date; touched: Touched; actor: Actor },
): Promise<{ by: string; act: StaffAct }[]> {
  const rows = await actsSince(ctx.db, {
    conversationId: chat,
    since,
    kinds: actsThatTouch(touched),
    notBy: actor.userId,
  });
  const acts: { by: string; act: StaffAct }[] = [];
  for (const row of rows) {
    const by = (await findStaff(ctx.db, row.actor))?.name ?? row.actor;
    // the words of notes and replies are not kept: the kind says enough
    acts.push({ by, act: { text: "…", words: "…", ...(row.detail as object), kind: row.act } as unknown as StaffAct });
  }
  return acts;
}
