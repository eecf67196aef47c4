/** What Bolt does not do by itself. */
import type { App } from "@slack/bolt";

import { wellFormed } from "../core/well-formed.ts";
import type { Log } from "../log.ts";

/** What happened could not be written down: Slack is to send it again. */
export class NotStored extends Error {
  readonly code = "not_stored";
  constructor(cause: unknown) {
    super("The event could not be stored", { cause });
  }
}

function isNotStored(error: unknown): boolean {
  if (error instanceof NotStored) return true;
  return error instanceof Error && "original" in error && isNotStored(error.original);
}

/**
 * Bolt leaves a request that nobody listens to, or whose kind it cannot tell, unanswered until Slack gives up and sends it
 * again, and fails over events that lack what it expects. They were received and there is nothing to do: that is a 200, at
 * once, and a line in the log. Only what could not be stored is a 500.
 */
export function answerEverything(app: App, log: Log): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    let answered = false;
    const ack: typeof event.ack = async (response) => {
      answered = true;
      await event.ack(response);
    };
    try {
      await process({ ...event, body: wellFormed(event.body), ack });
      if (answered) return;
      log.warn({ type: String(event.body["type"]).slice(0, 50) }, "Slack request that nobody listens to");
    } catch (cause) {
      if (isNotStored(cause)) throw cause;
      log.warn({ err: cause }, "Slack request that cannot be read");
    }
    if (!answered) await event.ack();
  };
}

type BoltLog = NonNullable<NonNullable<ConstructorParameters<typeof App>[0]>["logger"]>;

export function boltLog(log: Log): BoltLog {
  const say =
    (level: "debug" | "info" | "warn" | "error") =>
    (...lines: unknown[]): void =>
      log[level]({ bolt: lines.map(String).join(" ").slice(0, 500) }, "bolt");
  return {
    debug: say("debug"),
    info: say("debug"),
    warn: say("warn"),
    error: say("error"),
    setLevel: () => undefined,
    getLevel: () => "debug" as never,
    setName: () => undefined,
  };
}
