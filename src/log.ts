/**
 * The log. It may be read by people who must not read the shop's mail: no tokens, no secrets, no words of customers or
 * staff. Two nets: keys that carry such things are redacted by name, and tokens are cut out of every finished line (they
 * turn up inside URLs, headers and messages of errors that others wrote).
 */
import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;
export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

const secretKeys = [
  "authorization",
  "Authorization",
  "token",
  "accessToken",
  "access_token",
  "botToken",
  "replyToken",
  "reply_token",
  "metricsToken",
  "secret",
  "secrets",
  "signingSecret",
  "client_secret",
  "password",
  "cookie",
  "databaseUrl",
  '["x-line-signature"]',
  '["x-slack-signature"]',
];

const wordKeys = ["text", "blocks", "messages", "parts", "altText", "rawBody", "body", "displayName", "statusMessage"];

/** Redaction knows only fixed depths, so each key is listed at the top and one to three levels down. */
const paths = [...secretKeys, ...wordKeys].flatMap((key) => {
  const below = key.startsWith("[") ? key : `.${key}`;
  return [key, `*${below}`, `*.*${below}`, `*.*.*${below}`];
});

const slackToken = /\b(?:xox[a-z]|xapp)-[\w.-]+/gi;
const bearerToken = /\b(Bearer )[\w+/=.~-]+/gi;
const passwordInUrl = /\b(postgres(?:ql)?:\/\/[^:@/\s"]*:)[^@\s"]+@/gi;

export function createLog(level: LogLevel, stream?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: "[redacted]" },
    hooks: { streamWrite: withoutTokens },
  };
  return stream === undefined ? pino(options) : pino(options, stream);
}

function withoutTokens(line: string): string {
  return line
    .replace(slackToken, "[redacted]")
    .replace(bearerToken, "$1[redacted]")
    .replace(passwordInUrl, "$1[redacted]@");
}
