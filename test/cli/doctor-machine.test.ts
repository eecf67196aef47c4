import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
/** What the doctor says of the machine itself, and in which words. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { examine } from "../../src/cli/doctor/examine.ts";
import { judgeDisk, lookAtDisks, lookAtOurDatabase } from "../../src/cli/doctor/machine.ts";
import { asTable, isBroken, linesOf } from "../../src/cli/doctor/report.ts";
import { freePort } from "../../src/cli/sandbox/app-process.ts";
import { doctorEn } from "../../src/words/doctor.en.ts";
import { doctorJa } from "../../src/words/doctor.ja.ts";
import { type Finding, FINDINGS } from "../../src/words/doctor.ts";
import { startBucket } from "../support/bucket.ts";
import { createDatabase } from "../support/database.ts";
import { complaintsAbout, healthyStage } from "../support/doctor.ts";
import { runCli } from "../support/run-cli.ts";
import type { Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await healthyStage();
});
afterAll(() => stage.close());

/** Somebody else at our address. */
async function stranger<T>(listener: RequestListener, visit: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    return await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

describe("the machine", () => {
  it("settings that are missing, each with its cure, and what can be said without them", async () => {
    const { code, out } = await runCli("doctor", [], { LOCALE: "en", SLACK_CHANNEL: "general" });

    expect(code).toBe(1);
    for (const name of ["LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "SLACK_BOT_TOKEN", "SLACK_CHANNEL"])
      expect(out).toMatch(new RegExp(`broken +${name}`));
    expect(out).toContain("Node 24");
  });

  it("a disk with room, with little, with none, and with room but no place in its list of files", () => {
    const disk = { bsize: 4096, files: 1_000, ffree: 10 };
    const kindOf = (megabytes: number, changed = {}) =>
      judgeDisk("/data", { ...disk, bavail: megabytes * 256, ...changed }).kind;

    expect([2_000, 500, 50, 0].map((megabytes) => kindOf(megabytes))).toEqual([
      "disk",
      "diskLow",
      "diskFull",
      "diskFull",
    ]);
    expect(kindOf(2_000, { ffree: 0 })).toBe("diskNoFiles");
    expect(kindOf(2_000, { files: 0, ffree: 0 })).toBe("disk");
  });

  it("the disk of the files where that is another one than the database's", async () => {
    const folder = await mkdtemp(join(tmpdir(), "threadline-disks-"));
    const alone = lookAtDisks(folder).length;
    // a file system that is on every Linux, never the folder's own, and takes no files
    await symlink("/proc", join(folder, "media"));

    const [, media, ...more] = lookAtDisks(folder);

    expect(media).toMatchObject({ path: join(folder, "media") });
    expect(media && FINDINGS[media.kind][1]).toBe("broken");
    expect([alone, more]).toEqual([1, []]);
    await rm(folder, { recursive: true });
  });

  it("a built-in database that is not there yet, and one that this user may not see", async () => {
    const folder = await mkdtemp(join(tmpdir(), "threadline-doctor-"));
    const dataDir = join(folder, "data");
    const look = () => lookAtOurDatabase(undefined, dataDir);

    const none = await look();
    await mkdir(dataDir);
    // no way in for anybody, root included
    await symlink("postgres", join(dataDir, "postgres"));
    const closed = await look();

    await rm(folder, { recursive: true });
    const place = join(dataDir, "postgres");
    expect(none).toEqual([{ kind: "databaseNew", folder: place }]);
    expect(closed).toEqual([{ kind: "databaseUnseen", folder: place, reason: "ELOOP" }]);
    const said = asTable(linesOf(closed, doctorEn), doctorEn);
    expect(said).toMatch(/not looked at: this user may not look into .* as the user that runs Threadline/s);
  });

  it("a database that is away, of another encoding, behind, or ahead", async () => {
    const latin = await createDatabase({ bare: true, encoding: "LATIN1" });
    const bare = await createDatabase({ bare: true });
    const newer = await createDatabase();
    const client = new Client({ connectionString: newer.url });
    await client.connect();
    await client.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', '', '29990101000000_later', now())",
    );
    await client.end();

    const found = await Promise.all(
      ["postgres://u:p@127.0.0.1:1/none", latin.url, bare.url, newer.url].map((DATABASE_URL) =>
        complaintsAbout(stage, { DATABASE_URL }),
      ),
    );

    await Promise.all([latin, bare, newer].map((each) => each.close()));
    expect(found.map((each) => each.map(({ kind }) => kind))).toEqual([
      ["databaseGone"],
      ["databaseEncoding"],
      ["migrationsPending"],
      ["migrationsAhead"],
    ]);
  });

  it("a bucket that is well, away, of another name, or not ours; nothing is written into it", async () => {
    const bucket = await startBucket("shop", "KEY");
    const lookWith = async (changed: Record<string, string> = {}): Promise<Finding[]> => {
      const settings = { MEDIA_BUCKET: `${bucket.url}/shop`, MEDIA_BUCKET_KEY: "KEY:secret", ...changed };
      const findings = await examine({ ...stage.settings, ...settings });
      return findings.filter(({ kind }) => FINDINGS[kind][0] === "bucket");
    };

    const well = await lookWith();
    const none = await lookWith({ MEDIA_BUCKET: `${bucket.url}/other` });
    const refused = await lookWith({ MEDIA_BUCKET_KEY: "OTHER:secret" });
    bucket.fail(503);
    const down = await lookWith();
    await bucket.close();
    const away = await lookWith();

    const url = `${bucket.url}/shop`;
    expect([well, none, refused, down, away]).toEqual([
      [{ kind: "bucket", url }],
      [{ kind: "bucketNone", url: `${bucket.url}/other` }],
      [{ kind: "bucketRefused", url, error: "InvalidAccessKeyId" }],
      [{ kind: "bucketAway", url, reason: "503" }],
      [{ kind: "bucketAway", url, reason: "ECONNREFUSED" }],
    ]);
    expect(bucket.objects.size).toBe(0);
    for (const words of [doctorEn, doctorJa]) {
      const lines = linesOf([...well, ...none, ...refused, ...away], words);
      expect(lines.map(({ cure }) => cure !== undefined)).toEqual([false, true, true, true]);
    }
  });

  it("a Threadline that does not run, and an address behind which somebody else answers", async () => {
    const PORT = String(await freePort());
    const stopped = await complaintsAbout(stage, { PORT, PUBLIC_URL: `http://127.0.0.1:${PORT}` });
    const other = await stranger(
      (_request, response) => response.end("<html>"),
      (PUBLIC_URL) => complaintsAbout(stage, { PUBLIC_URL }),
    );
    const half = await stranger(
      ({ url }, response) => response.writeHead(url === "/healthz" ? 200 : 403).end('{"ok":true}'),
      (PUBLIC_URL) => complaintsAbout(stage, { PUBLIC_URL }),
    );

    expect([stopped, other, half].map((each) => each.map(({ kind }) => kind))).toEqual([
      ["appStopped", "publicUrlAway", "lineWebhookElsewhere"],
      ["publicUrlOther", "lineWebhookElsewhere"],
      ["mediaDoorClosed", "slackDoorClosed", "lineWebhookElsewhere"],
    ]);
  });
});

describe("its words", () => {
  it.each([
    ["English", doctorEn],
    ["Japanese", doctorJa],
  ])("%s: what is not good has a cure, and the columns stand under each other", async (_language, words) => {
    const findings = await examine({
      ...stage.settings,
      SLACK_BOT_TOKEN: "xoxb-wrong",
      LINE_CHANNEL_ACCESS_TOKEN: "wrong",
    });
    const lines = linesOf(findings, words);

    expect(isBroken(lines)).toBe(true);
    expect(lines.filter(({ state, cure }) => state !== "ok" && cure === undefined)).toEqual([]);
    expect(asTable(lines, words)).not.toMatch(/undefined|NaN|\[object/);
  });
});
