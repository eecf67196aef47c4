import { type Agent, type IncomingMessage, request as httpRequest, type ServerResponse } from "node:http";
import { type Agent as HttpsAgent, request as httpsRequest } from "node:https";

export interface HttpRequest {
  method: string;
  headers: Record<string, string>;
  body?: Uint8Array | string;
  agent?: Agent | HttpsAgent;
  /** Milliseconds until the connection is cut. */
  timeout?: number;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** node:http and not fetch: an agent of our own can be closed, and sends the content type byte for byte. */
export function send(url: string, options: HttpRequest): Promise<HttpAnswer> {
  const request = url.startsWith("https:") ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: options.method, headers: options.headers, agent: options.agent });
    const timer = setTimeout(() => sent.destroy(new Error("timeout")), options.timeout ?? 60_000);
    sent.on("error", fail);
    sent.on("response", (response) => {
      readBody(response).then(
        (body) => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        },
        (error: unknown) => fail(error instanceof Error ? error : new Error(String(error))),
      );
    });
    sent.end(options.body);

    function fail(error: Error): void {
      clearTimeout(timer);
      reject(error);
    }
  });
}

export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function answerJson(response: ServerResponse, status: number, headers: Record<string, string>, body: unknown) {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(bytes.length),
    ...headers,
  });
  response.end(bytes);
}
