/** How the text of one setting becomes a value. Each failure is a `SettingProblem`, so that it can be told in any language. */
import { z } from "zod";

import type { SettingProblem } from "../words/config.ts";

const text = z.string();

/** A text that `read` turns into a value or into a problem. */
function value<T>(read: (given: string) => { ok: T } | { problem: SettingProblem }) {
  return text.transform((given, context): T => {
    const result = read(given);
    if ("ok" in result) return result.ok;
    context.addIssue({ code: "custom", params: { problem: result.problem } });
    return z.NEVER;
  });
}

export function oneOf<const T extends string>(...allowed: T[]) {
  return value<T>((given) => {
    const found = allowed.find((each) => each === given.toLowerCase());
    return found === undefined ? { problem: { kind: "one-of", value: given, allowed } } : { ok: found };
  });
}

const truths = new Map([
  ...["on", "true", "yes", "1"].map((word) => [word, true] as const),
  ...["off", "false", "no", "0"].map((word) => [word, false] as const),
]);

export function onOrOff() {
  return value<boolean>((given) => {
    const ok = truths.get(given.toLowerCase());
    return ok === undefined ? { problem: { kind: "one-of", value: given, allowed: ["on", "off"] } } : { ok };
  });
}

export function numberBetween(min: number, max: number, { whole }: { whole: boolean }) {
  return value<number>((given) => {
    const plain = /^\d+(?:\.\d+)?$/.test(given);
    const ok = Number(given);
    const fits = plain && ok >= min && ok <= max && (!whole || Number.isInteger(ok));
    return fits ? { ok } : { problem: { kind: "number", value: given, min, max, whole } };
  });
}

/** A base address without the slash at its end. */
export function webUrl() {
  return value<string>((given) => {
    const url = parseUrl(given);
    return url === undefined ? { problem: { kind: "url", value: given } } : { ok: withoutSlash(given) };
  });
}

/** An address that others call: https, or this machine itself for trying things out. */
export function publicUrl() {
  return value<string>((given) => {
    const url = parseUrl(given);
    if (url === undefined || !isSafe(url)) return { problem: { kind: "https-url", value: given } };
    return { ok: withoutSlash(given) };
  });
}

export interface BucketPlace {
  endpoint: string;
  bucket: string;
}

/** `https://s3.example.com/my-bucket`. */
export function bucketUrl() {
  return value<BucketPlace>((given) => {
    const url = parseUrl(given);
    // what stands before an @ may be a secret, and is not shown
    if (given.includes("@")) return { problem: { kind: "bucket-key" } };
    if (url === undefined) return { problem: { kind: "url", value: given } };
    const bucket = url.pathname.replaceAll(/^\/+|\/+$/g, "");
    const good = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket);
    return good ? { ok: { endpoint: url.origin, bucket } } : { problem: { kind: "bucket-name", value: bucket } };
  });
}

/** A key and its secret, with a colon between them. */
export function keyPair() {
  return value<{ keyId: string; secret: string }>((given) => {
    const [, keyId, secret] = /^([^\s:]+):(\S+)$/.exec(given) ?? [];
    return keyId && secret ? { ok: { keyId, secret } } : { problem: { kind: "spaces" } };
  });
}

export function postgresUrl() {
  return value<string>((given) => {
    const good = /^postgres(?:ql)?:\/\/\S+$/.test(given) && URL.canParse(given);
    return good ? { ok: given } : { problem: { kind: "postgres-url" } };
  });
}

export function hostName() {
  return value<string>((given) =>
    /^[\w.:%-]+$/.test(given) ? { ok: given } : { problem: { kind: "host", value: given } },
  );
}

export function timeZone() {
  return value<string>((given) => {
    try {
      return { ok: new Intl.DateTimeFormat("en", { timeZone: given }).resolvedOptions().timeZone };
    } catch {
      return { problem: { kind: "time-zone", value: given } };
    }
  });
}

/** A secret that goes into a header: a space in it means that too much, or half of it, was copied. */
export function token() {
  return value<string>((given) => (/\s/.test(given) ? { problem: { kind: "spaces" } } : { ok: given }));
}

/** Slack shows several tokens on neighbouring pages; the two that are taken by mistake are told apart by their start. */
export function slackBotToken() {
  return value<string>((given) => {
    const wrong = ["xoxp-", "xapp-", "xoxa-"].find((prefix) => given.startsWith(prefix));
    if (wrong !== undefined) return { problem: { kind: "slack-token", prefix: wrong } };
    return /\s/.test(given) ? { problem: { kind: "spaces" } } : { ok: given };
  });
}

/** Of the app, not of the bot: it opens connections and nothing else. */
export function slackAppToken() {
  return value<string>((given) => (/^xapp-\S+$/.test(given) ? { ok: given } : { problem: { kind: "app-token" } }));
}

/** One secret, or two while LINE's secret is being changed. */
export function secrets() {
  return value<string[]>((given) => {
    const list = given.split(",").map((each) => each.trim());
    const good = list.length <= 2 && new Set(list).size === list.length && list.every((each) => /^\S+$/.test(each));
    return good ? { ok: list } : { problem: { kind: "secrets" } };
  });
}

export function slackChannelId() {
  return value<string>((given) =>
    /^[CG][A-Z0-9]{2,}$/.test(given) ? { ok: given } : { problem: { kind: "channel-id", value: given } },
  );
}

export type AdminAlert = { kind: "users"; ids: string[] } | { kind: "webhook"; url: string };

export function adminAlert() {
  return value<AdminAlert>((given) => {
    const url = parseUrl(given);
    if (url !== undefined && isSafe(url)) return { ok: { kind: "webhook", url: given } };
    const ids = [...new Set(given.split(",").map((each) => each.trim()))];
    if (ids.every((id) => /^[UW][A-Z0-9]{2,}$/.test(id))) return { ok: { kind: "users", ids } };
    // The path of a webhook is its secret: show only where it leads.
    return { problem: { kind: "alert", value: url === undefined ? given : url.origin } };
  });
}

/** Slack ids of people and user groups. */
export function slackPeople() {
  return value<string[]>((given) => {
    const ids = [...new Set(given.split(",").map((each) => each.trim()))];
    const good = ids.every((id) => /^[UWS][A-Z0-9]{2,}$/.test(id));
    return good ? { ok: ids } : { problem: { kind: "people", value: given } };
  });
}

/** The name of an emoji as Slack writes it, without colons; `off` for none. */
export function emojiName() {
  return value<string | undefined>((given) => {
    const name = given.replaceAll(":", "").toLowerCase();
    if (name === "off") return { ok: undefined };
    return /^[\w+'-]{1,100}$/.test(name) ? { ok: name } : { problem: { kind: "emoji", value: given } };
  });
}

function parseUrl(given: string): URL | undefined {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  return url !== undefined && ["http:", "https:"].includes(url.protocol) ? url : undefined;
}

function isSafe(url: URL): boolean {
  return url.protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
