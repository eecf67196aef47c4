/** Brings one picture, video or file from the messenger into our store, and from there to the desk. */
import type { Readable } from "node:stream";

import { fileName } from "../core/file-name.ts";
import { isMedia, type MediaKind, Parts } from "../core/message.ts";
import { PlatformError } from "../errors.ts";
import { type ContentState, patchContent } from "../store/content.ts";
import { messagesById } from "../store/messages.ts";
import type { ContentRow } from "../store/rows.ts";
import type { Context } from "./context.ts";

export type Brought = { kind: "settled" } | { kind: "later"; milliseconds: number };

const SETTLED: Brought = { kind: "settled" };
/** LINE prepares long videos for a while; then it never will. */
const PREPARING = 30 * 60_000;
/** "Not found" is believed when it is said so often. */
const MISSING = 3;

export async function bring(ctx: Context, content: ContentRow, tries: number): Promise<Brought> {
  if (content.state === "wanted") {
    const kept = await fetchIt(ctx, content, tries);
    if (kept.kind !== "kept") return kept;
    return toDesk(ctx, { ...content, state: "kept", ...kept.set });
  }
  return toDesk(ctx, content);
}

type Kept = Brought | { kind: "kept"; set: { bytes: number; type: string } };

async function fetchIt(ctx: Context, content: ContentRow, tries: number): Promise<Kept> {
  const { id, originId } = content;
  const limit = ctx.settings.mediaLimit;
  const account = ctx.account(content.accountId);
  if (!account || originId === null) return failed(ctx, content, "failed", "noAccount");
  if (content.bytes !== null && content.bytes > limit) return failed(ctx, content, "tooBig");
  // 1. ask
  const what = { messageId: originId, from: await fromOf(ctx, content) };
  const fetched = await account.messenger.content(what, ctx.stopping);
  switch (fetched.kind) {
    case "preparing":
      if (ctx.now().getTime() - content.createdAt.getTime() > PREPARING)
        return failed(ctx, content, "failed", "unplayable");
      return { kind: "later", milliseconds: Math.min(10_000, 1_000 * (tries + 1)) };
    case "missing":
      return tries + 1 < MISSING ? { kind: "later", milliseconds: 1_000 } : failed(ctx, content, "gone");
    case "gone":
      return failed(ctx, content, "gone");
    case "unplayable":
    case "forbidden":
      return failed(ctx, content, "failed", fetched.kind);
    case "content":
  }
  // 2. keep
  const { body, type, bytes: told } = fetched;
  if (told !== undefined && told > limit) {
    fetched.drop();
    return failed(ctx, { ...content, bytes: told }, "tooBig");
  }
  const kept = await ctx.content.put(id, body, { type, limit });
  if (kept.kind === "tooBig") return failed(ctx, content, "tooBig");
  if (kept.bytes === 0) {
    await ctx.content.remove(id);
    return failed(ctx, content, "failed", "empty");
  }
  // 3. remember; what was taken back meanwhile is not kept
  const set = { bytes: kept.bytes, type };
  if (await patchContent(ctx.db, id, "wanted", { state: "kept", ...set })) return { kind: "kept", set };
  await ctx.content.remove(id);
  return SETTLED;
}

async function failed(ctx: Context, content: ContentRow, state: ContentState, reason?: string): Promise<Brought> {
  await patchContent(ctx.db, content.id, "wanted", { state, reason: reason ?? null, bytes: plainBytes(content.bytes) });
  ctx.log.info({ contentId: content.id, state, reason }, "a file could not be had");
  return SETTLED;
}

/** Seen by nobody there until it is shown in its thread. */
async function toDesk(ctx: Context, content: ContentRow): Promise<Brought> {
  const { id, state, bytes, deskFile, reason } = content;
  if (state !== "kept" || bytes === null || deskFile !== null || reason !== null) return SETTLED;
  const name = fileName({
    kind: content.kind as MediaKind,
    name: content.name,
    type: content.type,
    number: content.part + 1,
  });
  const file = await ctx.desk.upload({ name, bytes, open: () => openBytes(ctx, id) }, ctx.stopping);
  await patchContent(ctx.db, id, "kept", { deskFile: file });
  return SETTLED;
}

async function openBytes(ctx: Context, id: string): Promise<Readable> {
  const opened = await ctx.content.open(id);
  if (!opened) throw new PlatformError({ platform: "media", code: "lost", retryable: false });
  return opened.stream;
}

/** Where it lies, when that is not with the messenger. */
async function fromOf(ctx: Context, { messageId, part }: ContentRow): Promise<string | undefined> {
  const [message] = await messagesById(ctx.db, messageId === null ? [] : [messageId]);
  const found = message && Parts.parse(message.parts)[part];
  return found && isMedia(found) && found.kind !== "file" ? found.from : undefined;
}

/** What somebody's server says of the size of a file may be anything. */
const plainBytes = (bytes: number | null): number | null => (bytes === null ? null : Math.min(bytes, 2 ** 31 - 1));
