/**
 * A door before the app, where both platforms knock: it passes requests on, and asks before, after and once it has
 * answered whether something is to happen there. Several apps behind it are given the requests in turn.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

import type { Call, Phase } from "../../src/sandbox/faults.ts";

export interface Door {
  url: string;
  close: () => Promise<void>;
}

/** True: everybody behind the door is dead, and nothing more goes through. */
export type Watch = (call: Call, phase: Phase) => Promise<boolean>;

interface Knock {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

export async function openDoor(apps: () => readonly string[], watch: Watch): Promise<Door> {
  let number = 0;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    number += 1;
    const knock = { method: "POST", path: incoming.url ?? "/", headers: incoming.headers, body: await bytes(incoming) };
    const call = callOf(knock, number);
    if (await watch(call, "before")) return void incoming.socket.destroy();
    const urls = apps();
    const answer = await passOn(urls[number % urls.length] ?? "", knock);
    if (!answer || (await watch(call, "after"))) return void incoming.socket.destroy();
    response.writeHead(answer.status, answer.headers).end(answer.body, () => void watch(call, "answered"));
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What knocks, in the words of the fakes' calls. */
function callOf({ path, body }: Knock, number: number): Call {
  const platform = path.startsWith("/line") ? "line" : "slack";
  return { platform, method: platform === "line" ? "webhook" : "event", body: body.toString("utf8"), number };
}

/** Undefined: nobody answered. */
function passOn(url: string, { method, path, headers, body }: Knock): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const nobody = (): void => resolve(undefined);
    const outgoing = request(url + path, { method, headers, agent: false }, (response) => {
      const { statusCode: status = 502, headers: answered } = response;
      bytes(response).then((read) => resolve({ status, headers: answered, body: read }), nobody);
    });
    outgoing.on("error", nobody);
    outgoing.end(body);
  });
}

async function bytes(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
