import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";

import { listen, portOf, stopServer } from "../../src/app/server.ts";
import type { Locale } from "../../src/config.ts";
import { ConfigError } from "../../src/errors.ts";

let other: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  other = await listen(express(), { port: 0, host: "127.0.0.1", spoken: "en" });
});
afterAll(() => stopServer(other));

// 203.0.113.0/24 is kept for examples: nobody has it
it.each<[string, Locale, () => { port: number; host: string }, RegExp]>([
  ["a port that is taken", "en", taken, /PORT: is \d+, and another program listens there.*-> .*free one/s],
  ["a port that is taken", "ja", taken, /PORT: \d+ は、ほかのプログラム.*使用中です.*-> .*空いているポート/s],
  ["an address of elsewhere", "en", elsewhere, /HOST: is "203\.0\.113\.1", which is not an address of this machine/],
  ["an address of elsewhere", "ja", elsewhere, /HOST: 「203\.0\.113\.1」はこのマシンのアドレスではありません/],
  ["a name that nobody has", "en", nowhere, /HOST: is "nowhere\.invalid", and listening there fails/],
])("%s is refused in words (%s)", async (_what, spoken, place, words) => {
  const refused = listen(express(), { ...place(), spoken });

  await expect(refused).rejects.toThrow(ConfigError);
  await expect(refused).rejects.toThrow(words);
});

function taken(): { port: number; host: string } {
  return { port: portOf(other), host: "127.0.0.1" };
}

function elsewhere(): { port: number; host: string } {
  return { port: 0, host: "203.0.113.1" };
}

function nowhere(): { port: number; host: string } {
  return { port: 0, host: "nowhere.invalid" };
}
