/**
 * What staff wrote, between Slack's two notations and plain words: text, and the mentions whose names must be looked up.
 * A `mark` is what Slack draws around the words: a bullet, the bar of a quote.
 */
export type MentionKind = "user" | "usergroup" | "channel";

export type Piece =
  | { kind: "text"; text: string }
  | { kind: "mark"; text: string }
  | { kind: MentionKind; id: string; label?: string }
  | { kind: "broadcast"; range: string };

export const textPiece = (text: string): Piece => ({ kind: "text", text });
export const markPiece = (text: string): Piece => ({ kind: "mark", text });

/** `label (url)`, or only one of them where they say the same. */
export function linkText(url: string, label: string): string {
  const address = url.replace(/^(?:mailto|tel):/i, "");
  if (address === "") return label;
  if (label === "" || label === address) return address;
  return bare(label) === bare(url) ? address : `${label} (${address})`;
}

const bare = (url: string): string =>
  url
    .replace(/^[a-z][a-z0-9+.-]*:(?:\/\/)?/i, "")
    .replace(/\/$/, "")
    .toLowerCase();

/** `@here`, `@channel` or `@everyone`; what else Slack may invent reads like the first. */
export const broadcast = (range: unknown): Piece => ({
  kind: "broadcast",
  range: range === "channel" || range === "everyone" ? range : "here",
});
