/**
 * The app as a process of its own whose clock can be moved, from this machine alone: what `src/main.ts` is, and a port that
 * takes the time. It stands among the tests and nowhere else, so no app that people run can be moved.
 */
import { createServer } from "node:http";

import { createApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";

const { CLOCK_PORT, CLOCK_AT, ...env } = process.env;
let offset = Number(CLOCK_AT) - Date.now();

const clock = createServer((request, response) => {
  offset = Number(request.url?.slice(1)) - Date.now();
  response.end();
});
await new Promise<void>((resolve) => clock.listen(Number(CLOCK_PORT), "127.0.0.1", resolve));

const config = loadConfig(env);
const app = await createApp({ config, log: createLog(config.logLevel), now: () => new Date(Date.now() + offset) });
process.on("SIGTERM", () => {
  void app.close().finally(() => process.exit(0));
});
