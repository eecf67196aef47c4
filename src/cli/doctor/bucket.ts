/** The place of the customers' files, where that is a bucket. */
import type { Config } from "../../config.ts";
import type { Finding } from "../../words/doctor.ts";

export async function lookAtOurBucket(bucket: Config["bucket"]): Promise<Finding[]> {
  if (bucket === undefined) return [];
  const url = `${bucket.endpoint}/${bucket.bucket}`;
  // the SDK is large: who has no bucket does without it
  const { lookAtBucket } = await import("../../media/bucket-look.ts");
  const look = await lookAtBucket(bucket);
  switch (look.kind) {
    case "there":
      return [{ kind: "bucket", url }];
    case "away":
      return [{ kind: "bucketAway", url, reason: look.reason }];
    case "none":
      return [{ kind: "bucketNone", url }];
    case "refused":
      return [{ kind: "bucketRefused", url, error: look.error }];
  }
}
