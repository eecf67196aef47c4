/** Whether a bucket is there and takes our key. Nothing is written: it is asked for the name of one file. */
import { ListObjectsV2Command, S3ServiceException } from "@aws-sdk/client-s3";

import { type BucketAccess, bucketClient } from "./bucket.ts";

export type BucketLook =
  | { kind: "there" }
  | { kind: "away"; reason: string }
  | { kind: "none" }
  | { kind: "refused"; error: string };

const PATIENCE = 10_000;

export async function lookAtBucket(access: BucketAccess): Promise<BucketLook> {
  const client = bucketClient(access);
  const one = new ListObjectsV2Command({ Bucket: access.bucket, MaxKeys: 1 });
  try {
    await client.send(one, { abortSignal: AbortSignal.timeout(PATIENCE) });
    return { kind: "there" };
  } catch (cause) {
    if (!(cause instanceof S3ServiceException)) return { kind: "away", reason: reasonOf(cause) };
    const status = cause.$metadata.httpStatusCode ?? 0;
    if (status === 404) return { kind: "none" };
    return status >= 500 || status === 429
      ? { kind: "away", reason: String(status) }
      : { kind: "refused", error: cause.name };
  } finally {
    client.destroy();
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
}
