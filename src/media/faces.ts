/**
 * Staff pictures: fetched from Slack once, drawn anew as LINE wants them (square PNG, under 1 MB), and handed out under
 * addresses that nobody can guess.
 */
import express, { type Router } from "express";
import sharp from "sharp";

import type { Faces } from "../bridge/faces.ts";
import type { Log } from "../log.ts";

interface FaceSettings {
  /** Pictures may lie on the host of this address, too: that of a test server. */
  alsoFrom: string | undefined;
  now: () => Date;
  log: Log;
}

const EDGE = 300;
const MOST_BYTES = 5_000_000;
const MOST_PIXELS = 30_000_000;
const ICON_BYTES = 1_000_000;
/** Words wait for a picture this long, once. */
const PATIENCE = 3_000;
const PAUSE = 600_000;
const REDIRECTS = 3;

/** Where Slack keeps pictures, and those of people who brought theirs from Gravatar. */
const HOSTS = /^(?:[\w-]+\.)*(?:slack-edge\.com|slack\.com|slack-files\.com|gravatar\.com|wp\.com)$/;

export function createFaces(publicUrl: string, { alsoFrom, now, log }: FaceSettings): Faces {
  const testHost = alsoFrom === undefined ? undefined : new URL(alsoFrom).hostname;
  const failed = new Map<string, number>();
  return {
    link: (token) => `${publicUrl}/staff/${token}.png`,
    async make(source) {
      const at = failed.get(source);
      if (at !== undefined && now().getTime() - at < PAUSE) return undefined;
      try {
        return await icon(await fetched(source, testHost));
      } catch (cause) {
        failed.set(source, now().getTime());
        log.warn({ err: cause }, "a picture of staff could not be had: their name goes alone");
        return undefined;
      }
    },
  };
}

async function icon(bytes: Uint8Array): Promise<Uint8Array> {
  const drawn = sharp(bytes, { limitInputPixels: MOST_PIXELS }).timeout({ seconds: 5 }).autoOrient();
  const png = await drawn.resize(EDGE, EDGE, { fit: "cover" }).png({ compressionLevel: 9 }).toBuffer();
  if (png.length > ICON_BYTES) throw new Error("The picture is too big");
  return png;
}

/** Addresses come from Slack and are written by people: only pictures' own hosts are asked, step by step. */
async function fetched(source: string, testHost: string | undefined): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(PATIENCE);
  let url = new URL(source);
  for (let step = 0; step <= REDIRECTS; step += 1) {
    if (!isPictures(url) && url.hostname !== testHost) throw new Error("The picture lies where none of Slack's do");
    const answer = await fetch(url, { redirect: "manual", signal });
    const next = answer.headers.get("location");
    if (answer.status >= 300 && answer.status < 400 && next !== null) {
      await answer.body?.cancel();
      url = new URL(next, url);
      continue;
    }
    if (answer.status !== 200 || !answer.body) throw new Error(`The picture is answered ${answer.status}`);
    return await read(answer.body);
  }
  throw new Error("The picture is always somewhere else");
}

const isPictures = ({ protocol, port, username, password, hostname }: URL): boolean =>
  protocol === "https:" && `${port}${username}${password}` === "" && HOSTS.test(hostname);

async function read(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error("The picture is too big");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const YEAR = 31_536_000;

/** `GET /staff/…`: for phones, without a password. */
export function facesRouter(find: (token: string) => Promise<Uint8Array | undefined>): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/staff/:name", async (request, response) => {
    const [, token] = /^([\w-]{32})\.png$/.exec(request.params["name"]) ?? [];
    const png = token === undefined ? undefined : await find(token);
    if (!png) {
      response.status(404).json({ error: "not found" });
      return;
    }
    response.set({
      "content-type": "image/png",
      "cache-control": `public, max-age=${YEAR}, immutable`,
      "content-security-policy": "sandbox; default-src 'none'",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
    });
    response.send(Buffer.from(png));
  });
  return router;
}
