/**
 * Files of a staff message, made ready before anything of it is sent: fetched from the desk, turned into what phones show,
 * and kept under links. Either all of them can go, or the thread is told which cannot. What was made ready stays so: a
 * restart in the middle fetches nothing twice.
 */
import type { DeskFileRef, FailedFile, FileTrouble } from "../core/desk-file.ts";
import type { Saying } from "../core/saying.ts";
import { PlatformError } from "../errors.ts";
import { inTransaction } from "../store/client.ts";
import { findConversation } from "../store/conversations.ts";
import { fileExpired, fileFailed, fileLost, fileMade, filesOfMessage, keepUntil, wantFile } from "../store/outgoing.ts";
import type { ContentRow, DeliveryRow, MessageRow } from "../store/rows.ts";
import type { BoundAccount, Context } from "./context.ts";
import { showLoading } from "./loading.ts";
import type { Links, Made } from "./ports-media.ts";
import type { DeskFile } from "./ports.ts";

/** Bytes that take so long to be made ready that the customer is shown that something comes. */
const LARGE = 5_000_000;

export type Prepared =
  /** `left`: left out, as somebody wished. `id`: the desk's. */
  { kind: "ready"; rows: ContentRow[]; left: FailedFile[] } | { kind: "failed"; failed: Left[]; ready: number };

type Left = FailedFile & { id: string };

export interface Outgoing {
  delivery: DeliveryRow;
  message: MessageRow;
  account: BoundAccount;
  files: DeskFileRef[];
  /** The desk's ids of those that are left out, as a person said: no others than that person was told of. */
  without: string[];
}

export async function prepareFiles(ctx: Context, outgoing: Outgoing): Promise<Prepared> {
  const known = await filesOfMessage(ctx.db, outgoing.message.id);
  const rows: ContentRow[] = [];
  const failed: Left[] = [];
  const left: Left[] = [];
  for (const [part, ref] of outgoing.files.entries()) {
    const row = known.get(ref.id);
    if (outgoing.without.includes(ref.id)) {
      left.push({ id: ref.id, name: ref.name || (row?.name ?? ""), trouble: whyLeft(ctx, row) });
      continue;
    }
    const result = await prepare(ctx, outgoing, { ref, part, row });
    if (result.kind === "ready") rows.push(result.row);
    else failed.push({ id: ref.id, name: ref.name || (row?.name ?? ""), trouble: result.trouble });
  }
  // whoever is asked again is told of all that would be missing
  if (failed.length > 0) return { kind: "failed", failed: [...failed, ...left], ready: rows.length };
  return { kind: "ready", rows, left };
}

const REASONS = ["noAddress", "deleted", "elsewhere", "noAccess", "notReady", "unreadable", "expired"] as const;

/** As it was told. */
function whyLeft(ctx: Context, row: ContentRow | undefined): FileTrouble {
  if (row?.reason === "tooBig") return { kind: "tooBig", most: ctx.settings.mediaLimit };
  return { kind: REASONS.find((each) => each === row?.reason) ?? "notReady" };
}

interface One {
  ref: DeskFileRef;
  part: number;
  row: ContentRow | undefined;
}

type Result = { kind: "ready"; row: ContentRow } | { kind: "trouble"; trouble: FileTrouble };

async function prepare(ctx: Context, outgoing: Outgoing, { ref, part, row }: One): Promise<Result> {
  const now = ctx.now();
  if (row && (row.state === "retired" || (row.keepUntil !== null && row.keepUntil <= now))) {
    await fileExpired(ctx.db, row.id);
    return { kind: "trouble", trouble: { kind: "expired" } };
  }
  if (row?.state === "kept" && (await hasBytes(ctx, row))) return { kind: "ready", row };
  if (row?.state === "kept") await fileLost(ctx.db, row);
  const { message } = outgoing;
  const wanted =
    row ??
    (await wantFile(ctx.db, {
      id: ctx.newId(),
      previewId: ctx.newId(),
      accountId: message.accountId,
      conversationId: message.conversationId,
      messageId: message.id,
      part,
      name: ref.name,
      deskFile: ref.id,
      keepUntil: new Date(now.getTime() + ctx.settings.mediaLinkLife),
    }));
  const result = await make(ctx, outgoing, ref, wanted);
  if (result.kind === "trouble") await fileFailed(ctx.db, wanted.id, result.trouble);
  return result;
}

/** A row outlives its bytes: another disk, a backup from before. Phones would be sent to where nothing is. */
async function hasBytes(ctx: Context, { id, previewId }: ContentRow): Promise<boolean> {
  return (await ctx.content.has(id)) && (previewId === null || (await ctx.content.has(previewId)));
}

