/**
 * Questions which of several messages is quoted show their words. One that waits for its answer goes on without those that
 * were taken back: the words of staff that it is about still do not go before somebody decides.
 */
import { Payload } from "../core/delivery.ts";
import type { Notice } from "../core/notice.ts";
import { eraseBodies } from "../store/attempts.ts";
import { inTransaction } from "../store/client.ts";
import { patchDeliveries } from "../store/deliveries.ts";
import { type QuestionRow, questionsNaming } from "../store/echoes.ts";
import { messagesById } from "../store/messages.ts";
import type { MessageRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import { removed } from "./take-out.ts";

type Which = Extract<Notice, { kind: "askWhichQuote" }>;

type Take = (place: { channel: string; ts: string }, out: () => Promise<boolean>) => Promise<void>;

export async function retractQuestions(ctx: Context, message: MessageRow, take: Take): Promise<void> {
  for (const row of await questionsNaming(ctx.db, message)) {
    const payload = Payload.notice.parse(row.payload);
    if (payload.notice.kind !== "askWhichQuote") continue;
    const notice = without(payload.notice, message.id);
    await takeFrom(ctx, row, { ...payload, notice }, take);
    await inTransaction(ctx.db, async (tx) => {
      await patchDeliveries(tx, [row.id], { payload: { ...payload, notice } });
      await eraseBodies(tx, row.attemptId === null ? [] : [row.attemptId]);
    });
  }
}

function without({ messages, ...which }: Which, id: string): Notice {
  const rest = messages.filter((each) => each.id !== id);
  if (rest.length > 0) return { ...which, messages: rest };
  const { more: _more, ...asked } = which;
  return { ...asked, kind: "askQuote", because: "gone" };
}

async function takeFrom(
  ctx: Context,
  { channel, ts, answered }: QuestionRow,
  { notice, subject }: { notice: Notice; subject?: string | undefined },
  take: Take,
): Promise<void> {
  // its answer stands in its place
  if (channel === null || ts === null || answered) return;
  const waits = subject !== undefined && (await isAsked(ctx, subject));
  const place = { channel, ts };
  await take(place, () => (waits ? ctx.desk.askAgain(place, notice, subject) : removed(ctx, place)));
}

/** An edit or a deletion may have answered it. */
async function isAsked(ctx: Context, subject: string): Promise<boolean> {
  const about = await messagesById(ctx.db, subject.split(","));
  return about.some(({ state, reason }) => state === "asked" && /^ask(?:Which)?Quote$/.test(reason ?? ""));
}
