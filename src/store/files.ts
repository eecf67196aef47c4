import type { Tx } from "./client.ts";

export interface FileMessage {
  parts: unknown;
  /** customer | staff */
  author: string;
  by: string | null;
  at: Date;
  channel: string | null;
  ts: string | null;
  threadTs: string | null;
}

/** Messages of a chat that are more than words, newest first. */
export async function filesOf(tx: Tx, conversationId: number, skip: number, take: number): Promise<FileMessage[]> {
  return tx.$queryRaw`
    SELECT m.parts, m.author, s.name AS by, m.at, m.desk_channel AS channel, m.desk_ts AS ts, t.ts AS "threadTs"
    FROM message m LEFT JOIN staff s ON s.user_id = m.staff_id
    LEFT JOIN thread t ON t.id = m.thread_id AND t.channel = m.desk_channel
    WHERE m.conversation_id = ${conversationId} AND m.state NOT IN ('unsent', 'cancelled')
      AND jsonb_path_exists(m.parts, '$[*] ? (@.kind == "image" || @.kind == "video" || @.kind == "audio" || @.kind == "file")')
    ORDER BY m.at DESC OFFSET ${skip} LIMIT ${take}`;
}
