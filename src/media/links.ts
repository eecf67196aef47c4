/**
 * Addresses of what we keep, for phones that fetch it without a password. Each is signed, ends at a time that is part of it,
 * and is good for one purpose: what was made for `/media` opens nothing at `/f`.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

import type { Links } from "../bridge/ports-media.ts";

export type Purpose = "media" | "f";

export type Checked = { kind: "good"; id: string; until: Date } | { kind: "expired" } | { kind: "forged" };

/** `secret`: whoever knows it can make links; it is only ever used through a key of our own. */
export function createLinks(publicUrl: string, secret: string): Links {
  const key = keyOf(secret);
  const link = (purpose: Purpose, id: string, until: Date): string => {
    const head = `${id}.${Math.floor(until.getTime() / 1000).toString(36)}`;
    return `${publicUrl}/${purpose}/${head}.${sign(key, purpose, head)}`;
  };
  return {
    media: (id, until) => link("media", id, until),
    // LINE's own browser cannot save files; told so, it hands the page to the phone's
    page: (id, until) => `${link("f", id, until)}?openExternalBrowser=1`,
  };
}

const TOKEN =
  /^(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(?<until>[0-9a-z]{1,10})\.(?<signature>[\w-]{43})$/;

/** `secrets`: any of which the link may have been made with. */
export function createLinkCheck(...secrets: string[]): (purpose: Purpose, token: string, now: Date) => Checked {
  const keys = secrets.map(keyOf);
  return function check(purpose, token, now) {
    const { id = "", until = "", signature = "" } = TOKEN.exec(token)?.groups ?? {};
    const ours = keys.filter((key) => isSame(signature, sign(key, purpose, `${id}.${until}`)));
    if (ours.length === 0) return { kind: "forged" };
    const end = new Date(Number.parseInt(until, 36) * 1000);
    return now >= end ? { kind: "expired" } : { kind: "good", id, until: end };
  };
}

function isSame(given: string, signature: string): boolean {
  const [got, want] = [Buffer.from(given), Buffer.from(signature)];
  return got.length === want.length && timingSafeEqual(got, want);
}

const keyOf = (secret: string): Buffer => createHmac("sha256", secret).update("threadline: links to media").digest();

const sign = (key: Buffer, purpose: Purpose, head: string): string =>
  createHmac("sha256", key).update(`${purpose}/${head}`).digest("base64url");
