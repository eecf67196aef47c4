/** What staff did to a chat, as data: one quiet line in its thread, one row in the audit table, the answer to who did it. */
export type StaffAct =
  | { kind: "tagged"; added: string[]; removed: string[] }
  | { kind: "noted"; text: string }
  | { kind: "noteEdited"; text: string }
  | { kind: "noteDeleted" }
  | { kind: "done"; elsewhere: boolean }
  | { kind: "reopened" }
  | { kind: "snoozed"; until: string }
  /** `called`: by somebody else, so they are told; `answered`: their reply was the first. */
  | { kind: "assigned"; to: { id: string; name: string } | null; how?: "called" | "answered" | "took" }
  | { kind: "named"; name: string | null }
  /** Automatic replies rest in this chat until then; null: until somebody switches them on. */
  | { kind: "madeManual"; until: string | null }
  | { kind: "madeAutomatic" }
  | { kind: "muted" }
  | { kind: "spammed" }
  /** So many came meanwhile; the newest of them are shown now. */
  | { kind: "unmuted"; missed: number; shown: number }
  /** A reaction was taken away, and nothing had happened since. */
  | { kind: "undone"; what: "done" | "assigned" }
  /** `sticker`: its number, to show it. */
  | { kind: "sends"; words: string; sticker?: string }
  | { kind: "forwarded"; to: string }
  | { kind: "forgotten" };
export type ActKind = StaffAct["kind"];

/** What is kept of it for good: never the words of a customer, a note or a reply, which may have to be forgotten. */
export function auditDetail(act: StaffAct): Record<string, unknown> {
  switch (act.kind) {
    case "noted":
    case "noteEdited":
    case "sends":
      return {};
    case "noteDeleted":
    case "tagged":
    case "done":
    case "reopened":
    case "snoozed":
    case "assigned":
    case "named":
    case "madeManual":
    case "madeAutomatic":
    case "muted":
    case "spammed":
    case "unmuted":
    case "undone":
    case "forwarded":
    case "forgotten": {
      const { kind: _kind, ...detail } = act;
      return detail;
    }
  }
}

const KINDS: Record<ActKind, true> = {
  tagged: true,
  noted: true,
  noteEdited: true,
  noteDeleted: true,
  done: true,
  reopened: true,
  snoozed: true,
  assigned: true,
  named: true,
  madeManual: true,
  madeAutomatic: true,
  muted: true,
  spammed: true,
  unmuted: true,
  undone: true,
  sends: true,
  forwarded: true,
  forgotten: true,
};

/** What stands in the audit table may be of another version, or no act on a chat. */
export const isActKind = (kind: string): kind is ActKind => Object.hasOwn(KINDS, kind);

/** Acts that touch the same thing: who has a modal open on it is told what happened meanwhile. */
const TOUCHES = {
  tags: ["tagged"],
  notes: ["noted", "noteEdited", "noteDeleted"],
  state: ["done", "reopened", "snoozed", "undone"],
  assignee: ["assigned", "undone"],
  name: ["named"],
  muted: ["muted", "spammed", "unmuted"],
  words: ["sends", "done", "forgotten"],
} as const satisfies Record<string, readonly ActKind[]>;
export type Touched = keyof typeof TOUCHES;

export const actsThatTouch = (touched: Touched): readonly ActKind[] => TOUCHES[touched];
