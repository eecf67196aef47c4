/**
 * Loaded before the app that the sandbox starts, never by the app itself. When whoever started it is gone (its end of the
 * pipe closes), the app is told to stop; what comes through the pipe puts the clock forward.
 */
import { flushCompileCache } from "node:module";
import { createInterface } from "node:readline";

import { installClock } from "./clock.ts";

const clock = installClock();
clock.set(Number(process.env["SANDBOX_CLOCK"] ?? 0));

createInterface({ input: process.stdin })
  .on("line", (line) => {
    clock.set(Number(line));
    console.log(JSON.stringify({ msg: "sandbox clock", offset: clock.offset() }));
  })
  .on("close", () => process.kill(process.pid, "SIGTERM"));

setTimeout(flushCompileCache, 3_000).unref();
