/** Shows the files of a customer: one of a message, or all of an album in one post, in the order in which they were chosen. */
import { Payload, PRIORITY } from "../core/delivery.ts";
import { isMedia, type MediaKind, type Part, Parts } from "../core/message.ts";
import type { Missing, MissingWhy } from "../core/missing.ts";
import type { Notice } from "../core/notice.ts";
import { inTransaction } from "../store/client.ts";
import { contentsOf, patchContent } from "../store/content.ts";
import { lockPending, patchDeliveries, sharesOf } from "../store/deliveries.ts";
import { deskLane } from "../store/lanes.ts";
import { messagesById } from "../store/messages.ts";
import type { ContentRow, DeliveryRow, MessageRow, ThreadRow } from "../store/rows.ts";
import { findThread } from "../store/threads.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";
import type { Body, Line, Writer } from "./ports.ts";
import { areUnsettled } from "./settle-content.ts";

/** When its time came first, second and last, and it was not there. */
const SOON = 60_000;
const DAY = 24 * 3_600_000;

export interface Shared {
  covered: DeliveryRow[];
  messages: MessageRow[];
}

/** Undefined: not now; it is put off, and goes at once when the files are there. */
export async function gatherShare(ctx: Context, first: DeliveryRow): Promise<Shared | undefined> {
  const { album } = Payload.share.parse(first.payload);
  const all = await sharesOf(ctx.db, first, album?.id);
  const waiting = all.filter(({ status, threadId }) => status === "pending" && threadId === first.threadId);
  if (await putOff(ctx, first, waiting)) return undefined;
  const messages = await messagesById(
    ctx.db,
    waiting.flatMap(({ messageId }) => messageId ?? []),
  );
  return { covered: inOrder(waiting), messages };
}

const inOrder = (shares: DeliveryRow[]): DeliveryRow[] => {
  const index = ({ payload }: DeliveryRow): number => Payload.share.parse(payload).album?.index ?? 0;
  return shares.toSorted((a, b) => index(a) - index(b) || a.orderAt.getTime() - b.orderAt.getTime());
};

/** In one transaction with the look at them: they may settle at this moment. */
function putOff(ctx: Context, first: DeliveryRow, waiting: DeliveryRow[]): Promise<boolean> {
  const ids = waiting.map(({ id }) => id);
  return inTransaction(ctx.db, async (tx) => {
    if ((await lockPending(tx, ids)).length < ids.length) return true;
    if (!(await areUnsettled(tx, waiting))) return false;
    const payload = Payload.share.parse(first.payload);
    if (payload.looks > 1) return giveUp();
    const now = ctx.now();
    for (const share of waiting)
      await patchDeliveries(tx, [share.id], {
        notBefore: new Date(now.getTime() + (payload.looks === 0 ? SOON : DAY)),
        payload: { ...Payload.share.parse(share.payload), looks: payload.looks + 1 },
      });
    if (payload.looks === 1) await addDeliveries(tx, await slowNotice(), [], now);
    return true;

    async function giveUp(): Promise<false> {
      const messageIds = waiting.flatMap(({ messageId }) => messageId ?? []);
      for (const { id } of await contentsOf(tx, messageIds))
        await patchContent(tx, id, "wanted", { state: "failed", reason: "failed" });
      return false;
    }

    async function slowNotice() {
      const thread = first.threadId ? await findThread(tx, first.threadId) : null;
      const [content] = await contentsOf(tx, first.messageId ? [first.messageId] : []);
      if (!thread || !content) return [];
      const { accountId, conversationId, threadId } = first;
      const notice: Notice = { kind: "mediaSlow", ...aboutFile(content) };
      const set = { accountId, conversationId, threadId, kind: "notice", payload: { notice } };
      return [{ ...aside(ctx, deskLane(thread.channel), now), ...set, priority: PRIORITY.quiet }];
    }
  });
}

/** `of`: as the messenger calls its message; should that be unsent, the line about it goes, too. */
export const aboutFile = ({ kind, name, originId }: ContentRow) => ({
  what: kind as MediaKind,
  name: name ?? "",
  ...(originId === null ? {} : { of: originId }),
});

