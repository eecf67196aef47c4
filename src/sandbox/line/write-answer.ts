import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

import type { FaultAction } from "../faults.ts";
import type { Answer } from "./answers.ts";
import type { RecordedCall } from "./types.ts";

export async function writeAnswer(response: ServerResponse, recorded: RecordedCall, answer: Answer): Promise<void> {
  const { status, body, stream } = answer;
  // A caller that has gone was not told: its call keeps no status.
  if (response.destroyed) return;
  recorded.status = status;
  recorded.answer = stream ? `${stream.bytes.length} bytes of ${stream.contentType}` : body;
  const headers = { "x-line-request-id": recorded.requestId, ...answer.headers };
  if (stream) {
    response.writeHead(status, {
      ...headers,
      "content-type": stream.contentType,
      "content-length": stream.bytes.length,
    });
    await writeStream(response, stream);
    return;
  }
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const type = text === "" || typeof body === "string" ? {} : { "content-type": "application/json" };
  response.writeHead(status, { ...type, ...headers, "content-length": Buffer.byteLength(text) });
  await finish(response, text);
}

async function writeStream(response: ServerResponse, { bytes, manners }: NonNullable<Answer["stream"]>): Promise<void> {
  const { cutAfter, drip } = manners;
  const size = Math.min(cutAfter ?? bytes.length, bytes.length);
  const step = drip?.bytes ?? 64 * 1024;
  const gone = closed(response);
  for (let start = 0; start < size && !response.destroyed; start += step) {
    const flushed = new Promise<void>((resolve) =>
      response.write(bytes.subarray(start, Math.min(start + step, size)), () => resolve()),
    );
    await Promise.race([flushed, gone]);
    if (drip) await pause(drip.milliseconds);
  }
  if (size === bytes.length) await finish(response);
  else response.destroy();
}

/** Cuts the connection, or answers what the fault wants. */
export async function writeFault(response: ServerResponse, recorded: RecordedCall, action: FaultAction): Promise<void> {
  recorded.fault = action.kind;
  switch (action.kind) {
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "hang":
      await Promise.race([pause(action.milliseconds, undefined, { ref: false }), closed(response)]);
      response.destroy();
      return;
    case "answer": {
      const { status, headers = {}, body } = action;
      await writeAnswer(response, recorded, { status, headers, body });
    }
  }
}

async function finish(response: ServerResponse, text?: string): Promise<void> {
  const ended = new Promise<void>((resolve) => response.end(text, () => resolve()));
  await Promise.race([ended, closed(response)]);
}

function closed(response: ServerResponse): Promise<void> {
  return response.destroyed ? Promise.resolve() : new Promise((resolve) => response.once("close", () => resolve()));
}
