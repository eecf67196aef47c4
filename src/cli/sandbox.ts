/**
 * `npm run sandbox`: PostgreSQL, a strict fake LINE, an independent Slack and the app, all on this machine, and a page with a
 * phone and a Slack to play with. `-- --once` plays a short conversation instead, prints it, and ends with exit code 0 only if
 * it went as it must. Nothing of the real thing is read: no `.env`, no database.
 */
import { parseArgs } from "node:util";

import { spokenIn } from "../config/spoken.ts";
import { installClock, untilMorning } from "./sandbox/clock.ts";
import { sweepDataDirs } from "./sandbox/leftovers.ts";
import { startLive } from "./sandbox/live.ts";
import { startOnce } from "./sandbox/once.ts";
import { PREFIX } from "./sandbox/world.ts";

const { values } = parseArgs({
  options: {
    once: { type: "boolean", default: false },
    /** `ja` or `en`; else what the terminal speaks. */
    lang: { type: "string" },
    /** Seconds in which a reply can be taken back. */
    hold: { type: "string", default: "6" },
    port: { type: "string", default: "0" },
  },
});

// before the platforms begin, so that they live in the same time as the app
const clock = installClock();
if (!values.once) clock.set(untilMorning(Date.now()));
// the settings are not read here, and the environment of a terminal may hold those of the real thing
const language = spokenIn({ ...process.env, LOCALE: values.lang });

console.log("Starting PostgreSQL, a fake LINE, a fake Slack and Threadline …");
const began = Date.now();
await sweepDataDirs(PREFIX);
const sandbox = values.once
  ? await startOnce()
  : await startLive({
      language,
      languageChosen: values.lang !== undefined,
      hold: values.hold,
      port: Number(values.port),
      clock,
    });
console.log(`Ready after ${((Date.now() - began) / 1000).toFixed(1)} s.\n`);

let ending: Promise<void> | undefined;
function end(code: number): Promise<void> {
  process.exitCode = code;
  ending ??= sandbox.close();
  return ending;
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end(values.once ? 1 : 0));

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
