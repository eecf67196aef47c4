import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createLog } from "../../src/log.ts";
import { createDiskStore } from "../../src/media/disk.ts";
import { type KeptFile, mediaRouter } from "../../src/media/door.ts";
import { createLinkCheck, createLinks } from "../../src/media/links.ts";
import { createWeb } from "../../src/web.ts";

const DAY = 24 * 3_600_000;
const secret = "the signing secret";
const start = new Date("2026-11-01T00:00:00Z");
let folder: string;
let server: Server;
let origin: string;
let time = start;
let store: Awaited<ReturnType<typeof createDiskStore>>;
const files = new Map<string, KeptFile>();
const links = () => createLinks(origin, secret);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "threadline-door-"));
  store = await createDiskStore(folder);
  const log = createLog("silent");
  const web = createWeb({
    lineDoor: express.Router(),
    mediaDoor: mediaRouter({
      check: createLinkCheck(secret),
      find: (id) => Promise.resolve(files.get(id)),
      content: store,
      now: () => time,
      log,
    }),
    mountSlack: () => undefined,
    readiness: () => Promise.resolve({}),
    metrics: () => Promise.resolve({ type: "text/plain", text: "" }),
    metricsToken: undefined,
    log,
  });
  server = await new Promise((resolve) => {
    const listening = web.listen(0, "127.0.0.1", () => resolve(listening));
  });
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

async function keep(file: Partial<KeptFile> = {}, content: Uint8Array = bytes): Promise<string> {
  const id = randomUUID();
  await store.put(
    id,
    (async function* all() {
      yield content;
    })(),
    { type: "", limit: 1e6 },
  );
  files.set(id, { id, kind: "image", type: "image/jpeg", name: "menu.jpg", ...file });
  return id;
}

const until = (days = 30): Date => new Date(start.getTime() + days * DAY);

it("a link is enough to have the file, and says all that a phone must know", async () => {
  const answer = await fetch(links().media(await keep(), until()));

  expect(answer.status).toBe(200);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "content-length": "1000",
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=2592000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "cross-origin",
  });
});

it("HEAD tells the same without the bytes, and what is known already is not sent again", async () => {
  const link = links().media(await keep(), until());

  const head = await fetch(link, { method: "HEAD" });
  const again = await fetch(link, { headers: { "if-none-match": head.headers.get("etag") ?? "" } });

  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "1000", ""]);
  expect(again.status).toBe(304);
});

const ranges = [
  { range: "bytes=0-1", status: 206, says: "bytes 0-1/1000", length: 2 },
  { range: "bytes=990-", status: 206, says: "bytes 990-999/1000", length: 10 },
  { range: "bytes=-5", status: 206, says: "bytes 995-999/1000", length: 5 },
  { range: "bytes=990-5000", status: 206, says: "bytes 990-999/1000", length: 10 },
  { range: "bytes=-5000", status: 206, says: "bytes 0-999/1000", length: 1000 },
  { range: "bytes=1000-", status: 416, says: "bytes */1000", length: 0 },
  { range: "bytes=-0", status: 416, says: "bytes */1000", length: 0 },
  { range: "bytes=5-2", status: 200, says: null, length: 1000 },
  { range: "bytes=0-1,4-5", status: 200, says: null, length: 1000 },
  { range: "lines=0-1", status: 200, says: null, length: 1000 },
  { range: "bytes=-", status: 200, says: null, length: 1000 },
];
it.each(ranges)("a player that asks for $range gets $status", async ({ range, status, says, length }) => {
  const answer = await fetch(links().media(await keep(), until()), { headers: { range } });

  expect([answer.status, answer.headers.get("content-range")]).toEqual([status, says]);
  expect((await answer.arrayBuffer()).byteLength).toBe(length);
});

it("a part of another state of the file is not mixed in", async () => {
  const headers = { range: "bytes=0-1", "if-range": '"other"' };

  expect((await fetch(links().media(await keep(), until()), { headers })).status).toBe(200);
});

