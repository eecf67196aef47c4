/**
 * The page's server, for this machine only. Its address holds a random key, without which nothing is answered: no other page
 * in the same browser can guess it, nor reach it under a name of its own (DNS rebinding), because only loopback names count.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { readBody } from "../slack/http.ts";
import { actOnPhone } from "./act/line.ts";
import { isFields } from "./act/read.ts";
import { actInSlack } from "./act/slack.ts";
import { actOnWorld } from "./act/world.ts";
import { findMedia, isShown } from "./media.ts";
import { readStaticFiles } from "./static.ts";
import type { Watch } from "./watch.ts";
import type { World } from "./world.ts";

export interface PageServer {
  /** With the key: whoever has it may do everything. */
  url: string;
  close: () => Promise<void>;
}

const MOST = 40 * 1024 * 1024;
const ACTS = { line: actOnPhone, slack: actInSlack, world: actOnWorld };

export async function startPageServer(world: World, watch: Watch, port: number, emoji: string): Promise<PageServer> {
  const key = randomBytes(24).toString("base64url");
  const files = readStaticFiles();
  const policy = policyFor(files.get("index.html")?.bytes.toString() ?? "");
  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => {
      if (response.headersSent) response.destroy();
      else json(response, 400, { error: cause instanceof Error ? cause.message : String(cause) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  const hosts = [`127.0.0.1:${address.port}`, `localhost:${address.port}`];

  return {
    url: `http://127.0.0.1:${address.port}/${key}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    protect(response);
    if (!isOurs(request)) return json(response, 403, { error: "forbidden" });
    const [, given = "", ...rest] = (request.url ?? "/").split("?", 1).join("").split("/");
    if (!isKey(given)) return json(response, 404, { error: "open the address that npm run sandbox printed" });
    const path = rest.map(decodeURIComponent).join("/");
    if (request.method === "POST" && path === "act") return act(request, response);
    if (request.method !== "GET") return json(response, 405, { error: "not allowed" });
    if (path === "live") return live(request, response);
    if (path === "emoji") return send(response, { bytes: Buffer.from(emoji), type: "application/json" });
    if (path.startsWith("media/")) return media(path.split("/").slice(1), response);
    const file = files.get(path === "" ? "index.html" : path);
    return file ? send(response, file) : json(response, 404, { error: "not found" });
  }

  function protect(response: ServerResponse): void {
    response.setHeader("content-security-policy", policy);
    response.setHeader("referrer-policy", "no-referrer");
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("cross-origin-resource-policy", "same-origin");
    response.setHeader("cache-control", "no-store");
  }

  function isOurs({ headers }: IncomingMessage): boolean {
    const { host = "", origin } = headers;
    return hosts.includes(host) && (origin === undefined || origin === `http://${host}`);
  }

  function isKey(given: string): boolean {
    const [ours, theirs] = [Buffer.from(key), Buffer.from(given)];
    return ours.length === theirs.length && timingSafeEqual(ours, theirs);
  }

  async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!(request.headers["content-type"] ?? "").startsWith("application/json") || tooLong(request))
      return json(response, 415, { error: "JSON of a decent length, please" });
    const fields: unknown = JSON.parse((await readBody(request)).toString("utf8"));
    if (!isFields(fields)) return json(response, 400, { error: "an object, please" });
    const found = Object.entries(ACTS).find(([name]) => name === fields["where"]);
    if (!found) return json(response, 400, { error: "where?" });
    json(response, 200, await found[1](world, fields));
  }

  function live(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": hello\n\n");
    const leave = watch.join((parts) => void response.write(`data: ${parts}\n\n`));
    const beat = setInterval(() => response.write(": still here\n\n"), 15_000);
    request.on("close", () => {
      clearInterval(beat);
      leave();
    });
  }

  async function media(path: readonly string[], response: ServerResponse): Promise<void> {
    const found = await findMedia(world, path);
    if (!found) return json(response, 404, { error: "not found" });
    const inline = isShown(found.type) || path[0] === "face";
    if (!inline) response.setHeader("content-disposition", "attachment");
    send(response, { bytes: Buffer.from(found.bytes), type: inline ? found.type : "application/octet-stream" });
  }
}

const tooLong = ({ headers }: IncomingMessage): boolean => !(Number(headers["content-length"] ?? 0) <= MOST);

function send(response: ServerResponse, { bytes, type }: { bytes: Buffer; type: string }): void {
  response.writeHead(200, { "content-type": type, "content-length": bytes.length });
  response.end(bytes);
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

/** Nothing from outside, and no script but ours: the map of imports is known by its hash. */
function policyFor(html: string): string {
  const inline = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
  const hash = createHash("sha256").update(inline).digest("base64");
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
