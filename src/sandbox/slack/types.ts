/**
 * The words of the fake Slack.
 *
 * **Emulator**: the store of messages, channels and files; it keeps nearly everything and refuses nearly nothing.
 * **Proxy**: stands before it, speaks to the app, and refuses what Slack refuses. **Note**: what the proxy remembers of a
 * message because the emulator does not. **Staff**: a person who writes, clicks and reacts. **Echo**: an event about what
 * the app itself did, which Slack sends back to it. **Violation**: something Slack would refuse or punish.
 */
import type { Fault } from "../faults.ts";
import type { SocketSide } from "./socket.ts";

export type Json = Record<string, unknown>;

/** A message as `conversations.replies` shows it, with its metadata. */
export interface Message {
  type: string;
  ts: string;
  text: string;
  subtype?: string;
  user?: string;
  bot_id?: string;
  username?: string;
  icons?: Json;
  thread_ts?: string;
  parent_user_id?: string;
  blocks?: Json[];
  files?: Json[];
  metadata?: { event_type: string; event_payload: Json };
  reactions?: Reaction[];
  reply_count?: number;
  latest_reply?: string;
  edited?: { user: string; ts: string };
  [field: string]: unknown;
}

export interface Reaction {
  name: string;
  users: string[];
  count: number;
}

export interface MessagePlace {
  channel: string;
  ts: string;
}

export interface RecordedCall {
  number: number;
  at: number;
  /** `chat.postMessage`; also `upload`, `download` and `response_url`. */
  method: string;
  body: Json;
  token: "bot" | "app" | "revoked" | "unknown" | "none";
  /** Undefined while the call is under way, and when a fault cut it. */
  status: number | undefined;
  answer: unknown;
  retryAfter?: number;
  fault?: "reset" | "hang" | "answer";
}

export type EventKind = "event" | "command" | "interaction" | "raw";

/** `status` 0 means that no answer came in time; `error` then says why. */
export interface Delivery {
  status: number;
  milliseconds: number;
  answer: unknown;
  error?: "http_timeout" | "connection_failed" | "not_sent";
}

export interface RecordedEvent extends Delivery {
  at: number;
  kind: EventKind;
  /** `message`, `reaction_added`, `/command`, `block_actions` … */
  type: string;
  body: Json;
  /** Slack tells the app what the app itself did. */
  echo: boolean;
  retry: number;
}

export interface Ephemeral {
  at: number;
  channel: string;
  user: string;
  message_ts: string;
  thread_ts?: string;
  text: string;
  blocks: Json[];
  /** The app took it back through a `response_url`. */
  deleted: boolean;
}

/** What came in on a `response_url`. */
export interface UrlResponse {
  at: number;
  user: string;
  channel: string | undefined;
  body: Json;
  status: number;
}

export interface ShownView {
  at: number;
  via: "views.open" | "views.push" | "views.update" | "views.publish" | "response_action";
  user: string;
  view: View;
}

export interface View {
  id: string;
  type: "modal" | "home";
  callback_id: string;
  private_metadata: string;
  hash: string;
  blocks: Json[];
  [field: string]: unknown;
}

export interface EmitOptions {
  event_id?: string;
  retry?: number;
  /** Laid over the envelope. */
  envelope?: Json;
}

export interface SayOptions {
  thread_ts?: string;
  /** "Also send to channel". */
  broadcast?: boolean;
  /** Instead of the blocks made from the text. */
  blocks?: Json[];
  files?: readonly StaffFile[];
  /** `false` stores the message and leaves its events to `deliver()`. */
  deliver?: boolean;
}

export interface StaffFile {
  name: string;
  bytes: Uint8Array;
  mimetype?: string;
  /** Laid over what Slack tells of it: `duration_ms`, `mode`, `is_external` … */
  facts?: Json;
  /** Slack's own copies, by the field that links to each: `thumb_1024`, `thumb_video`, `mp4` … */
  copies?: Record<string, { bytes: Uint8Array; mimetype: string }>;
}

/** How Slack hands out one file from now on; what is left out stays as it is. */
export interface FileChange {
  facts?: Json;
  /** `files.info` is refused with this. */
  refused?: string;
  /** Still being scanned: neither type nor address. */
  scanning?: boolean;
  /** Downloads end in a login page, break off after so many bytes, lead somewhere else, or fail. */
  download?:
    | undefined
    | { kind: "login" }
    | { kind: "cut"; after: number }
    | { kind: "redirect"; to: string }
    | { kind: "status"; status: number };
}

export interface SaidMessage extends MessagePlace {
  text: string;
  thread_ts?: string;
  /** The `message` event and its id. */
  event: Json;
  event_id: string;
  /** How the app took the `message` event; status 0 and "not_sent" before it was delivered. */
  delivery: Delivery;
  deliver(): Promise<Delivery>;
  /** The same event again, with Slack's retry headers. */
  redeliver(retry?: number): Promise<Delivery>;
}

