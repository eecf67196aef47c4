/** Writes a backup: one snapshot of all tables, while Threadline goes on working. */
import { createReadStream, existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

import type { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";

import { connect } from "../connect.ts";
import { appliedMigrations } from "../look.ts";
import { createFrameWriter, type FrameWriter } from "./frames.ts";
import { columnList, ourSequences, ourTables, quoted, speakPlainly, type Table } from "./tables.ts";

export const FORMAT = 1;

const FRAME = 64 * 1024;

export interface Saved {
  rows: Record<string, number>;
  files: number;
}

export interface SaveOptions {
  url: string;
  mediaFolder: string;
  /** Of Threadline. */
  version: string;
  now: Date;
  /** Called when there is something to save. */
  open: () => Writable;
}

export async function saveBackup(options: SaveOptions): Promise<Saved> {
  const client = await connect(options.url);
  const saved: Saved = { rows: {}, files: 0 };
  try {
    await speakPlainly(client);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await pipeline(Readable.from(frames(client, options, saved)), createGzip(), options.open());
    return saved;
  } finally {
    await client.end();
  }
}

async function* frames(
  client: Client,
  { mediaFolder, version, now }: SaveOptions,
  saved: Saved,
): AsyncGenerator<Buffer> {
  const writer = createFrameWriter();
  const { rows } = await client.query<{ postgres: string }>("SELECT current_setting('server_version') AS postgres");
  const migrations = await appliedMigrations(client);
  const head = { format: FORMAT, version, madeAt: now.toISOString(), postgres: rows[0]?.postgres ?? "", migrations };
  yield writer.line("threadline-backup", head);
  for (const table of await ourTables(client)) yield* tableFrames(client, writer, table, saved);
  // later than the snapshot: a counter may run ahead of its table, never behind
  for (const sequence of await ourSequences(client)) yield writer.line("sequence", { ...sequence });
  yield* mediaFrames(writer, mediaFolder, saved);
  yield writer.whole();
}

async function* tableFrames(client: Client, writer: FrameWriter, table: Table, saved: Saved): AsyncGenerator<Buffer> {
  yield writer.line("table", { ...table });
  const copy = client.query(copyTo(`COPY ${quoted(table.name)} (${columnList(table)}) TO STDOUT`));
  // a row at a time comes in; that many frames would only weigh
  let heap: Buffer[] = [];
  let size = 0;
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    heap.push(chunk);
    size += chunk.length;
    if (size < FRAME) continue;
    yield writer.data(Buffer.concat(heap));
    heap = [];
    size = 0;
  }
  if (size > 0) yield writer.data(Buffer.concat(heap));
  saved.rows[table.name] = copy.rowCount;
  yield writer.line("end", { rows: copy.rowCount });
}

/** What came after the snapshot is saved, too, and harms nobody; what was erased meanwhile is not missed. */
async function* mediaFrames(writer: FrameWriter, folder: string, saved: Saved): AsyncGenerator<Buffer> {
  if (!existsSync(folder)) return;
  for (const place of (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    // tmp: what is being written
    if (!place.isDirectory() || place.name === "tmp") continue;
    for (const name of (await readdir(join(folder, place.name))).toSorted()) {
      const path = `${place.name}/${name}`;
      yield* fileFrames(writer, join(folder, path), path, saved);
    }
  }
}

async function* fileFrames(writer: FrameWriter, from: string, path: string, saved: Saved): AsyncGenerator<Buffer> {
  yield writer.line("file", { path });
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(from)) {
      bytes += (chunk as Buffer).length;
      yield writer.data(chunk as Buffer);
    }
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ENOENT")) throw cause;
    yield writer.line("end", { gone: true });
    return;
  }
  saved.files += 1;
  yield writer.line("end", { bytes });
}
