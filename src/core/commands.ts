/** The commands of staff and the doors through which they are given. What they are called in Japanese: src/slack/commands. */
export const COMMANDS = [
  "help",
  "inbox",
  "find",
  "files",
  "who",
  "tag",
  "tags",
  "note",
  "notes",
  "status",
  "done",
  "reopen",
  "snooze",
  "assign",
  "name",
  "manual",
  "mute",
  "spam",
  "unmute",
  "reply",
  "templates",
  "auto",
  "send",
  "sticker",
  "button",
  "place",
  "coupon",
  "forward",
  "forget",
  "log",
  "account",
  "settings",
  "hours",
  "quota",
  "digest",
  "target",
] as const;
export type CommandName = (typeof COMMANDS)[number];

/**
 * slash     `/line COMMAND CHAT …`
 * thread    `@Threadline COMMAND …` in the thread of a chat
 * card      a button or menu of the head card
 * shortcut  "manage this chat" on a message
 * global    "find a chat" from anywhere
 * reaction  a reaction on the card or a customer's words
 * home      the app's Home tab
 */
export const DOORS = ["slash", "thread", "card", "shortcut", "global", "reaction", "home"] as const;
export type Door = (typeof DOORS)[number];
