/** A phone of the fake LINE is as particular as LINE's app about what it is to show. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, expect, it } from "vitest";

import { stage } from "./line-stage.ts";

let server: Server;
let origin: string;
const files: Record<string, { status?: number; type: string; bytes: number }> = {
  "/photo.jpg": { type: "image/jpeg", bytes: 10 },
  "/photo.webp": { type: "image/webp", bytes: 10 },
  "/large.jpg": { type: "image/jpeg", bytes: 1_000_001 },
  "/gone.jpg": { status: 404, type: "text/plain", bytes: 1 },
  "/clip.mp4": { type: "video/mp4", bytes: 100 },
  "/voice.m4a": { type: "audio/mp4", bytes: 100 },
};
beforeAll(async () => {
  server = createServer((request, response) => {
    const { status = 200, type, bytes } = files[request.url ?? ""] ?? { status: 404, type: "text/plain", bytes: 0 };
    response.writeHead(status, { "content-type": type }).end(Buffer.alloc(bytes));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const at = (path: string): string => `https://files.example${path}`;
const image = (original: string, preview: string) => ({
  type: "image",
  originalContentUrl: at(original),
  previewImageUrl: at(preview),
});

it("what it can show is shown, under the name that the internet knows", async () => {
  const { line } = await stage();
  line.route("https://files.example", origin);

  const { original, preview } = await line.open(image("/photo.jpg", "/photo.jpg"));
  await line.open({ type: "audio", originalContentUrl: at("/voice.m4a"), duration: 1000 });

  expect([original.status, preview?.bytes.length, line.violations]).toEqual([200, 10, []]);
});

const broken = [
  { what: "a preview over 1 MB", message: image("/photo.jpg", "/large.jpg"), says: "1000001 bytes" },
  { what: "a WebP", message: image("/photo.webp", "/photo.jpg"), says: "it is image/webp" },
  { what: "a dead link", message: image("/gone.jpg", "/photo.jpg"), says: "status 404" },
  {
    what: "a video that cannot be begun in the middle",
    message: { ...image("/clip.mp4", "/photo.jpg"), type: "video" },
    says: "a part of it is answered 200",
  },
];
it.each(broken)("$what is a violation", async ({ message, says }) => {
  const { line } = await stage();
  line.route("https://files.example", origin);

  await line.open(message);

  expect(line.violations).toEqual([expect.stringContaining(says)]);
});
