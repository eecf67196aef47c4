/**
 * `/f/…`: the page where a customer saves a file. It needs no script, shows nothing of the file but its name and size, and
 * hands it out on a press only: programs that follow every link in a message do not press buttons.
 */
import { createHash } from "node:crypto";

import express, { type Request, type Response, type Router } from "express";

import type { Links } from "../bridge/ports-media.ts";
import { sizeOf } from "../core/size.ts";
import type { KeptFile, MediaDoor } from "./door.ts";
import type { Checked } from "./links.ts";

export interface PageWords {
  title: string;
  save: string;
  until: (day: string) => string;
  gone: string;
  day: (at: Date) => string;
}

export interface PageDoor extends Pick<MediaDoor, "check" | "now"> {
  find: (id: string) => Promise<(KeptFile & { bytes: number | null }) | undefined>;
  links: Links | undefined;
  /** Somebody pressed the button. */
  opened: (id: string) => Promise<void>;
  words: Record<"ja" | "en", PageWords>;
}

export function pageRouter(door: PageDoor): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/f/:token", (request, response, next) => {
    show(door, request, response).catch(next);
  });
  router.post("/f/:token", (request, response, next) => {
    save(door, request, response).catch(next);
  });
  return router;
}

interface Found {
  file: KeptFile & { bytes: number | null };
  until: Date;
}

async function show(door: PageDoor, request: Request, response: Response): Promise<void> {
  const found = await find(door, request);
  const [language, words] = wordsFor(door, request);
  if (found.kind !== "good") return send(response, language, found.status, words.title, `<p>${escape(words.gone)}</p>`);
  const { file, until } = found;
  const size = file.bytes === null ? "" : `<p>${sizeOf(file.bytes)}</p>`;
  const name = `<h1>${escape(file.name ?? words.title)}</h1>`;
  const button = `<form method="post"><button type="submit">${escape(words.save)}</button></form>`;
  send(response, language, 200, words.title, `${name}${size}${button}<p>${escape(words.until(words.day(until)))}</p>`);
}

async function save(door: PageDoor, request: Request, response: Response): Promise<void> {
  const found = await find(door, request);
  const [language, words] = wordsFor(door, request);
  if (found.kind !== "good" || !door.links)
    return send(
      response,
      language,
      found.kind === "good" ? 410 : found.status,
      words.title,
      `<p>${escape(words.gone)}</p>`,
    );
  await door.opened(found.file.id);
  response.set({ "cache-control": "no-store" }).redirect(303, door.links.media(found.file.id, found.until));
}

async function find(
  door: PageDoor,
  request: Request,
): Promise<({ kind: "good" } & Found) | { kind: "none"; status: number }> {
  const checked: Checked = door.check("f", String(request.params["token"]), door.now());
  if (checked.kind !== "good") return { kind: "none", status: checked.kind === "expired" ? 410 : 404 };
  const file = await door.find(checked.id);
  return file ? { kind: "good", file, until: checked.until } : { kind: "none", status: 410 };
}

function wordsFor(door: PageDoor, request: Request): ["ja" | "en", PageWords] {
  const language = request.acceptsLanguages("ja", "en") === "en" ? "en" : "ja";
  return [language, door.words[language]];
}

const STYLE =
  "body{font:16px/1.6 system-ui,sans-serif;margin:15vh auto;max-width:24em;padding:0 1em;text-align:center;color:#222}" +
  "h1{font-size:1.2em;overflow-wrap:anywhere}" +
  "button{font:inherit;border:0;border-radius:8px;padding:.7em 3em;background:#06c755;color:#fff}";
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

function send(response: Response, language: string, status: number, title: string, body: string): void {
  response
    .status(status)
    .set({
      "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
      vary: "accept-language",
    })
    .type("html")
    .send(
      `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8">` +
        `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title>` +
        `<style>${STYLE}</style></head><body>${body}</body></html>`,
    );
}

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
