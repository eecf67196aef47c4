/** Settings, app, listen, stop. */
import { createApp } from "./app.ts";
import { explainRefusal, loadConfig } from "./config.ts";
import { ConfigError } from "./errors.ts";
import { createLog } from "./log.ts";

try {
  const config = loadConfig(process.env);
  const log = createLog(config.logLevel);
  const app = await createApp({ config, log });
  let stopping = false;
  const stop = (signal: string): void => {
    // a second signal: whoever sends it does not want to wait
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, "stopping");
    app.close().then(
      () => process.exit(0),
      (cause: unknown) => {
        log.fatal({ err: cause }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
} catch (cause) {
  if (!(cause instanceof ConfigError)) throw cause;
  console.error(explainRefusal(cause, process.env));
  process.exit(1);
}
