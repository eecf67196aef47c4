/**
 * A phone that shows a message: it fetches what the message links to, whenever somebody looks, without any password, and is
 * as particular as LINE's app. What it cannot show is a broken picture to the customer, so it is a violation.
 */
import type { Platform } from "./platform.ts";
import type { LineMessage, Opened } from "./types.ts";

const MB = 1_000_000;

interface Wanted {
  types: readonly string[];
  most: number;
}

const PICTURE: Wanted = { types: ["image/jpeg", "image/png"], most: 10 * MB };
const PREVIEW: Wanted = { types: ["image/jpeg", "image/png"], most: MB };
const FILM: Wanted = { types: ["video/mp4"], most: 200 * MB };
const SOUND: Wanted = { types: ["audio/mpeg", "audio/mp4", "audio/x-m4a"], most: 200 * MB };

export async function openMedia(
  platform: Platform,
  message: LineMessage,
): Promise<{ original: Opened; preview?: Opened }> {
  const original = String(message["originalContentUrl"]);
  const preview = String(message["previewImageUrl"]);
  switch (message.type) {
    case "image":
      return { original: await show(platform, original, PICTURE), preview: await show(platform, preview, PREVIEW) };
    case "video":
      await playPart(platform, original);
      return { original: await show(platform, original, FILM), preview: await show(platform, preview, PREVIEW) };
    case "audio":
      return { original: await show(platform, original, SOUND) };
    default:
      throw new Error(`a message of type ${message.type} has no media`);
  }
}

async function show(platform: Platform, url: string, { types, most }: Wanted): Promise<Opened> {
  const opened = await fetchOutside(platform, url);
  const complain = (why: string): void => void platform.violations.push(`a phone cannot show ${url}: ${why}`);
  if (opened.status !== 200) complain(`status ${opened.status}`);
  else if (!types.includes(opened.headers["content-type"] ?? "")) complain(`it is ${opened.headers["content-type"]}`);
  else if (opened.bytes.length > most) complain(`${opened.bytes.length} bytes`);
  return opened;
}

/** Players begin in the middle. */
async function playPart(platform: Platform, url: string): Promise<void> {
  const part = await fetchOutside(platform, url, { headers: { range: "bytes=1-3" } });
  if (part.status !== 206 || part.bytes.length !== 3)
    platform.violations.push(`a phone cannot play ${url}: a part of it is answered ${part.status}`);
}

/** From the internet: nobody is known there, and names lead where the sandbox's `route` says. */
export async function fetchOutside(platform: Platform, url: string, init: RequestInit = {}): Promise<Opened> {
  const { origin, pathname, search } = new URL(url);
  const to = platform.routes.get(origin) ?? origin;
  const answer = await fetch(`${to}${pathname}${search}`, { redirect: "manual", ...init });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes };
}
