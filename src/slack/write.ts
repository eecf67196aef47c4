/** Posts: formed once, stored, sent as they are, and found again after an unclear end. */
import type { KnownBlock } from "@slack/types";
import type { ChatPostMessageArguments, WebClient } from "@slack/web-api";

import type { Body, Place } from "../bridge/ports.ts";
import type { DeskTs } from "../core/ids.ts";
import { PlatformError } from "../errors.ts";
import { calling } from "./failure.ts";

const EVENT_TYPE = "threadline_attempt";

interface Said {
  text: string;
  blocks: KnownBlock[];
  as?: { username: string; icon_url?: string };
  broadcast?: boolean;
}

export function formPost(place: Place, attemptId: string, said: Said): Body {
  return {
    channel: place.channel,
    ...(place.threadTs ? { thread_ts: place.threadTs } : {}),
    text: said.text,
    blocks: said.blocks,
    ...said.as,
    ...(said.broadcast && place.threadTs ? { reply_broadcast: true } : {}),
    // readable by every app in the workspace: an opaque id and nothing else
    metadata: { event_type: EVENT_TYPE, event_payload: { attempt: attemptId } },
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
  };
}

export async function post(client: WebClient, body: Body): Promise<{ ts: DeskTs; threadTs: DeskTs | undefined }> {
  const wanted = typeof body["thread_ts"] === "string" ? body["thread_ts"] : undefined;
  const { ts, message, channel } = await withoutRefusedParts(body, (form) =>
    calling(() => client.chat.postMessage(form as unknown as ChatPostMessageArguments)),
  );
  const landed = message?.thread_ts;
  if (wanted !== undefined && landed !== wanted) {
    // the thread's root is gone: Slack put the customer's words into the channel, where they do not belong
    await client.chat.delete({ channel: channel ?? String(body["channel"]), ts: String(ts) }).catch(() => undefined);
    throw new PlatformError({
      platform: "slack",
      code: "thread_lost",
      retryable: false,
      details: "landed outside its thread",
    });
  }
  return { ts: String(ts) as DeskTs, threadTs: landed as DeskTs | undefined };
}

/** A picture that Slack cannot fetch makes it refuse the whole post; the words matter more than their looks. */
export async function withoutRefusedParts<F extends { blocks?: unknown }, T>(
  body: F,
  send: (body: F) => Promise<T>,
): Promise<T> {
  const forms = [body, { ...body, blocks: withoutPictures(body.blocks) }, { ...body, blocks: undefined }];
  for (const [index, form] of forms.entries()) {
    try {
      return await send(form);
    } catch (cause) {
      const refused =
        cause instanceof PlatformError && (cause.code === "invalid_blocks" || cause.code === "invalid_blocks_format");
      if (!refused || index === forms.length - 1) throw cause;
    }
  }
  throw new Error("unreachable");
}

function withoutPictures(blocks: unknown): unknown {
  if (!Array.isArray(blocks)) return blocks;
  return blocks.flatMap((block: Record<string, unknown>) => {
    if (block["type"] === "image") return [inWords(block)];
    if (block["type"] === "context" && hasPictures(block["elements"])) return [];
    const { accessory: _picture, ...rest } = block;
    return [rest];
  });
}

function inWords({ block_id, alt_text }: Record<string, unknown>): unknown {
  return { type: "section", block_id, text: { type: "plain_text", text: alt_text, emoji: false } };
}

const hasPictures = (elements: unknown): boolean =>
  Array.isArray(elements) && elements.some((element: Record<string, unknown>) => element["type"] === "image");

const PAGE = 200;
const PAGES = 5;
/** Slack's clock and ours may differ. */
const CLOCKS = 60_000;

/** Searches the thread (for a head card: the channel) for the post of this attempt. */
export async function find(
  client: WebClient,
  body: Body,
  attemptId: string,
  since: Date,
): Promise<{ ts: DeskTs } | undefined> {
  const channel = String(body["channel"]);
  const threadTs = typeof body["thread_ts"] === "string" ? body["thread_ts"] : undefined;
  const oldest = String((since.getTime() - CLOCKS) / 1000);
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const options = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const answer = await calling(() =>
      threadTs ? client.conversations.replies({ ...options, ts: threadTs }) : client.conversations.history(options),
    );
    const found = (answer.messages ?? []).find((message) => carries(message, attemptId));
    if (found?.ts) return { ts: found.ts as DeskTs };
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) return undefined;
  }
  // too much was said since to be sure
  throw new PlatformError({ platform: "slack", code: "search_too_long", retryable: true });
}

function carries(message: object, attemptId: string): boolean {
  const { metadata, blocks } = message as {
    metadata?: { event_payload?: { attempt?: unknown } };
    blocks?: { block_id?: unknown }[];
  };
  return metadata?.event_payload?.attempt === attemptId || (blocks ?? []).some((block) => block.block_id === attemptId);
}
