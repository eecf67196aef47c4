/**
 * `npm run sandbox`: PostgreSQL, a strict fake LINE, an independent Slack and the app, all on this machine, and a page with a
 * phone and a Slack to play with. `-- --once` plays a short conversation instead, prints it, and ends with exit code 0 only if
 * it went as it must. Nothing of the real thing is read: no `.env`, no database.
 */
import { parseArgs } from "node:util";

import type { Locale } from "../config.ts";
import { spokenIn } from "../config/spoken.ts";
import { type UsageWords, usageEn, usageJa } from "../words/usage.ts";
import { isFree } from "./sandbox/app-process.ts";
import { installClock, untilMorning } from "./sandbox/clock.ts";
import { sweepDataDirs } from "./sandbox/leftovers.ts";
import { startLive } from "./sandbox/live.ts";
import { startOnce } from "./sandbox/once.ts";
import { PREFIX } from "./sandbox/world.ts";
import { endWithUsage, orUsage } from "./usage.ts";

const { once, lang, hold, port } = readOptions();
// the settings are not read here, and the environment of a terminal may hold those of the real thing
const language = spokenIn({ ...process.env, LOCALE: lang });
if (port !== 0 && !(await isFree(port))) {
  console.error(wordsIn(language).pagePort(port));
  process.exit(1);
}

// before the platforms begin, so that they live in the same time as the app
const clock = installClock();
if (!once) clock.set(untilMorning(Date.now()));

console.log("Starting PostgreSQL, a fake LINE, a fake Slack and Threadline …");
const began = Date.now();
await sweepDataDirs(PREFIX);
const sandbox = once
  ? await startOnce()
  : await startLive({ language, languageChosen: lang !== undefined, hold, port, clock });
console.log(`Ready after ${((Date.now() - began) / 1000).toFixed(1)} s.\n`);

let ending: Promise<void> | undefined;
function end(code: number): Promise<void> {
  process.exitCode = code;
  ending ??= sandbox.close();
  return ending;
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end(once ? 1 : 0));

if ("play" in sandbox) {
  const good = await sandbox.play().catch((cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause);
    return false;
  });
  await end(good ? 0 : 1);
} else {
  console.log(`Open in your browser:  ${sandbox.url}`);
  console.log("Ctrl-C ends it.");
}

interface Options {
  once: boolean;
  lang: Locale | undefined;
  /** Seconds, as the setting has them. */
  hold: string;
  port: number;
}

function readOptions(): Options {
  const words = wordsIn(spokenIn({ ...process.env, LOCALE: undefined }));
  const { values } = orUsage(words, "sandbox", () =>
    parseArgs({
      options: {
        once: { type: "boolean", default: false },
        lang: { type: "string" },
        hold: { type: "string", default: "6" },
        port: { type: "string", default: "0" },
      },
    }),
  );
  const refuse = (option: string, value: string, allowed: string): never =>
    endWithUsage(words, "sandbox", words.notAllowed(option, value, allowed));
  const { once, lang, hold, port } = values;
  if (lang !== undefined && lang !== "ja" && lang !== "en") return refuse("--lang", lang, "ja, en");
  if (!/^\d+(\.\d+)?$/.test(hold) || Number(hold) > 25) return refuse("--hold", hold, "0–25");
  if (!/^\d+$/.test(port) || Number(port) > 65_535) return refuse("--port", port, "0–65535");
  return { once, lang, hold, port: Number(port) };
}

function wordsIn(language: Locale): UsageWords {
  return language === "ja" ? usageJa : usageEn;
}
