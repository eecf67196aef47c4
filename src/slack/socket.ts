/**
 * Socket Mode, for a team whose Slack side cannot be reached from the internet: we call Slack and it sends over that line.
 *
 * Bolt's own receiver acknowledges before anything is written down. Ours hands an envelope to Bolt, waits for the commit, and
 * acknowledges then; what could not be stored is not acknowledged, so Slack sends it again over this or another connection.
 *
 * Two connections: Slack renews each every few hours, and the SDK ends the old one before it opens the next. Reconnecting is
 * done here, because the SDK's own gives up on some failures by rejecting a promise that nobody holds.
 */
import type { App, Receiver } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import { WebAPIPlatformError } from "@slack/web-api";

import type { Log } from "../log.ts";
import { boltLog } from "./bolt.ts";

export interface SocketDoor {
  appToken: string;
  apiUrl: string | undefined;
  now: () => Date;
  log: Log;
  /** Slack does not take the token: until somebody mends it, nothing arrives. */
  refused: (reason: string) => Promise<void>;
  /** It is connected, after a time in which it was not. */
  back: (since: Date) => Promise<void>;
}

export interface SlackSocket {
  /** Open now. */
  connections: () => number;
  /** Takes no more, and waits for what is in hand. */
  close: () => Promise<void>;
}

interface Envelope {
  ack: (answer?: object | string) => Promise<void>;
  envelope_id: string;
  body: Record<string, unknown>;
  retry_num?: number;
  retry_reason?: string;
  accepts_response_payload?: boolean;
}

export const WANTED = 2;
const HELLO = 15_000;
const REFUSED = 15_000;
const LONGEST = 30_000;
/** Envelopes that are remembered, so that a repetition gets the same answer and does nothing. */
const REMEMBERED = 1_000;

/** For Bolt's App, which wants one: what arrives is brought by `openSocket`. */
export const noReceiver = (): Receiver => ({
  init: () => undefined,
  start: () => Promise.resolve(undefined),
  stop: () => Promise.resolve(undefined),
});

export function openSocket(app: App, door: SocketDoor): SlackSocket {
  const { log } = door;
  const clients = new Set<SocketModeClient>();
  const answers = new Map<string, Promise<unknown>>();
  const inHand = new Set<Promise<void>>();
  const stop = new AbortController();
  let open = 0;
  let downSince: Date | undefined = door.now();

  /** Resolves with Bolt's answer once everything is written down. */
  async function handle({ body, retry_num: retryNum, retry_reason: retryReason }: Envelope): Promise<unknown> {
    let answer: unknown;
    const ack = (given?: unknown): Promise<void> => {
      answer ??= given;
      return Promise.resolve();
    };
    const retry = retryNum === undefined ? {} : { retryNum, retryReason: retryReason ?? "" };
    await app.processEvent({ body, ack, ...retry });
    return answer;
  }

  async function take(envelope: Envelope): Promise<void> {
    const { envelope_id: id, ack, accepts_response_payload: takesAnswer } = envelope;
    const handled = answers.get(id) ?? handle(envelope);
    remember(answers, id, handled);
    try {
      const answer = await handled;
      const given = takesAnswer === true && (typeof answer === "string" || typeof answer === "object") ? answer : null;
      await (given === null ? ack() : ack(given));
    } catch (cause) {
      answers.delete(id);
      log.warn({ err: cause, envelope: id }, "a Slack envelope is not acknowledged");
    }
  }

  async function connect(): Promise<void> {
    const client = createClient(door);
    clients.add(client);
    client.on("slack_event", (envelope: Envelope) => {
      const work = take(envelope).finally(() => inHand.delete(work));
      inHand.add(work);
    });
    const ended = new Promise<void>((resolve) => client.once("disconnected", () => resolve()));
    const patience = setTimeout(() => void client.disconnect(), HELLO);
    try {
      await client.start();
      clearTimeout(patience);
      open += 1;
      wake();
      await ended;
      open -= 1;
      if (open === 0) downSince = door.now();
    } finally {
      clearTimeout(patience);
      clients.delete(client);
    }
  }

  function wake(): void {
    log.info({ connections: open }, "Slack is connected");
    const since = downSince;
    downSince = undefined;
    if (since) door.back(since).catch((cause: unknown) => log.error({ err: cause }, "reading back failed"));
  }

  async function keep(): Promise<void> {
    for (let failures = 0; !stop.signal.aborted;) {
      try {
        await connect();
        failures = 0;
      } catch (cause) {
        if (stop.signal.aborted) return;
        const reason = refusalOf(cause);
        failures += 1;
        log.warn({ err: cause, failures }, "Slack cannot be connected");
        if (reason !== undefined)
          await door.refused(reason).catch((error: unknown) => log.error({ err: error }, "the alert was not stored"));
        await rest(reason === undefined ? Math.min(LONGEST, 500 * 2 ** failures) : REFUSED, stop.signal);
      }
    }
  }

  const kept = Array.from({ length: WANTED }, keep);
  return {
    connections: () => open,
    async close() {
      stop.abort();
      await Promise.all(inHand);
      await Promise.all([...clients].map((client) => client.disconnect().catch(() => undefined)));
      await Promise.all(kept);
    },
  };
}

function createClient({ appToken, apiUrl, log }: SocketDoor): SocketModeClient {
  const nothing = (): void => undefined;
  return new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    // its debug lines hold whole messages
    logger: { ...boltLog(log), debug: nothing, info: nothing, error: (...lines) => boltLog(log).debug(...lines) },
    clientOptions: {
      ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10_000,
    },
  });
}

function remember(answers: Map<string, Promise<unknown>>, id: string, handled: Promise<unknown>): void {
  answers.set(id, handled);
  const [oldest] = answers.keys();
  if (answers.size > REMEMBERED && oldest !== undefined) answers.delete(oldest);
}

/** Undefined: it may work in a moment. */
function refusalOf(cause: unknown): string | undefined {
  const reason = cause instanceof WebAPIPlatformError ? cause.data.error : undefined;
  return reason === "internal_error" || reason === "ratelimited" ? undefined : reason;
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
