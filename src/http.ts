/**
 * How this process calls out. The LINE SDK has no timeout of its own (a lost answer would keep a delivery open for five
 * minutes), so the dispatcher behind `fetch` sets them for everyone.
 */
import { lookup as lookUp } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

import { Agent, type Dispatcher, getGlobalDispatcher, setGlobalDispatcher } from "undici";

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

/** Everything that is not the internet: this machine, the house network, cloud providers' own addresses, what is reserved. */
const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits, "ipv4");
/** Of IPv6 only what is given out to the public counts as outside, without the ranges that carry IPv4 addresses within. */
const outside6 = new BlockList();
outside6.addSubnet("2000::", 3, "ipv6");
const inside6 = new BlockList();
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  inside6.addSubnet(net, bits, "ipv6");

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inside.check(address, "ipv4");
  return family === 6 && outside6.check(address, "ipv6") && !inside6.check(address, "ipv6");
}

/** Why an address that others gave us is not asked; a name is looked at again when it is resolved. */
export function addressProblem(url: string): "not https" | "not public" | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== "https:" || parsed.username !== "" || parsed.password !== "") return "not https";
  const host = parsed.hostname.replace(/^\[|\]$|\.$/g, "");
  if (isIP(host) !== 0) return isPublicAddress(host) ? undefined : "not public";
  return /^localhost$|\.(?:localhost|local|internal)$|^[^.]+$/i.test(host) ? "not public" : undefined;
}

/** Resolves names to public addresses only, at the moment of connecting: a name that changes its mind in between gains nothing. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, found) => {
    const forbidden = found?.some(({ address }) => !isPublicAddress(address)) ?? false;
    const problem = forbidden ? Object.assign(new Error("not a public address"), { code: "EFORBIDDEN" }) : error;
    const [first] = found ?? [];
    if (problem || !first) callback(problem ?? new Error("no address"), "");
    else if (options.all) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

let forStrangers: Agent | undefined;

/** For addresses that customers or platforms gave us. */
export function strangers(): Dispatcher {
  forStrangers ??= new Agent({ connect: { timeout: CONNECT, lookup: publicLookup } });
  return forStrangers;
}
