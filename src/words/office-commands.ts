/** What each command is called on buttons, and how it is used. */
import type { CommandName } from "../core/commands.ts";

export interface CommandWords {
  /** After the command's name; CHAT stands for which chat. */
  usage: string;
  summary: string;
  example: string;
  /** On buttons and in menus. */
  button: string;
}

export const commandsEnglish: Record<CommandName, CommandWords> = {
  help: { usage: "[COMMAND]", summary: "What can be done, and how", example: "help tag", button: "Help" },
  inbox: {
    usage: "[mine|unassigned|all|done] [tag:NAME]",
    summary: "The chats that wait, the longest first",
    example: "inbox unassigned tag:VIP",
    button: "Inbox",
  },
  find: {
    usage: "WORDS [in CHAT]",
    summary: "Look through names, notes and messages",
    example: "find invoice in 12",
    button: "Find",
  },
  files: { usage: "CHAT", summary: "Files and pictures of a chat", example: "files 12", button: "Files" },
  who: {
    usage: "CHAT",
    summary: "Who the customer is: the card, shown to you alone",
    example: "who 12",
    button: "Who",
  },
  tag: {
    usage: "CHAT +TAG -TAG …",
    summary: "Put tags on a chat, or take them off",
    example: "tag 12 +VIP -new",
    button: "Tags",
  },
  tags: { usage: "", summary: "All tags; make, rename, merge and delete them", example: "tags", button: "All tags" },
  note: {
    usage: "CHAT TEXT",
    summary: "Write a note about the customer",
    example: "note 12 prefers mornings",
    button: "Note",
  },
  notes: {
    usage: "CHAT",
    summary: "All notes of a chat; change and delete them",
    example: "notes 12",
    button: "Notes",
  },
  status: {
    usage: "CHAT open|done",
    summary: "Set the status of a chat",
    example: "status 12 done",
    button: "Status",
  },
  done: {
    usage: "CHAT [elsewhere]",
    summary: "Nothing is left to do (or it was answered outside of Slack)",
    example: "done 12 elsewhere",
    button: "Done",
  },
  reopen: { usage: "CHAT", summary: "There is something left to do", example: "reopen 12", button: "Reopen" },
  snooze: {
    usage: "CHAT WHEN",
    summary: "Put a chat off; it comes back then, or when the customer writes",
    example: "snooze 12 tomorrow 9:00",
    button: "Snooze",
  },
  assign: {
    usage: "CHAT @PERSON|me|nobody",
    summary: "Say whose chat it is",
    example: "assign 12 me",
    button: "Assign",
  },
  name: {
    usage: "CHAT NAME",
    summary: "Give the customer a name of yours; without one it is taken away",
    example: "name 12 Ms Tanaka (Shibuya)",
    button: "Name",
  },
  manual: {
    usage: "CHAT [WHEN|off]",
    summary: "No automatic replies in this chat, until then or until it is switched off",
    example: "manual 12 3h",
    button: "Manual",
  },
  mute: {
    usage: "CHAT",
    summary: "Store what comes, show nothing, nobody waits",
    example: "mute 12",
    button: "Mute",
  },
  spam: { usage: "CHAT", summary: "Mute a chat and take it out of all lists", example: "spam 12", button: "Spam" },
  unmute: { usage: "CHAT", summary: "Show a muted chat again", example: "unmute 12", button: "Unmute" },
  reply: {
    usage: "CHAT TEMPLATE",
    summary: "Answer with a canned reply; you see and edit it before it is sent",
    example: "reply 12 opening hours",
    button: "Template",
  },
  auto: {
    usage: "[test TEXT]",
    summary: "Automatic replies and greetings: list, make, change, try",
    example: "auto test opening hours",
    button: "Automatic replies",
  },
  templates: {
    usage: "[WORDS]",
    summary: "The canned replies; make, change and delete them",
    example: "templates",
    button: "Templates",
  },
  send: {
    usage: "CHAT TEXT",
    summary: "Write to the customer without opening the thread",
    example: "send 12 Your order is ready.",
    button: "Write",
  },
  sticker: {
    usage: "CHAT [PACKAGE]",
    summary: "Send a sticker; you choose it by its picture",
    example: "sticker 12 Sally",
    button: "Sticker",
  },
  button: {
    usage: "CHAT",
    summary: "Send words with buttons: to call, to pay, to open a page",
    example: "button 12",
    button: "Button",
  },
  place: { usage: "CHAT", summary: "Send where the shop is, on a map", example: "place 12", button: "Place" },
  coupon: { usage: "CHAT", summary: "Send one of the account's LINE coupons", example: "coupon 12", button: "Coupon" },
  forward: {
    usage: "",
    summary: "Show a message in another place or send it to another chat (menu of the message)",
    example: "forward",
    button: "Forward",
  },
  forget: { usage: "CHAT", summary: "Erase what is stored of a customer", example: "forget 12", button: "Erase" },
  log: { usage: "CHAT", summary: "Who did what, and when", example: "log 12", button: "Log" },
  account: { usage: "", summary: "The LINE account behind this place", example: "account", button: "Account" },
  settings: { usage: "", summary: "Settings of the account, and your own", example: "settings", button: "Settings" },
  hours: {
    usage: "[DAYS TIMES|edit|at WHEN]",
    summary: "Response hours: when somebody is there, and who answers",
    example: "hours mon-fri 9:00-12:00,13:00-18:00",
    button: "Hours",
  },
  quota: { usage: "", summary: "LINE messages used and left this month", example: "quota", button: "Quota" },
  digest: {
    usage: "[now|off|TIMES [DAYS] [to #CHANNEL|to assignees] [silent] [closed-days]]",
    summary: "List the chats that wait, at fixed times",
    example: "digest 9:00,13:00,17:30 weekdays",
    button: "Digest",
  },
  target: {
    usage: "[TIME]",
    summary: "How long customers may wait before the team is called",
    example: "target 24h",
    button: "Answer time",
  },
};