export async function formShare(
  ctx: Context,
  attemptId: string,
  { covered, messages }: Shared,
  { thread, writer }: { thread: ThreadRow; writer: Writer },
): Promise<Body | undefined> {
  const contents = await contentsOf(
    ctx.db,
    covered.flatMap(({ messageId }) => messageId ?? []),
  );
  const shown = contents.filter(isShown);
  const late = messages.find(({ at }) => thread.newestAt !== null && at < thread.newestAt);
  const lines = contents
    .filter((content) => !isShown(content) && content.state !== "erased")
    .map((content) => missingLine(ctx, content, messages));
  const place = { channel: thread.channel, threadTs: thread.ts ?? undefined };
  if (shown.length > 0) {
    const files = shown.flatMap(({ deskFile }) => deskFile ?? []);
    const parts = shown.flatMap((content) => partOf(content, messages) ?? []);
    return ctx.desk.formFiles(place, attemptId, { ...writer, files, shown: parts, lines, lateAt: late?.at });
  }
  const [first, ...rest] = lines;
  if (!first) return undefined;
  return ctx.desk.formWords(place, attemptId, {
    ...writer,
    lines: [{ ...first, lateAt: late?.at }, ...rest],
    broadcast: false,
  });
}

/** What of a post that stands is there still, and what is not; also what is not kept here any more stands there. */
export async function standing(ctx: Context, { covered, messages }: Shared): Promise<{ shown: Part[]; lines: Line[] }> {
  const contents = await contentsOf(
    ctx.db,
    covered.flatMap(({ messageId }) => messageId ?? []),
  );
  const stands = (content: ContentRow): boolean =>
    isShown(content.state === "retired" ? { ...content, state: "kept" } : content);
  const missing = contents.filter((content) => !stands(content) && content.state !== "erased");
  const unsent = messages.filter(({ state }) => state === "unsent");
  return {
    shown: contents.filter(stands).flatMap((content) => partOf(content, messages) ?? []),
    lines: [
      ...missing.map((content) => missingLine(ctx, content, messages)),
      ...unsent.map(() => ({ parts: [], lateAt: undefined, unsent: true as const })),
    ],
  };
}

const isShown = ({ state, deskFile, reason }: ContentRow): boolean =>
  state === "kept" && deskFile !== null && reason === null;

function partOf({ messageId, part }: ContentRow, messages: MessageRow[]): Part | undefined {
  const message = messages.find(({ id }) => id === messageId);
  const found = message && Parts.parse(message.parts)[part];
  return found && isMedia(found) ? found : undefined;
}

function missingLine(ctx: Context, content: ContentRow, messages: MessageRow[]): Line {
  const part = partOf(content, messages);
  const end = new Date(ctx.now().getTime() + ctx.settings.mediaLinkLife);
  const missing: Missing = {
    bytes: content.bytes ?? undefined,
    why: whyOf(ctx, content),
    link: content.state === "kept" ? ctx.links?.media(content.id, end) : undefined,
  };
  return { parts: part ? [part] : [], lateAt: undefined, missing };
}

function whyOf(ctx: Context, { state, reason }: ContentRow): MissingWhy {
  if (state === "tooBig") return { kind: "tooBig", limit: ctx.settings.mediaLimit };
  if (state === "gone" || state === "retired") return { kind: state };
  if (reason?.startsWith("slack:")) return { kind: "refusedByDesk", code: reason.slice("slack:".length) };
  if (reason === "unplayable" || reason === "forbidden" || reason === "empty") return { kind: reason };
  return { kind: "failed" };
}

/** Slack refused the post for what it is: its files are told of in words. */
export async function shareRefused(ctx: Context, covered: DeliveryRow[], code: string): Promise<void> {
  const contents = await contentsOf(
    ctx.db,
    covered.flatMap(({ messageId }) => messageId ?? []),
  );
  for (const { id } of contents) await patchContent(ctx.db, id, "kept", { reason: `slack:${code}`.slice(0, 200) });
}
