/** The files of a staff message behind its words; what cannot go is told before anything went. */
import { Payload } from "../core/delivery.ts";
import { type FailedFile, sketchOf } from "../core/desk-file.ts";
import { Parts } from "../core/message.ts";
import type { Notice } from "../core/notice.ts";
import type { Saying } from "../core/saying.ts";
import { inTransaction } from "../store/client.ts";
import { patchDeliveries } from "../store/deliveries.ts";
import { deskLane } from "../store/lanes.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";
import { tellOnce } from "../store/told.ts";
import { aside } from "./aside.ts";
import type { BoundAccount, Context } from "./context.ts";
import { addDeliveries, wentOf } from "./draft.ts";
import { fileSayings, prepareFiles } from "./prepare-files.ts";

/** `files`: their ids, in the order of the sayings at the end. */
export type WithFiles =
  | { kind: "whole"; sayings: Saying[]; files: string[] }
  /** The rest of it was taken out. */
  | { kind: "nothing" }
  | { kind: "aside"; notice: Notice };

interface Told {
  delivery: DeliveryRow;
  message: MessageRow;
  account: BoundAccount;
  words: string;
  sayings: Saying[];
}

export async function addFiles(ctx: Context, { delivery, message, account, words, sayings }: Told): Promise<WithFiles> {
  const files = ctx.desk.files(message.raw);
  if (files.length === 0) return { kind: "whole", sayings, files: [] };
  const { from, without = [], gone: named } = Payload.reply.parse(delivery.payload);
  // what has gone already is neither looked at again nor missing; which that is, their order does not tell: some may have
  // been left out, or were deleted since
  const gone = named ?? files.slice(0, Math.max(0, from - sayings.length)).map(({ id }) => id);
  const rest = files.filter(({ id }) => !gone.includes(id));
  const prepared = await prepareFiles(ctx, { delivery, message, account, files: rest, without });
  const words0 = from === 0 ? sayings.length : Math.max(0, sayings.length - from);
  const notSent = (failed: FailedFile[]): WithFiles => ({ kind: "aside", notice: { kind: "notSentFiles", failed } });
  if (prepared.kind === "failed") {
    const { ready } = prepared;
    const failed = prepared.failed.map(told);
    const ids = prepared.failed.map(({ id }) => id);
    // noted before it is told: no other file is left out by the answer
    await patchDeliveries(ctx.db, [delivery.id], { payload: { ...(delivery.payload as object), failed: ids } });
    if (ready + words0 === 0) return notSent(failed);
    const sketch = sketchOf(words, Parts.parse(message.parts));
    return { kind: "aside", notice: { kind: "askFiles", words: sketch, failed } };
  }
  if (prepared.rows.length + words0 === 0)
    return from > 0 && prepared.left.length === 0 ? { kind: "nothing" } : notSent(prepared.left.map(told));
  const placeholders = gone.map((): Saying => ({ kind: "text", text: "" }));
  return {
    kind: "whole",
    sayings: [...sayings, ...placeholders, ...(await fileSayings(ctx, prepared.rows))],
    files: [...gone, ...prepared.rows.map(({ originId }) => originId ?? "")],
  };
}

const told = ({ name, trouble }: FailedFile): FailedFile => ({ name, trouble });

/** The place of the files is full or away: said once for a message, tried again by itself. */
export async function tellFilesWait(ctx: Context, message: MessageRow, code: string): Promise<void> {
  const { id, accountId, conversationId, threadId, deskChannel } = message;
  if (!deskChannel) return;
  await inTransaction(ctx.db, async (tx) => {
    if (!(await tellOnce(tx, `files wait:${id}`))) return;
    const went = wentOf(message);
    const notice: Notice = { kind: "filesWait", code, ...(went > 0 ? { went } : {}) };
    const set = { accountId, conversationId, threadId, kind: "notice", payload: { notice } };
    await addDeliveries(tx, [{ ...aside(ctx, deskLane(deskChannel), ctx.now()), ...set }], [], ctx.now());
  });
}
