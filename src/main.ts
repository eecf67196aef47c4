/** Settings, app, listen, stop. */
import { createApp } from "./app.ts";
import { explainRefusal, loadConfig } from "./config.ts";
import { ConfigError } from "./errors.ts";
import { createLog } from "./log.ts";

const SAME_PRESS = 500;

const breakOff = new AbortController();
try {
  const config = loadConfig(process.env);
  const log = createLog(config.logLevel);
  let asked: number | undefined;
  const stop = (signal: string): void => {
    // one press of Ctrl-C arrives twice, from the terminal and from npm; a second press does not want to wait
    if (asked !== undefined) {
      if (performance.now() - asked > SAME_PRESS) process.exit(1);
      return;
    }
    asked = performance.now();
    log.info({ signal }, "stopping");
    breakOff.abort();
    starting
      .then((app) => app.close(), unlessBrokenOff)
      .then(
        () => process.exit(0),
        (cause: unknown) => {
          log.fatal({ err: cause }, "stopping failed");
          process.exit(1);
        },
      );
  };
  // before the start: PostgreSQL has a life of its own from its first moment
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  const starting = createApp({ config, log, breakOff: breakOff.signal });
  await starting.catch(unlessBrokenOff);
} catch (cause) {
  if (!(cause instanceof ConfigError)) throw cause;
  console.error(explainRefusal(cause, process.env));
  process.exit(1);
}

/** A start that was broken off has stopped already what it had started. */
function unlessBrokenOff(cause: unknown): void {
  if (cause !== breakOff.signal.reason) throw cause;
}
