/** The files and pictures of a chat, newest first. */
import { type Part, Parts } from "../../core/message.ts";
import { filesOf } from "../../store/files.ts";
import type { Context } from "../context.ts";

const PAGE = 20;
const FILES = new Set<Part["kind"]>(["image", "video", "audio", "file"]);

export interface FileRow {
  parts: Part[];
  by: string | undefined;
  byStaff: boolean;
  at: Date;
  link: string | undefined;
}

export async function listFiles(
  ctx: Context,
  chatId: number,
  page: number,
): Promise<{ rows: FileRow[]; more: boolean }> {
  const found = await filesOf(ctx.db, chatId, (page - 1) * PAGE, PAGE + 1);
  const rows = found.slice(0, PAGE).map(async ({ parts, author, by, at, channel, ts, threadTs }) => ({
    parts: Parts.parse(parts).filter((part) => FILES.has(part.kind)),
    by: by ?? undefined,
    byStaff: author === "staff",
    at,
    link: channel && ts ? await ctx.desk.link({ channel, ts, threadTs: threadTs ?? undefined }) : undefined,
  }));
  return { rows: await Promise.all(rows), more: found.length > PAGE };
}
