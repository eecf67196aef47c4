/**
 * Brings a backup into an empty database.
 *
 * What happened after the backup is not in it, but it did happen: customers have read those answers, and Slack shows those
 * threads. So a restored database is marked with the time (`restored` in `told`), and three things keep the past from being
 * said twice or to somebody else:
 * - words of staff from before the mark are asked about, never sent by themselves (src/bridge/gather-reply.ts);
 * - what Threadline itself would have said to customers, and did not yet, is dropped;
 * - numbers go on with a jump: #57 must not become another customer while a card in Slack still says #57.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";

import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";

import { connect } from "../connect.ts";
import { appliedMigrations, ourMigrations } from "../look.ts";
import { migrate } from "../migrate.ts";
import { checkBackup, type Checked, framesOf } from "./check.ts";
import type { Facts, Frame } from "./frames.ts";
import { BackupRefused } from "./problem.ts";
import { columnList, ourTables, quoted, speakPlainly } from "./tables.ts";

export interface RestoreOptions {
  url: string;
  file: string;
  mediaFolder: string;
}

export async function restoreBackup({ url, file, mediaFolder }: RestoreOptions): Promise<Checked> {
  // 1. the whole file is good, and of a Threadline that is not newer than this one
  const checked = await checkBackup(file);
  const { head } = checked;
  const ours = ourMigrations();
  const unknown = head.migrations.filter((name) => !ours.includes(name));
  if (unknown.length > 0) throw new BackupRefused({ kind: "newer", version: head.version, migrations: unknown });
  // 2. there is room for it
  if (checked.files > 0) refuseOtherMedia(mediaFolder);
  await refuseUsed(url, head.migrations);
  // 3. the tables as they were then, what was in them, and only then what has come since
  await migrate(url, undefined, head.migrations);
  await fill(url, file, mediaFolder);
  await migrate(url);
  return checked;
}

function refuseOtherMedia(folder: string): void {
  const there = existsSync(folder) ? readdirSync(folder).filter((name) => name !== "tmp") : [];
  if (there.length > 0) throw new BackupRefused({ kind: "mediaThere", folder });
}

/** Tables without a row are as good as none: an earlier try may have ended there. */
async function refuseUsed(url: string, migrations: readonly string[]): Promise<void> {
  await withClient(url, async (client) => {
    const ahead = (await appliedMigrations(client)).filter((name) => !migrations.includes(name));
    if (ahead.length > 0) throw new BackupRefused({ kind: "databaseAhead", migrations: ahead });
    await refuseRows(client);
  });
}

async function refuseRows(client: Client): Promise<void> {
  for (const { name } of await ourTables(client)) {
    const { rowCount } = await client.query(`SELECT FROM ${quoted(name)} LIMIT 1`);
    if (rowCount !== 0) throw new BackupRefused({ kind: "databaseInUse", table: name });
  }
}

async function fill(url: string, file: string, mediaFolder: string): Promise<void> {
  await withClient(url, async (client) => {
    await speakPlainly(client);
    await client.query("BEGIN");
    const tables = await ourTables(client);
    // a Threadline that is started meanwhile waits here
    await client.query(`LOCK TABLE ${tables.map(({ name }) => quoted(name)).join(", ")} IN ACCESS EXCLUSIVE MODE`);
    await refuseRows(client);
    const media = { folder: mediaFolder, made: !existsSync(mediaFolder) };
    try {
      await pour(client, framesOf(file), mediaFolder);
      await markRestored(client);
      await client.query("COMMIT");
    } catch (cause) {
      if (media.made) rmSync(media.folder, { recursive: true, force: true });
      throw cause;
    }
  });
}

async function pour(client: Client, frames: AsyncGenerator<Frame>, mediaFolder: string): Promise<void> {
  let sink: Sink | undefined;
  for await (const frame of frames) {
    if (frame.kind === "whole") return;
    if (frame.kind === "data") {
      await sink?.write(frame.bytes);
      continue;
    }
    if (frame.name === "table") sink = sinkInto(tableSink(client, frame.facts));
    if (frame.name === "file") sink = sinkInto(fileSink(mediaFolder, String(frame.facts["path"])));
    if (frame.name === "sequence") await setSequence(client, frame.facts);
    if (frame.name === "end" && sink !== undefined) {
      await sink.end();
      sink = undefined;
    }
  }
}

interface Sink {
  write: (bytes: Buffer) => Promise<void>;
  end: () => Promise<void>;
}

/** What goes wrong in the stream is heard at the next write or at the end. */
function sinkInto(stream: Writable): Sink {
  const done = finished(stream);
  done.catch(() => undefined);
  return {
    async write(bytes) {
      if (!stream.write(bytes)) await Promise.race([once(stream, "drain"), done]);
    },
    async end() {
      stream.end();
      await done;
    },
  };
}

function tableSink(client: Client, facts: Facts): Writable {
  const table = { name: String(facts["name"]), columns: (facts["columns"] as unknown[]).map(String) };
  return client.query(copyFrom(`COPY ${quoted(table.name)} (${columnList(table)}) FROM STDIN`));
}

function fileSink(folder: string, path: string): Writable {
  // as the media folder names them, and nothing that leads out of it
  if (!/^[\w-]+\/[\w.-]+$/.test(path) || path.includes("..")) throw new Error(`a strange name: ${hashOf(path)}`);
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  return createWriteStream(place, { mode: 0o600 });
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** More than anybody writes between a backup and the accident. */
const JUMP = 1000;

async function setSequence(client: Client, { name, last, called }: Facts): Promise<void> {
  const value = BigInt(String(last));
  const next = called === true ? value + BigInt(JUMP) - (value % BigInt(JUMP)) : value;
  await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [
    `public.${quoted(String(name))}`,
    String(next),
    called,
  ]);
}

async function markRestored(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO told (key, at) VALUES ('restored', now()) ON CONFLICT (key) DO UPDATE SET at = now()`,
  );
  // what only Threadline itself said to customers; questions, profiles and leaving a group say nothing to anybody
  await client.query(
    `UPDATE delivery SET status = 'dropped' FROM lane WHERE lane.id = delivery.lane_id AND lane.side = 'line'
     AND delivery.status = 'pending' AND delivery.kind NOT IN ('reply', 'leave', 'profile', 'read')`,
  );
  await client.query("UPDATE lane SET lease_token = NULL, lease_holder = NULL, lease_until = NULL, rung_at = NULL");
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