async function make(ctx: Context, outgoing: Outgoing, ref: DeskFileRef, row: ContentRow): Promise<Result> {
  const trouble = (kind: "noAddress" | "notReady" | "noAccess" | "deleted"): Result => ({
    kind: "trouble",
    trouble: { kind },
  });
  if (!ctx.links) return trouble("noAddress");
  try {
    const file = await ctx.desk.file(ref.id);
    if (file.kind === "trouble") return file;
    if (file.kind === "notYet") throw new PlatformError({ platform: "slack", code: "file_not_ready", retryable: true });
    return await develop(ctx, outgoing, file, row);
  } catch (cause) {
    if (!(cause instanceof PlatformError) || cause.platform !== "slack") throw cause;
    if (cause.code === "login_page" || cause.code === "http_401" || cause.code === "http_403")
      return trouble("noAccess");
    if (cause.code === "file_not_found") return trouble("deleted");
    // what may succeed later is tried again for as long as an answer may be late
    if (cause.retryable && !isLate(ctx, outgoing)) throw cause;
    ctx.log.warn({ conversationId: row.conversationId, err: cause }, "a file of staff could not be fetched");
    return trouble("notReady");
  }
}

const isLate = (ctx: Context, { delivery }: Outgoing): boolean =>
  ctx.now().getTime() - delivery.createdAt.getTime() >= ctx.settings.lateAfterMinutes * 60_000;

async function develop(
  ctx: Context,
  { account }: Outgoing,
  file: Extract<DeskFile, { kind: "ready" }>,
  row: ContentRow,
): Promise<Result> {
  const limit = ctx.settings.mediaLimit;
  const tooBig: Result = { kind: "trouble", trouble: { kind: "tooBig", most: limit } };
  if (file.bytes !== undefined && file.bytes > limit) return tooBig;
  const { type, milliseconds, still } = file;
  const fetch = async (): Promise<AsyncIterable<Uint8Array>> => whileRunning(ctx, await file.fetch());
  const limits = account.messenger.limits.media;
  const keys = { main: row.id, preview: row.previewId ?? ctx.newId() };
  const [made] = await Promise.all([
    ctx.workshop.make({ type, milliseconds, fetch, still, limit, limits }, keys),
    (file.bytes ?? 0) >= LARGE ? showPreparing(ctx, account, row.conversationId) : undefined,
  ]);
  if (made.kind === "tooBig") return tooBig;
  if (made.kind === "unreadable") return { kind: "trouble", trouble: { kind: "unreadable" } };
  const set = { ...detailsOf(made), name: file.name || row.name };
  const ready = await inTransaction(ctx.db, (tx) =>
    fileMade(tx, row, set, "preview" in made ? made.preview : undefined),
  );
  if (ready) return { kind: "ready", row: ready };
  for (const key of [keys.main, keys.preview]) await ctx.content.remove(key);
  return { kind: "trouble", trouble: { kind: "deleted" } };
}

/** A process that is to stop does not wait for the end of a film; the next one fetches it. */
async function* whileRunning(ctx: Context, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    if (ctx.stopping.aborted) throw new PlatformError({ platform: "slack", code: "stopping", retryable: true });
    yield chunk;
  }
}

async function showPreparing(ctx: Context, account: BoundAccount, conversationId: number): Promise<void> {
  const chat = await findConversation(ctx.db, conversationId);
  if (chat) await showLoading(ctx, account, chat, 30);
}

function detailsOf(
  made: Exclude<Made, { kind: "tooBig" | "unreadable" }>,
): Pick<ContentRow, "kind" | "type" | "bytes" | "milliseconds"> {
  const { kind, type, bytes } = made;
  return { kind, type, bytes, milliseconds: made.kind === "audio" ? made.milliseconds : null };
}

/** Links are made when they are to be sent, and the bytes are kept as long as they live. */
export async function fileSayings(ctx: Context, rows: ContentRow[]): Promise<Saying[]> {
  const { links } = ctx;
  if (!links || rows.length === 0) return [];
  const until = new Date(ctx.now().getTime() + ctx.settings.mediaLinkLife);
  const ids = rows.flatMap(({ id, previewId }) => (previewId === null ? [id] : [id, previewId]));
  // between two looks its time ended, or the customer was forgotten: it is looked at again
  if (!(await keepUntil(ctx.db, ids, until)))
    throw new PlatformError({ platform: "slack", code: "not_kept", retryable: true });
  return rows.map((row) => sayingOf(links, row, until));
}

function sayingOf(links: Links, { id, kind, name, bytes, milliseconds, previewId }: ContentRow, until: Date): Saying {
  const url = links.media(id, until);
  if ((kind === "image" || kind === "video") && previewId !== null)
    return { kind, url, previewUrl: links.media(previewId, until) };
  if (kind === "audio" && milliseconds !== null) return { kind, url, milliseconds };
  return { kind: "file", name: name ?? "", bytes: bytes ?? 0, url: links.page(id, until), until: until.toISOString() };
}
