/**
 * `npm run sandbox`: PostgreSQL, a strict fake LINE, an independent Slack and the app, all on this machine; plays a short
 * conversation and stays up. `-- --once` ends after it, with exit code 0 only if it went as it must.
 */
import { parseArgs } from "node:util";

import { freePort, startAppProcess } from "./sandbox/app-process.ts";
import { sweepDataDirs } from "./sandbox/leftovers.ts";
import { playStory } from "./sandbox/story.ts";
import { faultsOf, printTranscript, whatWasSeen } from "./sandbox/transcript.ts";
import { PREFIX, startPlatforms } from "./sandbox/world.ts";

const { values } = parseArgs({ options: { once: { type: "boolean", default: false } } });
const HOLD = "2";

console.log("Starting PostgreSQL, a fake LINE, a fake Slack and Threadline …");
const began = Date.now();
await sweepDataDirs(PREFIX);
const platforms = await startPlatforms({ slack: { channels: [{ name: "support", isPrivate: true }] } });
const port = await freePort();
const app = await startAppProcess({
  ...platforms.settings,
  PORT: String(port),
  SEND_HOLD_SECONDS: HOLD,
  LOCALE: "ja",
  LOG_LEVEL: "info",
});
platforms.connect(app.url);
console.log(`Ready after ${((Date.now() - began) / 1000).toFixed(1)} s.\n`);

let ending: Promise<void> | undefined;
function end(code: number): Promise<void> {
  process.exitCode = code;
  ending ??= app.stop().then(() => platforms.close());
  return ending;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end(values.once ? 1 : 0));
void app.ended.then((how) => {
  if (!ending) console.error(`Threadline ended unexpectedly (${how}).`);
  return ending ?? end(1);
});

try {
  const played = await playStory(platforms);
  const seen = await whatWasSeen(platforms, played);
  const faults = faultsOf(seen, [...platforms.line.violations, ...platforms.slack.violations]);
  console.log(printTranscript(seen));
  console.log(
    faults.length === 0
      ? "\nIt went as it must: everything arrived once.\n"
      : `\nIt did not go as it must:\n- ${faults.join("\n- ")}\n`,
  );
  if (values.once || faults.length > 0) await end(faults.length === 0 ? 0 : 1);
  else tellWhere();
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  await end(1);
}

function tellWhere(): void {
  console.log(`App    ${app.url}  (/healthz, /readyz, /metrics)`);
  console.log(`LINE   ${platforms.line.url}`);
  console.log(`Slack  ${platforms.slack.url}`);
  console.log("\nCtrl-C ends it.");
}
