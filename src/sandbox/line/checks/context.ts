/** What the check of a message must know of its surroundings. */
export interface MessageContext {
  /** Undefined for a dry run and for a multicast's many chats. */
  chat: { id: string; kind: "user" | "group" | "room"; members: ReadonlySet<string> } | undefined;
  /** Mentions go out by reply and push only. */
  mentions: "allowed" | "refused" | "unknown";
  /** The chat that a quote token is good for; undefined for a token nobody was given. */
  quoteChat: (token: string) => string | undefined;
  quotes: "checked" | "unchecked";
  /** The account has it, and hands it out now. */
  coupon: (couponId: string) => boolean;
  allowLocalMedia: boolean;
}
