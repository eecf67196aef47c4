/** What both recorders share: a bare server that reads a request, notes it and answers what the platform would. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import { type Calls, clock, serve } from "./child.ts";
import { WORDS } from "./events.ts";

export interface Noted {
  at: number;
  call: string;
  ok: boolean;
  words: string[];
  /** Slack: the thread it was posted in, or the one it starts. */
  thread: string | undefined;
}

export interface RecorderCalls extends Calls {
  /** What came since the last look. */
  take: (input: null) => Noted[];
  /** How many different words have been accepted by these calls. */
  count: (input: { calls: string[] }) => number;
  /** From now on so many posts a second are taken (0: all). */
  limit: (input: { postsPerSecond: number }) => null;
}

export interface Answer {
  call: string;
  status?: number;
  headers?: Record<string, string>;
  json: object;
  thread?: string | undefined;
  /** Instead of JSON: a film of so many bytes. */
  bytes?: number;
}

const REEL = Buffer.alloc(64 * 1024, "film");

async function film(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { "content-type": "video/mp4", "content-length": bytes });
  for (let left = bytes; left > 0 && !response.destroyed; left -= REEL.length)
    if (!response.write(left < REEL.length ? REEL.subarray(0, left) : REEL)) await once(response, "drain");
  response.end();
}

export function record(
  answer: (request: IncomingMessage, body: string) => Answer,
  limit: (postsPerSecond: number) => void = () => undefined,
): void {
  let noted: Noted[] = [];
  const seen = new Map<string, Set<string>>();
  const server = createServer((request, response) => {
    const at = clock();
    const chunks: Buffer[] = [];
    // a film that is uploaded is not kept
    const isFilm = request.url?.startsWith("/upload/") ?? false;
    request.on("data", (chunk: Buffer) => void (isFilm || chunks.push(chunk)));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const { call, status = 200, headers, json, thread, bytes } = answer(request, body);
      const words = [...new Set(body.match(WORDS))];
      noted.push({ at, call, ok: status === 200, words, thread });
      if (status === 200) for (const word of words) remember(call, word);
      if (bytes !== undefined) return void film(response, bytes);
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(json));
    });
  });
  const remember = (call: string, word: string): void => {
    const words = seen.get(call) ?? new Set();
    seen.set(call, words.add(word));
  };
  const calls: RecorderCalls = {
    take: () => {
      const taken = noted;
      noted = [];
      return taken;
    },
    count: ({ calls: names }) => new Set(names.flatMap((name) => [...(seen.get(name) ?? [])])).size,
    limit: ({ postsPerSecond }) => {
      limit(postsPerSecond);
      return null;
    },
  };
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    serve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, calls);
  });
}
