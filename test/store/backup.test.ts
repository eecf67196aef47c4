/** A backup is one moment, whole, and comes back as it was. */
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";

import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { checkBackup } from "../../src/store/backup/check.ts";
import { restoreBackup } from "../../src/store/backup/restore.ts";
import { saveBackup } from "../../src/store/backup/save.ts";
import { ourMigrations } from "../../src/store/look.ts";
import { migrate, schemaDrift } from "../../src/store/migrate.ts";
import { bare, contents, save, withClient } from "../support/backups.ts";
import { createDatabase, type TestDatabase } from "../support/database.ts";

const folder = mkdtempSync(join(tmpdir(), "threadline-backup-"));
const media = join(folder, "media");
const file = join(folder, "good.backup");
let full: TestDatabase;
beforeAll(async () => {
  full = await createDatabase();
  await withClient(full.url, fillWithOddThings);
  mkdirSync(join(media, "4f"), { recursive: true });
  mkdirSync(join(media, "tmp"), { recursive: true });
  writeFileSync(join(media, "4f", "picture"), Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251)));
  writeFileSync(join(media, "4f", "empty"), "");
  writeFileSync(join(media, "tmp", "half"), "half");
  await save(full.url, file, media);
});
afterAll(async () => {
  await full.close();
  rmSync(folder, { recursive: true });
});

const ODD = "改行\n\t tab \\ backslash \\. \r 'quote' \"double\" 🙏 \\N ｶﾅ 𠮷 end";

async function fillWithOddThings(client: Client): Promise<void> {
  await client.query("INSERT INTO account (bot_user_id, name, desk_channel, settings) VALUES ('U1', $1, 'C1', $2)", [
    ODD,
    JSON.stringify({ odd: ODD, list: [1, null, "x"] }),
  ]);
  await client.query(
    "INSERT INTO conversation (account_id, kind, line_id, title, waiting_since) SELECT 1, 'user', 'U' || n, NULL, timestamptz '2026-11-20 04:02:00.123+00' FROM generate_series(1, 57) n",
  );
  await client.query(
    `INSERT INTO message (id, account_id, conversation_id, author, origin_key, parts, state, line_ids, at)
     SELECT gen_random_uuid(), 1, 1 + n % 57, 'customer', 'line:' || n, $1, 'received', ARRAY['a', $2, ''], now() FROM generate_series(1, 3000) n`,
    [JSON.stringify([{ kind: "text", text: ODD }]), ODD],
  );
  await client.query("INSERT INTO tag (account_id, name, key) VALUES (1, 'VIP', 'vip')");
  await client.query("INSERT INTO chat_tag (conversation_id, tag_id) VALUES (57, 1)");
}

