/** Reads a backup to its end before anything is done with it: is it one, is it whole, was it changed. */
import { createReadStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

import { z } from "zod";

import { type Frame, readFrames } from "./frames.ts";
import { BackupRefused } from "./problem.ts";
import { FORMAT } from "./save.ts";

const Head = z.object({
  format: z.number(),
  version: z.string(),
  madeAt: z.string(),
  postgres: z.string(),
  migrations: z.array(z.string()),
});

export type BackupHead = z.infer<typeof Head>;

export interface Checked {
  head: BackupHead;
  rows: Record<string, number>;
  files: number;
}

export async function checkBackup(file: string): Promise<Checked> {
  await access(file, constants.R_OK).catch((cause: unknown) => {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new BackupRefused({ kind: "noFile", file, reason }, cause);
  });
  let head: BackupHead | undefined;
  const rows: Record<string, number> = {};
  let files = 0;
  let table = "";
  try {
    for await (const frame of framesOf(file)) {
      head ??= headOf(frame, file);
      if (frame.kind === "whole") {
        if (!frame.matches) throw new Error("the checksum differs");
        return { head, rows, files };
      }
      if (frame.kind !== "line") continue;
      if (frame.name === "table") table = String(frame.facts["name"]);
      if (frame.name === "end" && "rows" in frame.facts) rows[table] = Number(frame.facts["rows"]);
      if (frame.name === "end" && "bytes" in frame.facts) files += 1;
    }
  } catch (cause) {
    if (cause instanceof BackupRefused) throw cause;
    const kind = head !== undefined || isBrokenGzip(cause) ? "damaged" : "notABackup";
    throw new BackupRefused({ kind, file }, cause);
  }
  throw new BackupRefused({ kind: "damaged", file });
}

/** It was packed, and can be unpacked no more; a short one may break before its first line is read. */
function isBrokenGzip(cause: unknown): boolean {
  const isZlib = cause instanceof Error && "code" in cause && /^Z_(?:DATA|BUF)_ERROR$/.test(String(cause.code));
  return isZlib && !cause.message.includes("incorrect header check");
}

export function framesOf(file: string): AsyncGenerator<Frame> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  return readFrames(source.pipe(gunzip) as Readable & AsyncIterable<Buffer>);
}

function headOf(frame: Frame, file: string): BackupHead {
  if (frame.kind !== "line" || frame.name !== "threadline-backup")
    throw new BackupRefused({ kind: "notABackup", file });
  const { format } = frame.facts;
  if (typeof format === "number" && format > FORMAT) throw new BackupRefused({ kind: "otherFormat", file, format });
  return Head.parse(frame.facts);
}
