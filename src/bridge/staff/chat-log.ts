/** Who did what to a chat, newest first. */
import { isActKind, type StaffAct } from "../../core/acts.ts";
import { type Choice, CHOICES } from "../../core/notice.ts";
import { newestActs } from "../../store/record.ts";
import type { AuditRow } from "../../store/rows.ts";
import { findStaff } from "../../store/staff.ts";
import type { Context } from "../context.ts";

export interface LogEntry {
  at: Date;
  by: string;
  what: { kind: "act"; act: StaffAct } | { kind: "choice"; choice: Choice } | { kind: "other"; act: string };
}

const MOST = 30;

export async function chatLog(ctx: Context, chatId: number): Promise<LogEntry[]> {
  const names = new Map<string, string>();
  const entries: LogEntry[] = [];
  for (const row of await newestActs(ctx.db, chatId, MOST)) {
    const by = names.get(row.actor) ?? (await findStaff(ctx.db, row.actor))?.name ?? row.actor;
    names.set(row.actor, by);
    entries.push({ at: row.at, by, what: whatOf(row) });
  }
  return entries;
}

function whatOf({ act, detail }: AuditRow): LogEntry["what"] {
  const choice = CHOICES.find((each) => each === act);
  if (choice) return { kind: "choice", choice };
  if (!isActKind(act)) return { kind: "other", act };
  // the words of notes and replies are not kept: the kind says enough
  return { kind: "act", act: { text: "…", words: "…", ...(detail as object), kind: act } as unknown as StaffAct };
}
