/** What this Slack knows beside the emulator. Plain data: methods and people read and change it, nothing here acts. */
import type { Fault } from "../faults.ts";
import { createId, createSecret, createAppToken, createTimes, createToken } from "./ids.ts";
import type { SlackOptions } from "./options.ts";
import type { SocketSide } from "./socket.ts";
import type {
  Ephemeral,
  FileChange,
  Json,
  RecordedCall,
  RecordedEvent,
  ShownView,
  StaffOptions,
  UrlResponse,
} from "./types.ts";
import { keyOf } from "./values.ts";

/** The emulator forgets who wrote under which name, what a thread's root is, and what was deleted. */
export interface Note {
  channel: string;
  ts: string;
  author: string;
  /** The root, when it is a reply. */
  threadTs: string | undefined;
  broadcast: boolean;
  /** Under another name: `chat.update` takes it away, `chat.delete` is refused. */
  identity: { username?: string; icon_url?: string; icon_emoji?: string } | undefined;
  /** Slack shows no "(edited)" on an update with blocks. */
  hideEdited: boolean;
  deleted: boolean;
  /** Files that are not in it any more: taken out of it by an edit (at that time), or deleted. */
  lostFiles: Map<string, { kind: "takenOut"; at: string } | { kind: "deleted" }>;
  replies: string[];
}

export interface ChannelRecord {
  id: string;
  name: string;
  kind: "channel" | "group" | "im";
  botIsMember: boolean;
  archived: boolean;
  /** Slack Connect: with another organisation. */
  shared: boolean;
  /** The person at the other end of a direct channel. */
  with?: string;
}

export interface Person {
  userId: string;
  /** The emulator's own name for the seat this person took. */
  seat: string;
  options: StaffOptions;
  teamId: string;
  /** Names of channels that they are not in. */
  notIn: Set<string>;
  /** Another app's. */
  botId: string;
  appId: string;
}

export interface Trigger {
  user: string;
  expires: number;
  used: boolean;
  viewId: string | undefined;
}

export interface ResponseUrl {
  user: string;
  channel: string | undefined;
  message: { ts: string; ephemeral: Ephemeral | undefined } | undefined;
  threadTs: string | undefined;
  uses: number;
  expires: number;
}

export interface State {
  readonly now: () => number;
  readonly nextTs: () => string;
  readonly botToken: string;
  readonly signingSecret: string;
  /** Of Socket Mode: `xapp-`. */
  readonly appToken: string;
  appTokenError: string | undefined;
  /** The app is in Socket Mode: nothing is sent to a request URL. */
  socket: SocketSide | undefined;
  readonly teamId: string;
  readonly domain: string;
  readonly appId: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly scan: number;
  readonly deleteOtherNames: "refused" | "allowed";
  tokenError: string | undefined;
  /** What the workspace granted when the app was installed. */
  scopes: readonly string[];
  /** How far Slack's clock is ahead of ours, in milliseconds. */
  ahead: number;
  requestUrl: string | null;
  fault: Fault | undefined;
  readonly channels: Map<string, ChannelRecord>;
  readonly people: Map<string, Person>;
  /** The people of user groups, by id. */
  readonly userGroups: Map<string, readonly string[]>;
  readonly notes: Map<string, Note>;
  readonly uploads: Map<string, { mimetype: string; readyAt: number }>;
  readonly fileChanges: Map<string, FileChange>;
  /** Slack's own copies of files, by path. */
  readonly copies: Map<string, { bytes: Uint8Array; mimetype: string }>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly homes: Map<string, Json>;
  /** The modals that lie over each other, lowest first, by the id of each. */
  readonly stacks: Map<string, string[]>;
  readonly closed: Set<string>;
  readonly calls: RecordedCall[];
  readonly events: RecordedEvent[];
  readonly ephemerals: Ephemeral[];
  readonly responses: UrlResponse[];
  readonly views: ShownView[];
  readonly violations: string[];
}

export function createState(options: SlackOptions): State {
  const now = options.now ?? Date.now;
  return {
    now,
    nextTs: createTimes(now),
    botToken: createToken(),
    signingSecret: createSecret(),
    appToken: createAppToken(),
    appTokenError: undefined,
    socket: undefined,
    teamId: "T000000001",
    domain: "threadline-sandbox",
    appId: createId("A"),
    botUserId: createId("U"),
    botId: createId("B"),
    scan: options.scan ?? 30,
    deleteOtherNames: options.deleteOtherNames ?? "refused",
    tokenError: undefined,
    scopes: options.scopes ?? [],
    ahead: 0,
    requestUrl: null,
    fault: options.fault,
    channels: new Map(),
    people: new Map(),
    userGroups: new Map(),
    notes: new Map(),
    uploads: new Map(),
    fileChanges: new Map(),
    copies: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    homes: new Map(),
    stacks: new Map(),
    closed: new Set(),
    calls: [],
    events: [],
    ephemerals: [],
    responses: [],
    views: [],
    violations: [],
  };
}

export function noteOf(state: State, channel: string, ts: string): Note | undefined {
  return state.notes.get(keyOf(channel, ts));
}

export function remember(state: State, note: Pick<Note, "channel" | "ts" | "author"> & Partial<Note>): Note {
  const whole: Note = {
    threadTs: undefined,
    broadcast: false,
    identity: undefined,
    hideEdited: false,
    deleted: false,
    lostFiles: new Map(),
    replies: [],
    ...note,
  };
  state.notes.set(keyOf(note.channel, note.ts), whole);
  if (whole.threadTs !== undefined) noteOf(state, note.channel, whole.threadTs)?.replies.push(note.ts);
  return whole;
}

export function livingReplies(state: State, note: Note): Note[] {
  return note.replies.flatMap((ts) => {
    const reply = noteOf(state, note.channel, ts);
    return reply && !reply.deleted ? [reply] : [];
  });
}
