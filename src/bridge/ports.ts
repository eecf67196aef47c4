/**
 * The outside, as the bridge sees it: two sides, small and different, because the two sides are (and, in `ports-media.ts`,
 * the place where files are kept). Failures are `PlatformError`s.
 */
import type { Readable } from "node:stream";

import type { ChatPostHead } from "../core/chat-post.ts";
import type { Mark } from "../core/decision.ts";
import type { DeskFileRef, FileTrouble } from "../core/desk-file.ts";
import type { HoursState } from "../core/hours.ts";
import type { DeskChannelId, DeskTs, DeskUserId, MessengerUserId } from "../core/ids.ts";
import type { Inbound } from "../core/inbound.ts";
import type { ChatKind, Part } from "../core/message.ts";
import type { Missing } from "../core/missing.ts";
import type { Notice } from "../core/notice.ts";
import type { Saying, Sender } from "../core/saying.ts";
import type { MediaLimits } from "./ports-media.ts";

/** The exact request, as stored in an Attempt: opaque to the bridge. */
export type Body = Record<string, unknown>;

export interface Profile {
  displayName: string;
  pictureUrl: string | null;
}

/** What became of asking for a picture, video or file. */
export type Fetched =
  | {
      kind: "content";
      body: AsyncIterable<Uint8Array>;
      type: string;
      /** As announced. */
      bytes: number | undefined;
      /** Of a body that nobody will read. */
      drop: () => void;
    }
  /** The messenger still works on it. */
  | { kind: "preparing" }
  /** Its work came to nothing. */
  | { kind: "unplayable" }
  | { kind: "missing" }
  | { kind: "gone" }
  /** Its address leads where nobody may be led. */
  | { kind: "forbidden" };

export interface MessengerSelf {
  botUserId: string;
  displayName: string;
}

/** One object that LINE took. */
export interface Landed {
  id: string;
  /** With which it can be quoted, where it can. */
  quoteToken: string | undefined;
}

export interface Coupon {
  id: string;
  title: string;
}

/** What one LINE account can do. */
export interface Messenger {
  limits: {
    /** Objects in one request; pushes are billed per request and recipient, not per object. */
    objects: number;
    /** UTF-16 units in one text object. */
    textUnits: number;
    media: MediaLimits;
    /** How long a retry key protects against saying it twice, in milliseconds. */
    retryKeyLife: number;
  };
  formPush: (to: string, sayings: Saying[], sender: Sender | undefined) => Body;
  formReply: (token: string, sayings: Saying[], sender: Sender | undefined) => Body;
  /** Safe to repeat with the same key and body. Returns what became of each saying, in their order. */
  push: (body: Body, key: string) => Promise<Landed[]>;
  /** Free of charge, once; never safe to repeat. */
  reply: (body: Body) => Promise<Landed[]>;
  /** A dry run: throws what LINE would refuse these with. */
  validate: (sayings: Saying[]) => Promise<void>;
  /** Undefined when LINE says that nobody there can be reached. */
  profile: (user: MessengerUserId) => Promise<Profile | undefined>;
  memberProfile: (chat: { kind: ChatKind; id: string }, user: MessengerUserId) => Promise<Profile | undefined>;
  /** Rooms have neither a name nor a picture. */
  groupSummary: (groupId: string) => Promise<Profile | undefined>;
  /** What a customer sent; `from`: it lies elsewhere. Broken off when `stop` is. */
  content: (what: { messageId: string; from: string | undefined }, stop: AbortSignal) => Promise<Fetched>;
  leave: (kind: "group" | "room", id: string) => Promise<void>;
  /** Of that message and all before it. Refused where the account's chat is off: LINE marks everything itself then. */
  markRead: (token: string) => Promise<void>;
  /** In one-on-one chats only, for 5 to 60 seconds in steps of 5, or until the next message. */
  showLoading: (user: string, seconds: number) => Promise<void>;
  /** Those that are handed out now. */
  coupons: () => Promise<Coupon[]>;
  /** Billed messages of this month; `limit` is null where there is none. */
  quota: () => Promise<{ used: number; limit: number | null }>;
  self: () => Promise<MessengerSelf>;
}

