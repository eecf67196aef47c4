/** What plays LINE and Slack is for trying things out: Threadline itself cannot reach it, and its secrets are good for one run. */
import { readFileSync } from "node:fs";
import { posix } from "node:path";

import { expect, it } from "vitest";

import { startLine } from "../../src/sandbox/line/index.ts";
import { startSlack } from "../../src/sandbox/slack/index.ts";
import { importsOf } from "../architecture/source.ts";

const root = new URL("../../", import.meta.url);

/** Everything that is loaded with this file. */
function loadedWith(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const text = readFileSync(new URL(path, root), "utf8");
  for (const { path: other, typeOnly } of importsOf({ path, text }))
    if (other !== undefined && !typeOnly) loadedWith(posix.normalize(other), seen);
  return seen;
}

it("is not loaded by what runs in production, nor are the commands", () => {
  const loaded = [...loadedWith("src/main.ts")];

  expect(loaded.length).toBeGreaterThan(100);
  expect(loaded.filter((path) => /^src\/(?:sandbox|cli)\//.test(path))).toEqual([]);
});

it("has other secrets every time", async () => {
  const secretsOf = async (): Promise<string[]> => {
    const [line, slack] = await Promise.all([startLine(), startSlack()]);
    await Promise.all([line.close(), slack.close()]);
    return [line.channelSecret, line.channelAccessToken, slack.botToken, slack.signingSecret, slack.appToken];
  };

  const all = [...(await secretsOf()), ...(await secretsOf())];

  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((secret) => secret.length < 32)).toEqual([]);
});
