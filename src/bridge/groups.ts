/** Groups that are turned off: the bot stays and ignores them, and the team is told once. It leaves by a button only. */
import { PRIORITY } from "../core/delivery.ts";
import type { Inbound } from "../core/inbound.ts";
import type { Notice } from "../core/notice.ts";
import type { Tx } from "../store/client.ts";
import { accountLane, deskLane } from "../store/lanes.ts";
import { forgetTold, tellOnce } from "../store/told.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import type { Draft } from "./draft.ts";

/** Takes out the events of groups that are off; returns the rest. */
export async function ignoreGroups(
  tx: Tx,
  ctx: Context,
  draft: Draft,
  inbounds: Inbound[],
  now: Date,
): Promise<Inbound[]> {
  const wanted: Inbound[] = [];
  for (const inbound of inbounds) {
    if (!("chat" in inbound) || inbound.chat.kind === "user" || ctx.account(inbound.accountId)?.groups) {
      wanted.push(inbound);
      continue;
    }
    const { accountId, chat } = inbound;
    draft.ignored.set("groups are off", [...(draft.ignored.get("groups are off") ?? []), inbound.key]);
    const account = ctx.account(accountId);
    const key = `group:${accountId}:${chat.id}`;
    if (inbound.kind === "customerNews" && inbound.news.kind === "botLeft") {
      // should it be invited again, that is news again
      await forgetTold(tx, key);
      continue;
    }
    if (!account || !(await tellOnce(tx, key))) continue;
    const kind = chat.kind === "room" ? "room" : "group";
    const notice: Notice = { kind: "groupIgnored", chat: kind, accountId, lineId: chat.id };
    draft.deliveries.push({
      ...aside(ctx, deskLane(account.deskChannel), now),
      kind: "announce",
      payload: { notice, subject: `${accountId}:${kind}:${chat.id}` },
      accountId,
      priority: PRIORITY.failure,
    });
  }
  return wanted;
}

/** Takes out the presses on "leave this group"; returns the rest. */
export function leaveGroups(ctx: Context, draft: Draft, inbounds: Inbound[], now: Date): Inbound[] {
  return inbounds.filter((inbound) => {
    if (inbound.kind !== "staffChoice" || inbound.choice !== "leaveGroup") return true;
    const [account, chat, lineId] = inbound.subject.split(":");
    const accountId = Number(account);
    draft.deliveries.push(
      {
        ...aside(ctx, accountLane(accountId), now),
        kind: "leave",
        payload: { chat: chat === "room" ? "room" : "group", lineId: lineId ?? "" },
        accountId,
      },
      {
        ...aside(ctx, deskLane(inbound.channel), now),
        kind: "amend",
        payload: {
          channel: inbound.channel,
          ts: inbound.questionTs ?? "",
          notice: { kind: "groupLeft", by: inbound.user },
        },
        priority: PRIORITY.card,
      },
    );
    draft.acts.push({
      id: ctx.newId(),
      at: now,
      actor: inbound.user,
      act: "leaveGroup",
      conversationId: null,
      detail: { lineId },
    });
    return false;
  });
}
