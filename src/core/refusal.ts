/** Why a command did nothing, as data; `words/` says it with the cure. */
import type { CommandName } from "./commands.ts";
import type { HoursFault } from "./hours-fault.ts";

export type Refusal =
  | { kind: "usage"; command: CommandName }
  | { kind: "unknownCommand"; word: string; near: CommandName[] }
  | { kind: "chatNotFound"; chat: string }
  | { kind: "notAThread" }
  | { kind: "adminsOnly"; command: CommandName }
  /** The command is for all, this part of it is not. */
  | { kind: "adminsOnlyTo"; deed: "tags" | "templates" | "hours" | "place" | "auto" }
  | { kind: "membersOnly"; channels: string[] }
  /** LINE has not said yet which account it is: nothing of it can be changed, and nothing of another by mistake. */
  | { kind: "notConnected"; account: string }
  | { kind: "guestsMayNot" }
  | { kind: "outsidersMayNot" }
  | { kind: "unknownPerson" }
  | { kind: "sharedChannel"; channel: string }
  | { kind: "slackAway" }
  /** What LINE alone knows cannot be shown now. */
  | { kind: "lineAway" }
  | { kind: "anotherDoor"; command: CommandName }
  | { kind: "editedCommand" }
  /** It is so already. */
  | { kind: "nothingToDo"; command: CommandName }
  | { kind: "tagTooLong"; name: string }
  | { kind: "tagUnknown"; name: string }
  | { kind: "tooManyTags" }
  | { kind: "textTooLong"; most: number }
  | { kind: "notAMember"; name: string }
  | { kind: "severalPeople"; name: string; people: { id: string; name: string }[] }
  | { kind: "cannotTake"; name: string; because: "guest" | "outside" | "nobody" }
  /** Several LINE accounts could be meant. */
  | { kind: "whichAccount"; names: string[] }
  | { kind: "cannotPostIn"; channel: string }
  | { kind: "timeUnclear"; text: string }
  /** About response hours. */
  | { kind: "hours"; fault: HoursFault }
  | { kind: "timePast" }
  | { kind: "timeFar" }
  /** What a reaction did cannot be taken back with it any more. */
  | { kind: "happenedSince"; what: "done" | "assigned" }
  | { kind: "gone" }
  /** Another LINE tool answers in this chat. */
  /** The customer was erased. */
  | { kind: "forgotten" }
  | { kind: "heldElsewhere" }
  | { kind: "sentAlready" };
