/** Reads what was written in a thread while nobody listened. */
import type { WebClient } from "@slack/web-api";

import type { DeskChannelId, DeskTs } from "../core/ids.ts";
import type { Inbound } from "../core/inbound.ts";
import { calling } from "./failure.ts";
import { cardDeleted, readWritten } from "./read.ts";

const PAGE = 200;

export async function readBack(
  client: WebClient,
  bot: string,
  channel: DeskChannelId,
  threadTs: DeskTs,
  since: DeskTs,
): Promise<Inbound[]> {
  const found: Inbound[] = [];
  let cursor: string | undefined;
  do {
    const page = { channel, ts: threadTs, oldest: since, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const answer = await calling(() => client.conversations.replies(page));
    for (const message of answer.messages ?? []) {
      const gone = message.ts === threadTs && "subtype" in message && message.subtype === "tombstone";
      const read = gone ? cardDeleted(channel, threadTs) : readWritten(channel, message, [bot]);
      if (read.kind === "event")
        found.push(read.inbound.kind === "staffMessage" ? { ...read.inbound, foundLater: true } : read.inbound);
    }
    cursor = answer.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return found;
}
