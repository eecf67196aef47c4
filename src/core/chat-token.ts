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
  // what copying brings along and nobody sees
  const visible = raw.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "");
  const token = pickedName(visible).normalize("NFKC").trim();
  const number = NUMBER.exec(token)?.[1];
  if (number !== undefined) return { kind: "number", number: Number(number) };
  const link = LINK.exec(token);
  const [, channel, digits, query] = link ?? [];
  if (channel && digits) {
    const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    const threadTs = new URLSearchParams((query ?? "").replaceAll("&amp;", "&")).get("thread_ts") ?? undefined;
    return { kind: "place", channel, ts, threadTs: threadTs && TS.test(threadTs) ? threadTs : undefined };
  }
  return { kind: "name", name: decoded(pickedName(raw)).trim() };
}

/** A typed `#` opens Slack's list of channels: who chose one called 12 meant number 12. */
const pickedName = (raw: string): string => raw.trim().replace(/^<#[A-Z0-9]+\|([^>]*)>$/i, "$1");

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

const decoded = (text: string): string => text.replaceAll(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);

/** The first word, or what stands in quotes, and the rest. */
export function takeToken(text: string): { token: string; rest: string } {
  const start = text.replace(/^\s+/u, "");
  const quoted = /^["“”„＂「『｢]([^"“”＂」』｣]*)["“”＂」』｣]\s*/u.exec(start);
  if (quoted) return { token: quoted[1] ?? "", rest: start.slice(quoted[0].length) };
  const bare = /^(?:<[^>]*>|\S+)/u.exec(start)?.[0] ?? "";
  return { token: bare, rest: start.slice(bare.length).replace(/^\s+/u, "") };
}
