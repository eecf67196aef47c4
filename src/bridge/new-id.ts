/**
 * Ids that sort in the order in which they were made (UUID version 7): what happened in the same millisecond, and the
 * pieces of one long message, are told apart by nothing else.
 */
import { randomBytes, randomUUID } from "node:crypto";

export function createIds(now: () => Date): () => string {
  let last = 0;
  let count = 0;
  return function newId() {
    const at = now().getTime();
    count = at > last ? 0 : count + 1;
    // twelve bits count within a millisecond; what is more goes on in the next one
    last = count > 0xfff ? last + 1 : Math.max(at, last);
    count &= 0xfff;
    const time = last.toString(16).padStart(12, "0");
    const within = count.toString(16).padStart(3, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${within}-${randomUUID().slice(19)}`;
  };
}

/** 32 characters that fit into an address. */
export const newToken = (): string => randomBytes(24).toString("base64url");
