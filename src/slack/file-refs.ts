/** What a message of Slack's says about its files: little, and of files of other organisations nothing but the id. */
import { z } from "zod";

import type { DeskFileRef } from "../core/desk-file.ts";

const File = z.object({
  id: z.string().min(1).max(40),
  name: z.string().nullish().catch(undefined),
  title: z.string().nullish().catch(undefined),
  mimetype: z.string().nullish().catch(undefined),
  size: z.coerce.number().nullish().catch(undefined),
});

/** Of a message that was changed: the files that are still in it. A deleted one leaves its id. */
export const standing = (files: readonly unknown[]): unknown[] =>
  files.filter((file) => typeof file === "object" && file !== null && (!("mode" in file) || file.mode !== "tombstone"));

/** Whether a change took files out of a message. */
export function lostFiles(before: readonly unknown[], now: readonly unknown[]): boolean {
  const left = standing(now);
  const ids = new Set(filesOf({ files: left }).map(({ id }) => id));
  return left.length < now.length || filesOf({ files: before }).some(({ id }) => !ids.has(id));
}

/** As much of it as is needed later; links in it would be old by then. */
export function keptOf(file: unknown): unknown {
  return File.safeParse(file).data ?? {};
}

/** Of a message's `raw`, as `read` made it. */
export function filesOf(raw: unknown): DeskFileRef[] {
  const files = typeof raw === "object" && raw !== null && "files" in raw && Array.isArray(raw.files) ? raw.files : [];
  return files.flatMap((file: unknown) => {
    const { data } = File.safeParse(file);
    if (!data) return [];
    const name = (data.name || data.title || "").slice(0, 300);
    return [{ id: data.id, name, kind: kindOf(data.mimetype ?? ""), bytes: data.size ?? undefined }];
  });
}

function kindOf(type: string): DeskFileRef["kind"] {
  const [first] = type.split("/");
  // a drawing (SVG) is a program for browsers, and no picture for phones
  if (type.startsWith("image/svg")) return "file";
  return first === "image" || first === "video" || first === "audio" ? first : "file";
}
