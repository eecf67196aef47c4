/**
 * Files of ours at Slack, in the three steps that its SDK would do with everything in memory and without the customer's
 * name: an address to upload to, the bytes, and the post. Until the post nobody sees the file.
 */
import type { FilesCompleteUploadExternalArguments, WebClient } from "@slack/web-api";
import { request } from "undici";

import type { Body, Upload } from "../bridge/ports.ts";
import type { DeskTs } from "../core/ids.ts";
import { PlatformError } from "../errors.ts";
import { isSlacks } from "./download.ts";
import { calling } from "./failure.ts";
import { withoutRefusedParts } from "./write.ts";

/** Slack looks at a large file for a while before it answers. */
const ANSWER = 120_000;
const TOTAL = 15 * 60_000;

export async function upload(client: WebClient, file: Upload, stop: AbortSignal): Promise<string> {
  // 1. where to
  const { name: filename, bytes: length } = file;
  const place = await calling(() => client.files.getUploadURLExternal({ filename, length }));
  const { upload_url: url = "", file_id: id = "" } = place;
  // what customers sent goes to Slack and to nobody else, whatever the answer names
  if (!isSlacks(url, client.slackApiUrl)) throw failed("upload_address", { retryable: false });
  // 2. the bytes, as they come from our store
  const signal = AbortSignal.any([stop, AbortSignal.timeout(TOTAL)]);
  const body = await file.open();
  const headers = { "content-length": String(length), "content-type": "application/octet-stream" };
  const limits = { headersTimeout: ANSWER, bodyTimeout: ANSWER, signal };
  try {
    const answer = await request(url, { method: "POST", headers, body, ...limits });
    await answer.body.dump();
    const { statusCode: status } = answer;
    if (status !== 200) throw failed("upload", { status, retryable: status >= 500 || status === 429 });
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause;
    throw failed("upload_broke_off", { retryable: true, cause });
  } finally {
    body.destroy();
  }
  return id;
}

const failed = (code: string, more: { status?: number; retryable: boolean; cause?: unknown }): PlatformError =>
  new PlatformError({ platform: "slack", code, ...more });

const GONE = new Set(["file_not_found", "file_deleted"]);

/** Our own form of the post; Slack's has the channel under another name. */
export const isFiles = (body: Body): boolean => Array.isArray(body["files"]);

export async function postFiles(client: WebClient, body: Body): Promise<{ ts: undefined; threadTs: undefined }> {
  const { channel, ...rest } = body;
  const whole: Body = { ...rest, channel_id: channel };
  await withoutRefusedParts(whole, (form) =>
    calling(() => client.files.completeUploadExternal(form as unknown as FilesCompleteUploadExternalArguments)),
  );
  return { ts: undefined, threadTs: undefined };
}

/** A post of files is known by its files: Slack tells of them from then on, and only later where they stand. */
export async function findFiles(client: WebClient, body: Body): Promise<{ ts: undefined } | undefined> {
  const [first] = body["files"] as { id: string }[];
  try {
    if (first) await whereIs(client, first.id, String(body["channel"]));
    return { ts: undefined };
  } catch (cause) {
    // one that was never posted is not known
    if (cause instanceof PlatformError && GONE.has(cause.code)) return undefined;
    throw cause;
  }
}

export async function whereIs(
  client: WebClient,
  file: string,
  channel: string,
): Promise<{ ts: DeskTs; threadTs: DeskTs | undefined } | undefined> {
  const { file: found } = await calling(() => client.files.info({ file }));
  for (const shares of [found?.shares?.public, found?.shares?.private]) {
    const [share] = shares?.[channel] ?? [];
    if (share?.ts) return { ts: share.ts as DeskTs, threadTs: share.thread_ts as DeskTs | undefined };
  }
  return undefined;
}

export async function removeFile(client: WebClient, file: string): Promise<void> {
  try {
    await calling(() => client.files.delete({ file }));
  } catch (cause) {
    if (!(cause instanceof PlatformError && GONE.has(cause.code))) throw cause;
  }
}
