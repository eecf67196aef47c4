/**
 * LINE's door. The signature is checked over the raw bytes before anything is read; LINE waits 2 s for the answer, which
 * is given only after the commit.
 */
import { validateSignature } from "@line/bot-sdk";
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from "express";

import type { Accept } from "../bridge/accept.ts";
import { wellFormed } from "../core/well-formed.ts";
import type { Log } from "../log.ts";
import { Callback, readEvent } from "./read.ts";

export interface LineDoor {
  accept: Accept;
  /** The settings' accounts, with all secrets that are valid now (two while one is being replaced). */
  secrets: () => { name: string; secrets: string[]; botUserId: string | undefined }[];
  /** The account row of this bot, made when it is first heard of. */
  bind: (name: string, botUserId: string) => Promise<number>;
  now: () => Date;
  log: Log;
}

/** LINE's bodies are small; a hundred events of long text are under 2 MB. */
const BODY_LIMIT = "2mb";

export function lineWebhook(door: LineDoor): Router {
  const router = express.Router();
  router.post("/line/webhook", express.raw({ type: () => true, limit: BODY_LIMIT }), (request, response, next) => {
    receive(door, request, response).catch(next);
  });
  router.use("/line/webhook", tooLargeOrBroken);
  return router;
}

async function receive(door: LineDoor, request: Request, response: Response): Promise<void> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const signature = request.get("x-line-signature");
  const accounts = door.secrets();
  const signers = accounts.filter(({ secrets }) => secrets.some((secret) => signed(body, secret, signature)));
  if (signers.length === 0) return refuse(response, 401, "signature");

  const callback = Callback.safeParse(parse(body));
  if (!callback.success) return refuse(response, 400, "body");
  const { destination, events } = callback.data;
  // a bot that is known is spoken for by its own secret alone; a bot that nobody knows yet, by whoever signed
  const owner = accounts.find(({ botUserId }) => botUserId === destination);
  const stranger = signers.find(({ botUserId }) => botUserId === undefined) ?? signers[0];
  const signer = owner ? signers.find((each) => each === owner) : stranger;
  if (!signer) return refuse(response, 401, "signature");
  if (!/^U[0-9a-f]{32}$/.test(destination)) return refuse(response, 400, "destination");

  // "Verify" in the console sends no events; it makes the bot known all the same
  const accountId = await door.bind(signer.name, destination);
  const receivedAt = door.now();
  const reads = events.map((event) => readEvent(event, accountId, receivedAt));
  for (const read of reads)
    if (read.kind === "skipped") door.log.warn({ type: read.type, event: read.key }, "LINE event without a chat");
  await door.accept(reads.flatMap((read) => (read.kind === "event" ? [read.inbound] : [])));
  response.status(200).json({});
}

function signed(body: Buffer, secret: string, signature: string | undefined): boolean {
  return signature !== undefined && validateSignature(body, secret, signature);
}

function parse(body: Buffer): unknown {
  try {
    return wellFormed(JSON.parse(body.toString("utf8")) as unknown);
  } catch {
    return undefined;
  }
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

const tooLargeOrBroken: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 0;
  if (status >= 400 && status < 500) response.status(status).json({ error: status === 413 ? "too large" : "body" });
  else next(error);
};
