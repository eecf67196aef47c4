/** Ids are opaque outside the adapter or table that makes them; the brand makes mixing two of them a compile error. */
type Brand<T, Name extends string> = T & { readonly __brand: Name };

export type MessengerUserId = Brand<string, "MessengerUserId">;
/** A user, group or room on the messenger: where words go. */
export type MessengerChatId = Brand<string, "MessengerChatId">;
export type DeskUserId = Brand<string, "DeskUserId">;
export type DeskChannelId = Brand<string, "DeskChannelId">;
/** Slack's message id: seconds, a dot, six digits. Compared as text, never as a number. */
export type DeskTs = Brand<string, "DeskTs">;

/** A Slack ts is the time of the message, in seconds. */
export const timeOfTs = (ts: string): Date => new Date(Math.round(Number(ts) * 1000));