/** One message of a customer in a post. */
export interface Line {
  parts: Part[];
  /** Written at this time, shown after something newer: the post says so. */
  lateAt: Date | undefined;
  /** What it answers to, as far as we know that. */
  quoted?: Quoted;
  /** Its file could not be had, or not be shown. */
  missing?: Missing;
  /** The customer took it back. */
  unsent?: true;
}

export interface Quoted {
  parts: Part[];
  /** One of several pictures. */
  picture?: { nth: number; of: number };
  byStaff: boolean;
  link: string | undefined;
}

/** Who writes, as far as we know. */
export interface Writer {
  name: string;
  pictureUrl: string | undefined;
}

export interface CardFacts {
  number: number;
  name: string;
  pictureUrl: string | undefined;
  kind: ChatKind;
  status: "open" | "done";
  waitingSince: Date | null;
  /** Of the first customer message in the thread. */
  parts: Part[];
  /** The newest words of either side. */
  last: { parts: Part[]; byStaff: boolean } | undefined;
  assignee: string | undefined;
  tags: string[];
  /** The newest. */
  note: string | undefined;
  snoozedUntil: Date | null;
  /** Of the account. */
  hours: HoursState;
  /** Automatic replies rest in this chat; `until`: undefined until somebody gives it back. */
  manual: { until: Date | undefined } | undefined;
  muted: "no" | "muted" | "spam";
  /** Where staff gave a name of their own. */
  lineName: string | undefined;
  reachable: boolean;
  earlierThread: string | undefined;
}

/** A chat in a post that lists several. */
export interface ListedRow {
  number: number;
  /** user | group | room */
  kind: string;
  name: string;
  link: string | undefined;
  since: Date;
  /** Milliseconds; `open`: of them in response hours, where the account has any. */
  waited: number;
  open: number | undefined;
  /** Still so when the post was formed. */
  waits: boolean;
  tags: string[];
  /** The first that was not answered. */
  words: Part[];
  /** Nothing was said but thanks. */
  thanks: boolean;
}

export interface ShownPost {
  at: Date;
  /** Whose clock says when that is. */
  zone: string;
  /** Where there are several. */
  account: string | undefined;
  head: ChatPostHead;
  page: number;
  pages: number;
  groups: { assignee: string | undefined; waiting: number; rows: ListedRow[] }[];
  more: number;
}

export interface Upload {
  name: string;
  bytes: number;
  open: () => Promise<Readable>;
}

export interface Place {
  channel: string;
  threadTs: string | undefined;
}

export interface Person {
  userId: string;
  name: string;
  pictureUrl: string | null;
  standing: "member" | "guest" | "outside" | "bot" | "gone";
  /** An admin or owner of the workspace. */
  admin: boolean;
}

/** A Slack channel that an account lives in. */
export interface Room {
  members: string[];
  isPrivate: boolean;
  /** People of other organisations are in it. */
  isShared: boolean;
}

/** A file at the desk; fetching it fails with a `PlatformError`, at the latest at its end when something is missing. */
export type DeskFile =
  | {
      kind: "ready";
      name: string;
      type: string;
      bytes: number | undefined;
      milliseconds: number | undefined;
      fetch: () => Promise<AsyncIterable<Uint8Array>>;
      /** A picture of it. */
      still: (() => Promise<AsyncIterable<Uint8Array>>) | undefined;
    }
  | { kind: "trouble"; trouble: FileTrouble }
  /** It is still received or scanned there. */
  | { kind: "notYet" };

