import { expect, it } from "vitest";

import { PlatformError } from "../src/errors.ts";
import { createLog } from "../src/log.ts";

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = "";
  write(createLog("trace", { write: (line) => void (lines += line) }));
  return lines;
}

it.each([
  ["a customer's words", { text: "HUSH" }],
  ["words inside parts", { message: { parts: [{ kind: "text", text: "HUSH" }] } }],
  ["words in a request", { request: { body: { messages: [{ text: "HUSH" }] } } }],
  ["a header", { headers: { authorization: "Bearer HUSH" } }],
  ["a signature", { request: { headers: { "x-line-signature": "HUSH" } } }],
  ["an account's secrets", { account: { secrets: ["HUSH"], accessToken: "HUSH" } }],
  ["a Slack token inside other text", { url: "https://example.com/?t=xoxb-1-HUSH" }],
  ["a password in an address", { reason: "cannot reach postgres://me:HUSH@db/threadline" }],
])("%s is not written", (_name, facts) => {
  const lines = written((log) => log.info(facts, "something happened"));

  expect(lines).toContain("something happened");
  expect(lines).not.toContain("HUSH");
});

it("an error is written with its facts and its cause, without the token in it", () => {
  const cause = new Error("refused: Authorization: Bearer HUSH");
  const error = new PlatformError({ platform: "line", code: "server", status: 500, retryable: true, cause });

  const lines = written((log) => log.error({ err: error, deliveryId: 7 }, "not delivered"));

  expect(JSON.parse(lines)).toMatchObject({ deliveryId: 7, err: { platform: "line", code: "server", status: 500 } });
  expect(lines).toContain("refused");
  expect(lines).not.toContain("HUSH");
});
