/** Who can reach the page, and what of the sandbox can be reached in production: nobody else, and nothing. */
import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { dirname, join, normalize } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Bare, startBare } from "./bare.ts";

let bare: Bare;
beforeAll(async () => {
  bare = await startBare();
});
afterAll(() => bare.close());

interface Ask {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Bytes as they are: a browser would not let a page choose its Host. */
function ask({ path, method = "GET", headers = {}, body = "" }: Ask): Promise<{ status: number; text: string }> {
  const { hostname, port, pathname } = new URL(bare.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path: path ?? pathname, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on("error", reject).end(body);
  });
}

const pathOf = (rest: string): string => new URL(rest, bare.url).pathname;
const json = { "content-type": "application/json" };

it("opens at the address that was printed, and the address is another one each time", async () => {
  const other = await startBare();
  const keys = [bare, other].map(({ url }) => new URL(url).pathname);
  await other.close();

  expect((await ask({})).status).toBe(200);
  expect(new Set(keys).size).toBe(2);
  expect(keys.every((key) => key.length > 30)).toBe(true);
});

it.each(["/", "/act", "/live", "/wrong-key/", "/wrong-key/emoji", "/%2e%2e/"])("knows nothing of %s", async (path) => {
  const { status, text } = await ask({ path });

  expect(status).toBe(404);
  expect(text).not.toContain("<html");
});

it.each(["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1"])(
  "a page under another name (%s) gets nothing, even with the key",
  async (host) => {
    expect((await ask({ headers: { host } })).status).toBe(403);
  },
);

it("acts are for this page alone: no other origin, no form, no other method", async () => {
  const act = { path: pathOf("act"), method: "POST", body: '{"where":"world","act":"start"}' };

  expect((await ask({ ...act, headers: { ...json, origin: "https://evil.example" } })).status).toBe(403);
  expect((await ask({ ...act, headers: { "content-type": "text/plain" } })).status).toBe(415);
  expect((await ask({ ...act, method: "PUT", headers: json })).status).toBe(405);
  expect((await ask({ ...act, headers: json })).status).toBe(200);
});

it.each([
  ["nothing", "null"],
  ["no place", "{}"],
  ["an unknown act", '{"where":"slack","act":"fire","who":"U1"}'],
  ["somebody who is not here", '{"where":"line","act":"write","chat":"U0","text":"x"}'],
  ["time that goes back", '{"where":"world","act":"advance","milliseconds":-1}'],
  ["no JSON", "{"],
])("refuses %s, in words", async (_what, body) => {
  const { status, text } = await ask({ path: pathOf("act"), method: "POST", headers: json, body });

  expect(status).toBe(400);
  expect(JSON.parse(text)).toEqual({ error: expect.any(String) });
});

it.each([
  "../server.ts",
  "..%2fserver.ts",
  "%2e%2e%2f%2e%2e%2fpackage.json",
  "style",
  "media/face/../../x",
  "media/line/1",
])("serves only its own files: not %s", async (path) => {
  expect((await ask({ path: `${new URL(bare.url).pathname}${path}` })).status).toBe(404);
});

it("forbids the browser everything from outside", async () => {
  const response = await fetch(bare.url);
  const policy = response.headers.get("content-security-policy") ?? "";

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/https?:|unsafe/);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
});

describe("in production", () => {
  const source = join(import.meta.dirname, "..", "..", "src");
  const importing = /(?:from|import)\s*\(?\s*["'](?<path>\.[^"']+)["']/g;

  /** Everything that `npm start` loads, now or later. */
  function loaded(entry: string, seen = new Set<string>()): Set<string> {
    if (seen.has(entry)) return seen;
    seen.add(entry);
    for (const { groups } of readFileSync(entry, "utf8").matchAll(importing)) {
      const path = normalize(join(dirname(entry), groups?.["path"] ?? ""));
      if (path.endsWith(".ts") && !path.includes("generated")) loaded(path, seen);
    }
    return seen;
  }

  it("nothing of the sandbox is loaded, however far one follows", () => {
    const all = [...loaded(join(source, "main.ts"))].map((path) => path.slice(source.length + 1));

    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((path) => /^(?:sandbox|cli)\b/.test(path))).toEqual([]);
  });

  it("no setting of the app reaches it", () => {
    const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
    const knowing = files.filter((path) => readFileSync(join(source, path), "utf8").includes("SANDBOX_CLOCK"));

    expect(knowing.map((path) => path.replaceAll("\\", "/")).toSorted()).toEqual([
      "cli/sandbox/app-process.ts",
      "cli/sandbox/inside-app.ts",
    ]);
  });

  it("the secrets of the sandbox are other ones in every run", async () => {
    const other = await startBare();
    const secrets = [bare, other].flatMap(({ line, slack }) => [
      line.channelSecret,
      line.channelAccessToken,
      slack.botToken,
      slack.signingSecret,
    ]);
    await other.close();

    expect(new Set(secrets).size).toBe(8);
    expect(secrets.every((secret) => secret.length >= 32)).toBe(true);
  });
});
