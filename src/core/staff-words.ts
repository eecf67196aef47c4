/** What leaves and what stays: the rules on the words of a staff message, before anyone knows who wrote them. */
import type { DeskFileRef } from "./desk-file.ts";
import { isInternalComment, isMarked, leadsWithCommand } from "./text.ts";

export type SendMode = "reply" | "confirm" | "marked";

export interface StaffWords {
  text: string;
  leadsWithMention: boolean;
  /** Our app is called in it, wherever: a command, or words about us. */
  forUs: boolean;
  files: readonly DeskFileRef[];
}

export type Verdict =
  | { kind: "send" }
  | { kind: "internal" }
  | { kind: "ask"; because: "command" | "mention" | "confirm" }
  | { kind: "refuse"; because: "empty" };

/** In doubt nothing leaves. The order matters: an internal comment is never asked about. Files go or stay with their words. */
export function judgeStaffWords(words: StaffWords, mode: SendMode): Verdict {
  // 1. what staff said is not for the customer
  if (words.forUs || isInternalComment(words.text)) return { kind: "internal" };
  if (mode === "marked" && !isMarked(words.text)) return { kind: "internal" };
  // 2. what cannot go
  if (words.text.trim() === "" && words.files.length === 0) return { kind: "refuse", because: "empty" };
  // 3. what was perhaps typed by habit
  if (leadsWithCommand(words.text)) return { kind: "ask", because: "command" };
  if (words.leadsWithMention) return { kind: "ask", because: "mention" };
  if (mode === "confirm") return { kind: "ask", because: "confirm" };
  return { kind: "send" };
}
