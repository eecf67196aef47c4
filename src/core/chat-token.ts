/** How people say which chat they mean: `12`, `#12`, `＃１２`, the link of a thread or message, or the beginning of a name. */
export type ChatToken =
  | { kind: "number"; number: number }
  | { kind: "place"; channel: string; ts: string; threadTs: string | undefined }
  | { kind: "name"; name: string };

const NUMBER = /^#?(\d{1,9})$/;
/** With `should_escape` Slack writes a typed `#12` as it is, and an address in angle brackets. */
const LINK = /^<?https?:\/\/[^\s/|>]+\/archives\/([A-Z0-9]{3,40})\/p(\d{7,16})(?:\?([^\s|>]*))?(?:\|[^>]*)?>?$/i;
const TS = /^\d{1,12}\.\d{6}$/;

export function readChatToken(raw: string): ChatToken {
  const token = raw.normalize("NFKC").trim();
  const number = NUMBER.exec(token)?.[1];
  if (number !== undefined) return { kind: "number", number: Number(number) };
  const link = LINK.exec(token);
  const [, channel, digits, query] = link ?? [];
  if (channel && digits) {
    const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    const threadTs = new URLSearchParams((query ?? "").replaceAll("&amp;", "&")).get("thread_ts") ?? undefined;
    return { kind: "place", channel, ts, threadTs: threadTs && TS.test(threadTs) ? threadTs : undefined };
  }
  return { kind: "name", name: raw.trim() };
}

/** The first word, or what stands in quotes, and the rest. */
export function takeToken(text: string): { token: string; rest: string } {
  const start = text.replace(/^\s+/u, "");
  const quoted = /^["“”「『]([^"“”」』]*)["“”」』]\s*/u.exec(start);
  if (quoted) return { token: quoted[1] ?? "", rest: start.slice(quoted[0].length) };
  const bare = /^(?:<[^>]*>|\S+)/u.exec(start)?.[0] ?? "";
  return { token: bare, rest: start.slice(bare.length).replace(/^\s+/u, "") };
}
