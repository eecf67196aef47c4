import { randomBytes, randomInt, randomUUID } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

export function createId(prefix: string, length = 10): string {
  return prefix + Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

export function createSecret(bytes = 16): string {
  return randomBytes(bytes).toString("hex");
}

export function createToken(): string {
  return `xoxb-${randomInt(1e12)}-${randomInt(1e12)}-${randomBytes(12).toString("hex")}`;
}

export function createAppToken(): string {
  return `xapp-1-${createId("A")}-${randomInt(1e12)}-${randomBytes(32).toString("hex")}`;
}

export function createBlockId(): string {
  return randomBytes(4).toString("base64url").slice(0, 5);
}

export function createClientMessageId(): string {
  return randomUUID();
}

/** Times for what the emulator does not store. Its own count begins at 1, so these can never be equal to one of them. */
export function createTimes(now: () => number): () => string {
  let count = 500_000;
  return () => `${Math.floor(now() / 1000)}.${String((count += 1)).padStart(6, "0")}`;
}
