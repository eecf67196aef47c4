/** What the place of the files says, as failures that the bridge understands. All of them may be over later. */
import { PlatformError } from "../errors.ts";

const CODES: Record<string, string> = {
  ENOSPC: "disk_full",
  EDQUOT: "disk_full",
  EROFS: "read_only",
  EACCES: "no_access",
};

export async function fromStore<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw storeFailure(cause);
  }
}

export function storeFailure(cause: unknown): PlatformError {
  if (cause instanceof PlatformError) return cause;
  const given = cause instanceof Error && "code" in cause ? String(cause.code) : "broken";
  return new PlatformError({ platform: "media", code: CODES[given] ?? given.toLowerCase(), retryable: true, cause });
}
