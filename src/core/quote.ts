/** The link of an earlier message at the head of a reply: that message is to be quoted. */
import { readChatToken } from "./chat-token.ts";
import { unmark } from "./text.ts";

const HEAD = /^[\s\p{Default_Ignorable_Code_Point}]*(https?:\/\/\S+)/u;

export interface QuotedPlace {
  channel: string;
  ts: string;
  threadTs: string | undefined;
}

/** The place, and the words without its link; undefined: the words begin with no link of a Slack message. */
export function leadingLink(words: string): { place: QuotedPlace; rest: string } | undefined {
  const [whole, link] = HEAD.exec(words) ?? [];
  if (whole === undefined || link === undefined) return undefined;
  const read = readChatToken(link);
  if (read.kind !== "place") return undefined;
  const { channel, ts, threadTs } = read;
  return { place: { channel, ts, threadTs }, rest: words.slice(whole.length).trim() };
}

/** What the words ask to be quoted, to see whether an edit asks for something else; empty: nothing. */
export function linkAtHead(words: string): string {
  const link = leadingLink(unmark(words).trim());
  return link ? `${link.place.channel}:${link.place.ts}` : "";
}
