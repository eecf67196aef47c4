/** Where files are kept, as the settings say. */
import type { ContentStore } from "../bridge/ports-media.ts";
import type { BucketPlace } from "./bucket.ts";
import { createDiskStore } from "./disk.ts";

export interface Store {
  content: ContentStore;
  close: () => void;
}

/** `folder`: where files are kept without a bucket, and where they are written down on their way into one. */
export async function createStore(folder: string, bucket: BucketPlace | undefined): Promise<Store> {
  if (bucket === undefined) return { content: await createDiskStore(folder), close: () => undefined };
  // the SDK is large: who has no bucket does without it
  const { createBucketStore } = await import("./bucket.ts");
  return createBucketStore(bucket, folder);
}
