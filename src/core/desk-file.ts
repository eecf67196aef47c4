/** Files that staff put into a thread. */
import type { Part } from "./message.ts";

/** What the desk tells of a file with the message: enough for the rules, and to ask for it later. */
export interface DeskFileRef {
  /** The desk's own. */
  id: string;
  name: string;
  /** By the desk's word; its bytes are looked at later. */
  kind: "image" | "video" | "audio" | "file";
  bytes: number | undefined;
}

/** Why a file cannot go to a customer. */
export type FileTrouble =
  /** Phones could not fetch it. */
  | { kind: "noAddress" }
  | { kind: "deleted" }
  /** Only a link to another service: there are no bytes to send. */
  | { kind: "elsewhere" }
  /** Slack keeps it from us: a file of another organisation, a missing permission, a limit of the plan. */
  | { kind: "noAccess" }
  | { kind: "tooBig"; most: number }
  /** Slack still scans or receives it, or could not hand it out whole. */
  | { kind: "notReady" }
  /** A picture of which nobody can say that it does not tell where it was taken. */
  | { kind: "unreadable" }
  /** The link in it has run out, and it is not kept any more. */
  | { kind: "expired" };

/** Stored with the notice that tells of it: only a type alias counts as plain JSON. */
export type FailedFile = { name: string; trouble: FileTrouble };

export function partOf({ kind, name, bytes }: DeskFileRef): Part {
  return kind === "file" ? { kind, name, ...(bytes === undefined ? {} : { bytes }) } : { kind };
}

const SIGNS = { image: "🖼", video: "🎬", audio: "🎵" } as const;

/** Words and files as one text, for questions about them; the message itself stands in the thread. */
export function sketchOf(words: string, parts: readonly Part[]): string {
  const files = parts.flatMap((part) => {
    if (part.kind === "file") return [`📎 ${part.name}`.trim()];
    return part.kind === "image" || part.kind === "video" || part.kind === "audio" ? [SIGNS[part.kind]] : [];
  });
  return [words, files.join(" ")].filter((line) => line !== "").join("\n");
}
