/**
 * A door for as long as the setup runs, where Threadline's will be: Slack verifies the request URL when the app is made, and LINE's
 * test of the webhook must be answered. Real events are refused, so that they come again when Threadline runs.
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export interface SetupDoor {
  /** True: this door is open; false: somebody else has the port. */
  open: boolean;
  /** Answered at /healthz, so that it can be told from anybody else's. */
  mark: string;
  /** The answer to a test of LINE is checked with it. */
  lineSecret: (secret: string) => void;
  close: () => Promise<void>;
}

export async function openSetupDoor(port: number, host: string): Promise<SetupDoor> {
  const mark = randomUUID();
  let secret: string | undefined;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const path = (request.url ?? "").split("?")[0];
    if (path === "/healthz") return send(response, 200, { ok: true, setup: mark });
    if (path === "/slack/events") return challenge(response, body);
    if (path !== "/line/webhook") return send(response, 404, { error: "not found" });
    const good = secret !== undefined && signed(body, secret, String(request.headers["x-line-signature"] ?? ""));
    if (!good) return send(response, 401, { error: "signature" });
    return isTest(body) ? send(response, 200, {}) : send(response, 503, { error: "not started yet" });
  }

  const open = await listen(server, port, host);
  return {
    open,
    mark,
    lineSecret: (given) => void (secret = given),
    close: () =>
      new Promise((resolve) => {
        if (!open) return resolve();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function challenge(response: ServerResponse, body: Buffer): void {
  const asked = parse(body);
  if (asked["type"] === "url_verification") send(response, 200, { challenge: String(asked["challenge"]) });
  else send(response, 503, { error: "not started yet" });
}

function isTest(body: Buffer): boolean {
  const { events } = parse(body);
  return Array.isArray(events) && events.length === 0;
}

function signed(body: Buffer, secret: string, signature: string): boolean {
  const [got, want] = [Buffer.from(signature), Buffer.from(createHmac("sha256", secret).update(body).digest("base64"))];
  return got.length === want.length && timingSafeEqual(got, want);
}

const LIMIT = 1024 * 1024;

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) throw new Error("too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString("utf8")) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function listen(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, host, () => resolve(true));
  });
}