export interface Staff {
  readonly userId: string;
  readonly name: string;
  say(channel: string, text: string, options?: SayOptions): Promise<SaidMessage>;
  upload(channel: string, files: readonly StaffFile[], options?: SayOptions & { text?: string }): Promise<SaidMessage>;
  edit(message: MessagePlace, text: string): Promise<Delivery>;
  remove(message: MessagePlace): Promise<Delivery>;
  /** Takes one file out of a message by an edit: the file itself is still there. */
  takeOutFile(message: MessagePlace, fileId: string): Promise<Delivery>;
  /** Deletes a file, which edits no message. */
  deleteFile(message: MessagePlace, fileId: string): Promise<Delivery>;
  react(channel: string, ts: string, name: string): Promise<Delivery>;
  unreact(channel: string, ts: string, name: string): Promise<Delivery>;
  /** Presses a button or chooses from a menu. `value` picks among several of one action id, or the option of a menu. */
  click(message: MessagePlace, actionId: string, value?: unknown): Promise<Delivery>;
  clickEphemeral(ephemeral: Ephemeral, actionId: string, value?: unknown): Promise<Delivery>;
  /** `given` by block id: what stands in the inputs meanwhile. */
  clickView(view: View, actionId: string, value?: unknown, given?: Json): Promise<Delivery>;
  slash(command: string, text: string, channel: string): Promise<Delivery>;
  /** On a message, or a global one. */
  shortcut(callbackId: string, message?: MessagePlace): Promise<Delivery>;
  /** `values` by block id: a string, a list or the raw `{action_id: state}`; the rest keeps its initial value. */
  submit(view: View, values?: Json): Promise<Delivery>;
  closeView(view: View): Promise<Delivery>;
  /** What the app offers in an `external_select`. */
  suggest(view: View, actionId: string, value: string): Promise<Delivery>;
  openHome(): Promise<Delivery>;
}

export interface FakeSlack {
  /** SLACK_API_URL of the app: ends in `/api/`. */
  readonly url: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly appToken: string;
  /** Socket Mode: undefined where the app is not in it. */
  readonly socket: Pick<SocketSide, "connections" | "disconnect" | "cut"> | undefined;
  /** `apps.connections.open` is then answered with this error; undefined: it works again. */
  refuseAppToken(error: "invalid_auth" | "token_revoked" | undefined): void;
  readonly teamId: string;
  readonly appId: string;
  readonly botUserId: string;
  readonly botId: string;
  /** The id of a channel; of the first without a name. */
  channel(name?: string): string;
  setRequestUrl(url: string | null): void;
  setFault(fault: Fault | undefined): void;
  staff(options: StaffOptions): Promise<Staff>;
  readonly calls: readonly RecordedCall[];
  readonly events: readonly RecordedEvent[];
  readonly ephemerals: readonly Ephemeral[];
  readonly responses: readonly UrlResponse[];
  /** Every state of every modal and home tab, oldest first. */
  readonly views: readonly ShownView[];
  readonly violations: string[];
  thread(channel: string, ts: string): Promise<Message[]>;
  /** Roots and broadcasts, oldest first. */
  history(channel: string): Promise<Message[]>;
  message(channel: string, ts: string): Promise<Message | undefined>;
  reactions(channel: string, ts: string): Promise<{ name: string; users: string[] }[]>;
  /** The channel in which the bot and this person write to each other. */
  directChannel(userId: string): Promise<string>;
  directMessages(userId: string): Promise<Message[]>;
  emit(event: Json, options?: EmitOptions): Promise<Delivery>;
  /** Any bytes, signed; `headers` replace ours. */
  post(body: string, headers?: Record<string, string>): Promise<Delivery>;
  archive(channel: string): Promise<Delivery>;
  unarchive(channel: string): Promise<Delivery>;
  removeBot(channel: string): Promise<Delivery>;
  addBot(channel: string): Promise<Delivery>;
  /** Slack Connect: another organisation is let into the channel, or shown out. */
  share(channel: string, shared: boolean): Promise<Delivery>;
  /** A person joins a channel or leaves it. */
  move(userId: string, channel: string, joined: boolean): Promise<Delivery>;
  /** `id` begins with S. Whoever was in the group before is not any more. */
  userGroup(id: string, users: readonly string[]): void;
  /** Every call is then answered with this error. */
  revokeToken(error?: "token_revoked" | "account_inactive" | "invalid_auth"): Promise<Delivery>;
  restoreToken(): void;
  /** The app was installed (again) with these. */
  grant(scopes: readonly string[]): void;
  /** So many milliseconds is Slack's clock before this machine's, as its Date headers tell. */
  runAhead(milliseconds: number): void;
  /** An administrator deletes a message of anybody. */
  /** How Slack tells of a file of staff, and hands it out, from now on. */
  changeFile(id: string, change: FileChange): void;
  deleteMessage(channel: string, ts: string): Promise<Delivery>;
  /** The modals that lie before this person, lowest first, each as it is now. */
  openViews(userId: string): View[];
  /** The bytes of a file, as Slack's own window reads them. */
  file(id: string): Promise<{ bytes: Uint8Array; mimetype: string } | undefined>;
  /** Waits for echoes and retries under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface StaffOptions {
  name: string;
  /** "single": a guest of a single channel. */
  guest?: boolean | "single";
  /** Slack Connect: a person of another organisation. */
  outside?: boolean;
  /** Another app's bot. */
  bot?: boolean;
  /** An administrator of the workspace. */
  admin?: boolean;
  pictureUrl?: string;
  /** Names of channels that they are not in. */
  notIn?: readonly string[];
}
