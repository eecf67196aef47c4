/** A bucket over HTTP, as strict as S3 about who asks and how long a body is. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface FakeBucket {
  url: string;
  objects: Map<string, { bytes: Buffer; type: string; at: Date }>;
  /** Every request is answered with this status. */
  fail: (status: number | undefined) => void;
  close: () => Promise<void>;
}

export async function startBucket(name: string, keyId: string): Promise<FakeBucket> {
  const objects: FakeBucket["objects"] = new Map();
  let failing: number | undefined;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url ?? "/", "http://bucket");
    const key = url.pathname.slice(`/${name}/`.length);
    const signed = request.headers.authorization?.startsWith(`AWS4-HMAC-SHA256 Credential=${keyId}/`) ?? false;
    if (failing !== undefined) return refuse(response, failing, "SlowDown");
    if (!signed) return refuse(response, 403, "InvalidAccessKeyId");
    if (!`${url.pathname}/`.startsWith(`/${name}/`)) return refuse(response, 404, "NoSuchBucket");
    const found = objects.get(key);
    switch (request.method) {
      case "PUT":
        if (request.headers["content-length"] !== String(body.length))
          return refuse(response, 411, "MissingContentLength");
        objects.set(key, { bytes: body, type: request.headers["content-type"] ?? "", at: new Date() });
        response.writeHead(200).end();
        return;
      case "DELETE":
        objects.delete(key);
        response.writeHead(204).end();
        return;
      default:
    }
    if (url.searchParams.get("list-type") === "2") return list(response, url);
    if (!found) return refuse(response, 404, "NoSuchKey");
    const { from, to } = /^bytes=(?<from>\d+)-(?<to>\d+)$/.exec(request.headers.range ?? "")?.groups ?? {};
    if (from === undefined)
      return void response.writeHead(200, { "content-length": found.bytes.length }).end(found.bytes);
    const part = found.bytes.subarray(Number(from), Number(to) + 1);
    const range = `bytes ${from}-${to}/${found.bytes.length}`;
    response.writeHead(206, { "content-length": part.length, "content-range": range }).end(part);
  }

  /** One at a time, so that whoever lists must turn pages. */
  function list(response: ServerResponse, url: URL): void {
    const prefix = url.searchParams.get("prefix") ?? "";
    const keys = [...objects.keys()].filter((each) => each.startsWith(prefix)).toSorted();
    const index = Number(url.searchParams.get("continuation-token") ?? 0);
    const key = keys[index];
    const item = key
      ? `<Contents><Key>${key}</Key><LastModified>${objects.get(key)?.at.toISOString()}</LastModified></Contents>`
      : "";
    const more = index + 1 < keys.length ? `<NextContinuationToken>${index + 1}</NextContinuationToken>` : "";
    response.writeHead(200, { "content-type": "application/xml" });
    response.end(`<?xml version="1.0"?><ListBucketResult>${item}${more}</ListBucketResult>`);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    fail: (status) => void (failing = status),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