export interface Desk {
  formCard: (place: Place, attemptId: string, card: CardFacts) => Body;
  formWords: (place: Place, attemptId: string, words: Writer & { lines: Line[]; broadcast: boolean }) => Body;
  /** `files`: what `upload` gave for them. `lines` stands for those that are missing. */
  formFiles: (
    place: Place,
    attemptId: string,
    post: Writer & { files: string[]; shown: Part[]; lines: Line[]; lateAt: Date | undefined },
  ) => Body;
  formNotice: (place: Place, attemptId: string, notice: Notice, subject: string | undefined) => Body;
  formList: (place: Place, attemptId: string, post: ShownPost) => Body;
  /** Returns where it landed; of files Slack does not say it. Never safe to repeat: look with `find` first. */
  post: (body: Body) => Promise<{ ts: DeskTs | undefined; threadTs: DeskTs | undefined }>;
  /** Looks for the post of this attempt, made at `since` or later. Of files Slack may have it and not say where. */
  find: (body: Body, attemptId: string, since: Date) => Promise<{ ts: DeskTs | undefined } | undefined>;
  /** Repeating these changes nothing. */
  updateCard: (place: { channel: string; ts: string }, card: CardFacts) => Promise<void>;
  answerQuestion: (place: { channel: string; ts: string }, notice: Notice) => Promise<void>;
  /** Replaces a question by one that still waits for its answer. False: the desk does not let us. */
  askAgain: (place: { channel: string; ts: string }, notice: Notice, subject: string) => Promise<boolean>;
  mark: (place: { channel: string; ts: string }, mark: Mark, shown: boolean) => Promise<void>;
  whisper: (place: Place, user: string, notice: Notice, subject: string | undefined) => Promise<void>;
  alert: (notice: Notice) => Promise<void>;
  /** The channel of the direct messages between us and this member. */
  openDirect: (user: string) => Promise<string>;
  /** Brings a file to the desk, where nobody sees it until it is posted. Returns its id there. */
  upload: (file: Upload, stop: AbortSignal) => Promise<string>;
  /** Undefined while Slack does not know it yet. */
  whereIs: (file: string, channel: string) => Promise<{ ts: DeskTs; threadTs: DeskTs | undefined } | undefined>;
  removeFile: (file: string) => Promise<void>;
  /** To one of our own, without a call, as `link` below. */
  fileLink: (file: string) => Promise<string | undefined>;
  /**
   * Takes words, or what it says of a file, out of a post under another name, which loses that name. `shown`: files of it
   * that stay. False: the desk does not let us.
   */
  rewrite: (
    place: { channel: string; ts: string },
    post: { name: string; shown: Part[]; lines: Line[] },
  ) => Promise<boolean>;
  /** Draws a post that lists chats again. False: the desk does not let us. */
  rewriteList: (place: { channel: string; ts: string }, post: ShownPost) => Promise<boolean>;
  /** Of ours; what is gone already is no trouble. */
  remove: (place: { channel: string; ts: string }) => Promise<void>;
  permalink: (channel: string, ts: string) => Promise<string | undefined>;
  /** The same made up without a call, for lists of them; undefined while Slack does not say where the workspace is. */
  link: (place: { channel: string; ts: string; threadTs: string | undefined }) => Promise<string | undefined>;
  person: (user: DeskUserId) => Promise<Person | undefined>;
  room: (channel: string) => Promise<Room>;
  /** Do people of another organisation read along? */
  isShared: (channel: string) => Promise<boolean>;
  /** Of a user group (`S…`). */
  groupMembers: (group: string) => Promise<string[]>;
  /** A staff message as the plain words that the customer will read; names are looked up. */
  words: (raw: unknown) => Promise<string>;
  /** What staff chose instead of writing (stickers, buttons …), in words. */
  describe: (parts: readonly Part[]) => string;
  /** One of several in a post; `nth` is undefined where it is not seen among them. */
  describePicture: (nth: number | undefined, of: number) => string;
  /** The files of a staff message, in its order. */
  files: (raw: unknown) => DeskFileRef[];
  /** One of them as it stands now. */
  file: (id: string) => Promise<DeskFile>;
  /** Plain words in the form that `words` reads: they come out as they are. */
  rawOf: (words: string) => unknown;
  /** What was written in a thread after `since`, to read back what came while we were away. */
  readBack: (channel: DeskChannelId, threadTs: DeskTs, since: DeskTs) => Promise<Inbound[]>;
}
