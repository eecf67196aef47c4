/**
 * How this process calls out. The LINE SDK has no timeout of its own (a lost answer would keep a delivery open for five
 * minutes), so the dispatcher behind `fetch` sets them for everyone.
 */
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";

const CONNECT = 5_000;
const ANSWER = 10_000;

/** Returns what closes the connections again and leaves `fetch` as it was. */
export function limitOutgoingCalls(): { close: () => Promise<void> } {
  const before = getGlobalDispatcher();
  const agent = new Agent({ connect: { timeout: CONNECT }, headersTimeout: ANSWER, bodyTimeout: ANSWER });
  setGlobalDispatcher(agent);
  return {
    close: () => {
      if (getGlobalDispatcher() === agent) setGlobalDispatcher(before);
      return agent.destroy();
    },
  };
}

const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
]);

/** The request never left: nothing can have happened there. Every other broken call is unclear. */
export function neverConnected(cause: unknown): boolean {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth += 1) {
    const code = "code" in error ? String(error.code) : "";
    if (NEVER_CONNECTED.has(code)) return true;
    if (
      error instanceof AggregateError &&
      error.errors.length > 0 &&
      error.errors.every((each) => neverConnected(each))
    )
      return true;
    if ("original" in error && error.original !== error && neverConnected(error.original)) return true;
  }
  return false;
}
