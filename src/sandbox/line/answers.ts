/** What LINE answers, in the shapes of its error messages. */
import type { StoredContent } from "./platform.ts";

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** JSON; without it the body is empty. */
  body?: unknown;
  /** Bytes instead of JSON, served with the manners of this content. */
  stream?: { bytes: Uint8Array; contentType: string; manners: Pick<StoredContent, "cutAfter" | "drip"> };
}

export interface Detail {
  message: string;
  property: string;
}

export function done(body: unknown = {}): Answer {
  return { status: 200, body };
}

export function refuse(status: number, message: string): Answer {
  return { status, body: { message } };
}

export function notFound(): Answer {
  return refuse(404, "Not found");
}

export function refuseDetails(details: readonly Detail[]): Answer {
  return { status: 400, body: { message: `The request body has ${details.length} error(s)`, details } };
}

/** A value of the wrong JSON type: LINE stops at the first and gives no details. */
export function refuseProperty(property: string): Answer {
  return refuse(400, `The property, '${property}', in the request body is invalid (line: -, column: -)`);
}