describe("a restore", () => {
  it("brings every row and every file back as it was, and marks the database", async () => {
    const target = join(folder, "restored-media");
    await bare(async (url) => {
      const { rows, files, head } = await restoreBackup({ url, file, mediaFolder: target });
      const before = await contents(full.url);
      const after = await contents(url);

      expect(rows["message"]).toBe(3_000);
      expect([files, head.migrations]).toEqual([2, ourMigrations()]);
      expect({ ...after, told: "" }).toEqual({ ...before, told: "" });
      expect(await schemaDrift(url)).toBe("");
      expect(await withClient(url, (c) => c.query("SELECT key FROM told").then((found) => found.rows))).toEqual([
        { key: "restored" },
      ]);
    });
    expect(readdirSync(target)).toEqual(["4f"]);
    for (const name of ["picture", "empty"])
      expect(readFileSync(join(target, "4f", name)).equals(readFileSync(join(media, "4f", name)))).toBe(true);
  });

  it("goes on counting with a jump: a number that somebody saw never becomes another customer", async () => {
    await bare(async (url) => {
      await restoreBackup({ url, file, mediaFolder: join(folder, "jump") });
      const number = await withClient(url, async (client) => {
        const added = await client.query<{ id: number }>(
          "INSERT INTO conversation (account_id, kind, line_id) VALUES (1, 'user', 'Unew') RETURNING id",
        );
        return added.rows[0]?.id;
      });

      expect(number).toBe(1001);
    });
  });

  it("drops what only Threadline would have said to customers, and frees what a dead process held", async () => {
    const source = await createDatabase();
    await withClient(source.url, async (client) => {
      await client.query("INSERT INTO account (bot_user_id, name, desk_channel) VALUES ('U1', 'a', 'C1')");
      await client.query(
        "INSERT INTO lane (side, key, lease_token, lease_holder, lease_until) VALUES ('line', 'line:1', gen_random_uuid(), gen_random_uuid(), now() + interval '1 day'), ('desk', 'desk:C1', NULL, NULL, NULL)",
      );
      await client.query(
        `INSERT INTO delivery (id, lane_id, kind, payload, priority, status, not_before, order_at)
         SELECT gen_random_uuid(), lane, kind, '{}', 0, status, now(), now() FROM (VALUES
           (1, 'reply', 'pending'), (1, 'auto', 'pending'), (1, 'auto', 'done'), (2, 'say', 'pending')) v (lane, kind, status)`,
      );
    });
    const made = join(folder, "pending.backup");
    await save(source.url, made, media);
    await source.close();

    await bare(async (url) => {
      await restoreBackup({ url, file: made, mediaFolder: join(folder, "pending-media") });
      const found = await withClient(url, (client) =>
        client.query("SELECT kind, status FROM delivery ORDER BY kind, status").then(({ rows }) => rows),
      );
      const held = await withClient(url, (client) =>
        client.query("SELECT count(*)::int AS n FROM lane WHERE lease_holder IS NOT NULL").then(({ rows }) => rows),
      );

      expect(found).toEqual([
        { kind: "auto", status: "done" },
        { kind: "auto", status: "dropped" },
        { kind: "reply", status: "pending" },
        { kind: "say", status: "pending" },
      ]);
      expect(held).toEqual([{ n: 0 }]);
    });
  });

  it("of an older Threadline brings the tables up to date", async () => {
    const [first = ""] = ourMigrations();
    const old = await createDatabase({ bare: true });
    await migrate(old.url, undefined, [first]);
    await withClient(old.url, (client) =>
      client.query("INSERT INTO account (bot_user_id, name, desk_channel) VALUES ('U1', 'old', 'C1')"),
    );
    const made = join(folder, "old.backup");
    await save(old.url, made, media);
    await old.close();

    await bare(async (url) => {
      await restoreBackup({ url, file: made, mediaFolder: join(folder, "old-media") });

      expect(await schemaDrift(url)).toBe("");
      const { rows } = await withClient(url, (client) => client.query("SELECT name FROM account"));
      expect(rows).toEqual([{ name: "old" }]);
    });
  });
});

describe("a backup", () => {
  it("is of one moment, whatever is written while it is made", async () => {
    const busy = await createDatabase();
    await withClient(busy.url, async (client) => {
      // more than fits into any buffer on the way, in the first of the tables that count here
      await client.query(
        "INSERT INTO audit (id, actor, act, detail) SELECT gen_random_uuid(), 'a', 'b', to_json(md5(random()::text) || md5(random()::text) || md5(random()::text)) FROM generate_series(1, 20000) n",
      );
      await client.query("INSERT INTO budget (name, next_at) VALUES ('before', now())");
    });
    const made = join(folder, "busy.backup");
    const sink = createWriteStream(made);
    let meanwhile: Promise<unknown> | undefined;
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        meanwhile ??= withClient(busy.url, (client) =>
          client.query("BEGIN; DELETE FROM budget; INSERT INTO told (key) VALUES ('later'); COMMIT"),
        );
        meanwhile.then(() => sink.write(chunk, done), done);
      },
      final: (done) => void sink.end(done),
    });

    const { rows } = await saveBackup({
      url: busy.url,
      mediaFolder: media,
      version: "0.1.0",
      now: new Date(),
      open: () => out,
    });

    expect([rows["budget"], rows["told"], rows["audit"]]).toEqual([1, 0, 20_000]);
    expect(await contents(busy.url)).toMatchObject({ budget: expect.stringMatching(/^0 /) as string });
    expect((await checkBackup(made)).rows).toEqual(rows);
    await busy.close();
  });

  it("of an empty database is good, too", async () => {
    const empty = await createDatabase();
    const made = join(folder, "empty.backup");
    const saved = await save(empty.url, made, join(folder, "none"));
    await empty.close();

    expect(saved.files).toBe(0);
    await bare(async (url) => {
      expect((await restoreBackup({ url, file: made, mediaFolder: join(folder, "none") })).files).toBe(0);
    });
  });
});
