/** Identifiers in the shapes that LINE gives them: code elsewhere may test these shapes, so a fake must have them. */
import { randomBytes, randomInt } from "node:crypto";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `U…`, `C…` and `R…` name users, groups and rooms. */
export function createId(letter: "U" | "C" | "R"): string {
  return letter + randomBytes(16).toString("hex");
}

export function createSecret(): string {
  return randomBytes(16).toString("hex");
}

export function createToken(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}

/** Webhook events are numbered by ULID: the first ten characters are the time, the rest is random. */
export function createUlid(now: number): string {
  let time = "";
  for (let rest = now, place = 0; place < 10; place += 1) {
    time = CROCKFORD.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  const random = Array.from(randomBytes(16), (byte) => CROCKFORD.charAt(byte % 32)).join("");
  return time + random;
}

/** Message ids are 18 digits and grow; as a number they would lose digits in JavaScript. */
export function createMessageIds(): () => string {
  let next = 460_000_000_000_000_000n + BigInt(randomInt(2 ** 40)) * 1000n;
  return function nextMessageId() {
    next += BigInt(1 + randomInt(1000));
    return next.toString();
  };
}
