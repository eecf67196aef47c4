/** Files, as the bridge sees them: where their bytes are kept, what they are made into, and where they can be fetched. */
import type { Readable } from "node:stream";

export type Kept = { kind: "kept"; bytes: number } | { kind: "tooBig" };

export interface OpenContent {
  stream: Readable;
  /** Of all of it, also where only a part is read. */
  bytes: number;
}

/** Bytes by keys of our own (UUIDs). What they are, and whose, is in the table `content`. */
export interface ContentStore {
  /** Whole or not at all; what comes is never held in memory. A failure of `source` comes out as it is. */
  put: (key: string, source: AsyncIterable<Uint8Array>, about: { type: string; limit: number }) => Promise<Kept>;
  /** Undefined when there is none. `range` is inclusive at both ends, as in HTTP. */
  open: (key: string, range?: { from: number; to: number }) => Promise<OpenContent | undefined>;
  /** Without reading it. */
  has: (key: string) => Promise<boolean>;
  /** What is gone already is no trouble. */
  remove: (key: string) => Promise<void>;
  /** Everything that is kept, to find what nobody needs any more. */
  list: () => AsyncIterable<{ key: string; at: Date }>;
  /** Takes away what was begun long ago and never finished. */
  sweep: (now: Date) => Promise<void>;
}

/** Addresses of files for people and phones outside; each ends at `until`. */
export interface Links {
  /** The file itself. */
  media: (contentId: string, until: Date) => string;
  /** A page with a button to save it. */
  page: (contentId: string, until: Date) => string;
}

/** A file of staff, before anybody has looked into it. */
export interface RawFile {
  /** As the desk names it; what it is, its bytes tell. */
  type: string;
  /** How long it plays, where the desk knows. */
  milliseconds: number | undefined;
  fetch: () => Promise<AsyncIterable<Uint8Array>>;
  /** A picture of it that the desk has made. */
  still: (() => Promise<AsyncIterable<Uint8Array>>) | undefined;
  /** Bytes; more is not taken. */
  limit: number;
  limits: MediaLimits;
}

/** Bytes that the messenger shows: of a picture, of its small copy, of a video or audio. */
export interface MediaLimits {
  picture: number;
  preview: number;
  film: number;
}

interface KeptBytes {
  type: string;
  bytes: number;
}

/** What has become of a file; `file`: to be saved, not shown. */
export type Made =
  | ({ kind: "image" | "video"; preview: KeptBytes } & KeptBytes)
  | ({ kind: "audio"; milliseconds: number } & KeptBytes)
  | ({ kind: "file" } & KeptBytes)
  /** A picture that may tell where it was taken, and nobody can see to it. */
  | { kind: "unreadable" }
  | { kind: "tooBig" };

export interface Workshop {
  /** Keeps what it makes under these keys of the content store; doing it again does no harm. */
  make: (raw: RawFile, keys: { main: string; preview: string }) => Promise<Made>;
}