describe("without a signature of ours", () => {
  it("nothing is found: not under a name, not above, not in between", async () => {
    const id = await keep();
    const token = links().media(id, until()).slice(`${origin}/media/`.length);
    const [, end = "", signature = ""] = token.split(".");
    const other =
      links()
        .media(await keep(), until())
        .split(".")
        .at(-1) ?? "";
    const page = links().page(id, until()).replace(/\?.*/, "").split("/f/")[1] ?? "";
    const tries = [
      "",
      id,
      `${id}.${end}`,
      `${id}.${end}.`,
      `${id}.${end}.${"A".repeat(43)}`,
      `${id}.${end}.${other}`,
      `${id}.zzzzzz.${signature}`,
      `${id.toUpperCase()}.${end}.${signature}`,
      page,
      `${token}x`,
      `${token}%00`,
      `x/${token}`,
      "..%2f..%2fetc%2fpasswd",
      "%2e%2e%2f%2e%2e%2fpackage.json",
      `..%5c${id}`,
      `tmp%2f${id}`,
    ];

    for (const each of tries) {
      const answer = await fetch(`${origin}/media/${each}`);
      expect([each, answer.status]).toEqual([each, 404]);
      await answer.body?.cancel();
    }
    expect((await fetch(links().media(id, until()))).status).toBe(200);
  });

  it("a path that was not tidied by a browser leads nowhere", async () => {
    const paths = ["/media/../../../../etc/passwd", "//media//", "/media/%", "/media/%c0%ae%c0%ae/x", "/media/./tmp"];

    for (const path of paths) expect([path, await rawStatus(path)]).toEqual([path, expect.stringMatching(/ 40[04] /)]);
  });

  it("a link of another installation is none", async () => {
    const id = await keep();

    expect((await fetch(createLinks(origin, "another secret").media(id, until()))).status).toBe(404);
  });
});

it("a link ends when it says so, and not because somebody wrote another time into it", async () => {
  const id = await keep();
  const link = links().media(id, until(30));

  time = until(29);
  const before = (await fetch(link)).status;
  time = until(30);
  const after = await fetch(link);
  time = start;

  expect([before, after.status, await after.text()]).toEqual([200, 410, "this link has run out\n"]);
});

it("what is not kept any more is gone, whatever the link says", async () => {
  const [unknown, removed] = [await keep(), await keep()];
  files.delete(unknown);
  await store.remove(removed);

  for (const id of [unknown, removed]) expect((await fetch(links().media(id, until()))).status).toBe(410);
});

const active = "<script>alert(1)</script>";
const kinds: { kind: string; type: string | null; name: string; served: string; disposition: RegExp }[] = [
  { kind: "video", type: "video/mp4", name: "a.mp4", served: "video/mp4", disposition: /^inline$/ },
  { kind: "audio", type: "audio/mp4", name: "a.m4a", served: "audio/mp4", disposition: /^inline$/ },
  {
    kind: "file",
    type: "application/pdf",
    name: "見積.pdf",
    served: "application/pdf",
    disposition: /^attachment; filename="__\.pdf"; filename\*=UTF-8''%E8%A6%8B%E7%A9%8D\.pdf$/,
  },
  {
    kind: "file",
    type: "text/html",
    name: "page.html",
    served: "application/octet-stream",
    disposition: /^attachment;/,
  },
  {
    kind: "file",
    type: "image/svg+xml",
    name: "logo.svg",
    served: "application/octet-stream",
    disposition: /^attachment;/,
  },
  {
    kind: "image",
    type: "image/svg+xml",
    name: "logo.svg",
    served: "application/octet-stream",
    disposition: /^attachment;/,
  },
  {
    kind: "image",
    type: "text/html",
    name: "logo.png",
    served: "application/octet-stream",
    disposition: /^attachment;/,
  },
  {
    kind: "file",
    type: "application/xhtml+xml",
    name: "x",
    served: "application/octet-stream",
    disposition: /^attachment;/,
  },
  {
    kind: "file",
    type: "TEXT/PLAIN; charset=x",
    name: "a.txt",
    served: "text/plain; charset=utf-8",
    disposition: /^attachment;/,
  },
  { kind: "file", type: "image/png", name: "a.png", served: "image/png", disposition: /^attachment;/ },
  {
    kind: "file",
    type: null,
    name: 'a"\r\nset-cookie: x.pdf',
    served: "application/octet-stream",
    disposition: /^attachment; filename="a___set-cookie: x.pdf"/,
  },
];
it.each(kinds)("$kind $type goes out as $served", async ({ kind, type, name, served, disposition }) => {
  const answer = await fetch(links().media(await keep({ kind, type, name }, Buffer.from(active)), until()));

  expect(answer.headers.get("content-type")).toBe(served);
  expect(answer.headers.get("content-disposition")).toMatch(disposition);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  expect(answer.headers.get("set-cookie")).toBeNull();
  await answer.body?.cancel();
});

it("a phone that leaves in the middle keeps nothing open", async () => {
  const big = new Uint8Array(900_000);
  const link = links().media(await keep({ kind: "video", type: "video/mp4" }, big), until());
  const stop = new AbortController();

  const answer = await fetch(link, { signal: stop.signal });
  stop.abort();

  await expect(answer.arrayBuffer()).rejects.toThrow("abort");
  expect((await fetch(link)).status).toBe(200);
});

/** A request that no client would send. */
async function rawStatus(path: string): Promise<string> {
  const socket: Socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  let said = "";
  for await (const chunk of socket) said += String(chunk);
  return said.split("\r\n")[0] ?? "";
}
