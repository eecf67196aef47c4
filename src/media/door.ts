/**
 * `GET /media/…`: what LINE's phones, and people with a link, may have. The address is the only key: it names one file of
 * ours, and without our signature it names nothing.
 */
import { pipeline } from "node:stream/promises";

import express, { type Request, type Response, type Router } from "express";

import type { ContentStore } from "../bridge/ports-media.ts";
import type { Log } from "../log.ts";
import type { Checked, Purpose } from "./links.ts";
import { readRange } from "./range.ts";
import { servedAs } from "./served.ts";

export interface KeptFile {
  id: string;
  /** image | video | audio | file | preview */
  kind: string;
  type: string | null;
  name: string | null;
}

export interface MediaDoor {
  check: (purpose: Purpose, token: string, now: Date) => Checked;
  /** Undefined when it is not kept (any more). */
  find: (id: string) => Promise<KeptFile | undefined>;
  content: Pick<ContentStore, "open">;
  now: () => Date;
  log: Log;
}

export function mediaRouter(door: MediaDoor): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/media/:token", (request, response, next) => {
    hand(door, request, response).catch(next);
  });
  return router;
}

async function hand(door: MediaDoor, request: Request, response: Response): Promise<void> {
  const now = door.now();
  const checked = door.check("media", String(request.params["token"]), now);
  if (checked.kind === "forged") return refuse(response, 404, "not found");
  if (checked.kind === "expired") return refuse(response, 410, "this link has run out");
  const file = await door.find(checked.id);
  const whole = file && (await door.content.open(file.id));
  if (!file || !whole) return refuse(response, 410, "this file is not kept any more");

  const { bytes } = whole;
  const tag = `"${file.id}"`;
  const fresh = request.get("if-range") === undefined || request.get("if-range") === tag;
  const range =
    request.method === "HEAD" || !fresh ? { kind: "whole" as const } : readRange(request.get("range"), bytes);
  const { type, disposition } = servedAs(file.kind, file.type, file.name);
  response.set({
    "content-type": type,
    "content-disposition": disposition,
    "accept-ranges": "bytes",
    etag: tag,
    // the phone keeps it as long as the link lives; nobody between us and the phone does
    "cache-control": `private, max-age=${Math.floor((checked.until.getTime() - now.getTime()) / 1000)}, immutable`,
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
  });
  const unchanged = request.get("if-none-match")?.includes(tag) ?? false;
  if (range.kind === "unsatisfiable" || unchanged || request.method === "HEAD") {
    whole.stream.destroy();
    if (range.kind === "unsatisfiable") response.status(416).set("content-range", `bytes */${bytes}`);
    else if (unchanged) response.status(304);
    else response.status(200).set("content-length", String(bytes));
    response.end();
    return;
  }
  if (range.kind === "whole") return send(door, response.status(200), { stream: whole.stream, length: bytes });
  whole.stream.destroy();
  const part = await door.content.open(file.id, range);
  if (!part) return refuse(response, 410, "this file is not kept any more");
  response.status(206).set("content-range", `bytes ${range.from}-${range.to}/${bytes}`);
  return send(door, response, { stream: part.stream, length: range.to - range.from + 1 });
}

async function send(
  door: MediaDoor,
  response: Response,
  { stream, length }: { stream: NodeJS.ReadableStream; length: number },
): Promise<void> {
  response.set("content-length", String(length));
  try {
    await pipeline(stream, response);
  } catch (cause) {
    // a phone that leaves in the middle of a video is nothing to complain about
    door.log.debug({ err: cause }, "media was not fetched to its end");
    response.destroy();
  }
}

function refuse(response: Response, status: number, why: string): void {
  response.status(status).set({ "cache-control": "no-store" }).type("text/plain").send(`${why}\n`);
}
