/**
 * The words of the fake LINE.
 *
 * **Account**: the Official Account, our bot. **Customer**: a person with LINE. **Group**: a chat of several people (a
 * `room` is the old kind). **Phone**: what a chat shows to its people. **Sent event**: something a customer did, made in the
 * shape of a webhook event and usually delivered at once. **Violation**: what LINE would let pass and punish later.
 */
import type { Fault } from "../faults.ts";

export interface LineOptions {
  now?: () => number;
  fault?: Fault;
  /** Messages that may be billed in this month; `null` is no limit. */
  quota?: number | null;
  chatMode?: "chat" | "bot";
  displayName?: string;
  port?: number;
  /** LINE's own redelivery of failed webhooks. Off by default, as at LINE; a list sets the pauses in milliseconds. */
  redelivery?: boolean | readonly number[];
  /** Takes media at `http://` on this machine, so that a page on the same machine can show them. LINE takes only HTTPS. */
  allowLocalMedia?: boolean;
  /** Takes a webhook URL at `http://127.0.0.1` by API, too. LINE takes only HTTPS. */
  allowLocalWebhook?: boolean;
}

export type Source =
  | { type: "user"; userId: string }
  | { type: "group"; groupId: string; userId?: string }
  | { type: "room"; roomId: string; userId?: string };

export interface WebhookEvent {
  type: string;
  mode: "active" | "standby";
  timestamp: number;
  webhookEventId: string;
  deliveryContext: { isRedelivery: boolean };
  source?: Source;
  replyToken?: string;
  [property: string]: unknown;
}

/** `status` 0 means that no answer came; `error` then names LINE's reason in its error statistics. */
export interface WebhookDelivery {
  status: number;
  milliseconds: number;
  body: string;
  error?: "could_not_connect" | "request_timeout" | "error_status_code" | "not_sent";
}

export interface RecordedWebhook extends WebhookDelivery {
  at: number;
  /** The bytes that were signed and sent. */
  sent: string;
  events: readonly WebhookEvent[];
}

export interface RecordedCall {
  number: number;
  at: number;
  /** The HTTP method; `path` is without the query. */
  method: string;
  path: string;
  query: string;
  headers: { contentType?: string; retryKey?: string; userAgent?: string };
  body: unknown;
  /** What was answered; undefined while the call is under way and when the connection was cut. */
  status: number | undefined;
  answer: unknown;
  requestId: string;
  /** What a fault did to the call. */
  fault?: "reset" | "hang" | "answer";
}

export interface PhoneMessage {
  at: number;
  id: string;
  from: "customer" | "account";
  customer?: { userId: string; name: string };
  message: LineMessage;
  sender?: { name?: string; iconUrl?: string };
  via: "reply" | "push" | "multicast" | undefined;
  /** By which the account can quote a message of its own; a customer's has it inside. */
  quoteToken?: string;
  /** The account marked it as read. */
  read?: boolean;
  /** The customer took it back. */
  unsent?: boolean;
}

/** A message object as it stands in a webhook or in a request. */
export interface LineMessage {
  type: string;
  [property: string]: unknown;
}

export interface Media {
  bytes?: Uint8Array;
  contentType?: string;
  /** A file that lies elsewhere (`contentProvider.type` "external"): LINE has no bytes of it. */
  external?: { originalContentUrl: string; previewImageUrl?: string };
  /** So many requests are answered 202 ("still preparing") first. */
  preparing?: number;
}

export type CustomerMessage =
  | {
      type: "text";
      text: string;
      quotedMessageId?: string;
      emojis?: readonly { index: number; length: number; productId: string; emojiId: string }[];
      mention?: { mentionees: readonly Mentionee[] };
    }
  | ({ type: "image"; imageSet?: { id: string; index?: number; total?: number } } & Media)
  | ({ type: "video" | "audio"; duration?: number } & Media)
  | ({ type: "file"; fileName: string } & Media)
  | {
      type: "sticker";
      packageId: string;
      stickerId: string;
      stickerResourceType?: string;
      keywords?: readonly string[];
      text?: string;
      quotedMessageId?: string;
    }
  | { type: "location"; latitude: number; longitude: number; title?: string; address?: string }
  /** A type that LINE has not invented yet. */
  | { type: "raw"; message: LineMessage };

interface Mentionee {
  index: number;
  length: number;
  type: "user" | "all";
  userId?: string;
  isSelf?: boolean;
}

export interface EventOptions {
  in?: Group;
  /** `false` makes the event but leaves it to the caller to deliver it. */
  deliver?: boolean;
  /** The time of the event, when it is not now. */
  timestamp?: number;
  /** In a group or room: LINE does not tell who it was. */
  anonymous?: boolean;
  /** "standby": another module holds the chat, so there is no reply token. */
  mode?: "active" | "standby";
}

interface WriteOptions extends EventOptions {
  quotedMessageId?: string;
  emojis?: readonly { index: number; length: number; productId: string; emojiId: string }[];
  mention?: { mentionees: readonly Mentionee[] };
}

export interface SentEvent {
  readonly event: WebhookEvent;
  readonly replyToken: string | undefined;
  readonly messageId: string | undefined;
  /** How the latest POST of this event ended; `not_sent` before the first. */
  readonly delivery: WebhookDelivery;
  /** POSTs it as it is; a second time is the duplicate that the network can make. */
  deliver(): Promise<WebhookDelivery>;
  /** POSTs it again with `isRedelivery` true: same ids, same token, and the token's minute starts anew. */
  redeliver(): Promise<WebhookDelivery>;
}

export interface Customer {
  readonly kind: "user";
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly pictureUrl: string | undefined;
  /** Has blocked the account. */
  readonly blocked: boolean;
  write(text: string, options?: WriteOptions): Promise<SentEvent>;
  send(message: CustomerMessage, options?: EventOptions): Promise<SentEvent>;
  /** Only in groups: LINE tells of no edit elsewhere. */
  edit(messageId: string, text: string, options?: EventOptions): Promise<SentEvent>;
  unsend(messageId: string, options?: EventOptions): Promise<SentEvent>;
  /** `displayText` appears in the chat as if the customer had written it; the account is not told. */
  postback(
    data: string,
    options?: EventOptions & { params?: Record<string, string>; displayText?: string },
  ): Promise<SentEvent>;
  follow(options?: EventOptions): Promise<SentEvent>;
  /** LINE's word for blocking the account. */
  unfollow(options?: EventOptions): Promise<SentEvent>;
  unblock(options?: EventOptions): Promise<SentEvent>;
  join(group: Group, options?: EventOptions): Promise<SentEvent>;
  leave(group: Group, options?: EventOptions): Promise<SentEvent>;
  /** Any other event of this chat, known or not: `{ type: "beacon", beacon: { … } }`. */
  other(event: { type: string; [property: string]: unknown }, options?: EventOptions): Promise<SentEvent>;
  rename(name: string): void;
}

export interface Group {
  readonly kind: "group" | "room";
  readonly id: string;
  readonly name: string | undefined;
  members(): readonly Customer[];
  /** The account is invited, or thrown out. */
  rename(name: string): void;
  join(options?: EventOptions): Promise<SentEvent>;
  leave(options?: EventOptions): Promise<SentEvent>;
  /** People come, or go, in one event; `anonymous`: LINE does not say who. */
  add(members: readonly Customer[], options?: EventOptions): Promise<SentEvent>;
  remove(members: readonly Customer[], options?: EventOptions): Promise<SentEvent>;
}

type Chat = Customer | Group;

/** How LINE serves the content of one message. */
export interface ContentSettings {
  bytes?: Uint8Array;
  contentType?: string;
  preview?: Uint8Array;
  /** So many more requests are answered 202. */
  preparing?: number;
  transcoding?: "failed";
  missing?: boolean;
  gone?: boolean;
  /** The connection is cut after so many bytes of the body. */
  cutAfter?: number;
  /** One byte-chunk, then a pause, and so on. */
  drip?: { bytes: number; milliseconds: number };
}

/** What came back from the internet. */
export interface Opened {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
}

export interface FakeLine {
  readonly url: string;
  readonly botUserId: string;
  readonly channelSecret: string;
  readonly channelAccessToken: string;
  setWebhook(url: string | null): void;
  /** Where webhooks go now. */
  webhook(): string | null;
  /** The switch "Use webhook" of the console. */
  useWebhook(on: boolean): void;
  setFault(fault: Fault | undefined): void;
  setQuota(quota: number | null): void;
  setChatMode(mode: "chat" | "bot"): void;
  /** The account gets another name. */
  rename(displayName: string): void;
  customer(options: { name: string; pictureUrl?: string; friend?: boolean; language?: string }): Customer;
  group(options: { name?: string; members: readonly Customer[]; kind?: "group" | "room"; joined?: boolean }): Group;
  customers(): readonly Customer[];
  groups(): readonly Group[];
  readonly calls: readonly RecordedCall[];
  readonly webhooks: readonly RecordedWebhook[];
  /** What LINE lets pass but punishes later. An app that behaves leaves it empty. */
  readonly violations: readonly string[];
  phone(chat: Chat): readonly PhoneMessage[];
  /** Somebody looks at a picture, a video or a recording on a phone: it is fetched now, by its links. */
  open(message: LineMessage): Promise<{ original: Opened; preview?: Opened }>;
  /** Somebody opens a link; redirects are not followed. */
  browse(url: string, init?: RequestInit): Promise<Opened>;
  /** Where an address of the internet leads on this machine. */
  route(origin: string, to: string): void;
  /** Messages that LINE accepted with 200 and that nobody will see. */
  undelivered(): readonly { to: string; at: number; id: string; message: LineMessage }[];
  /** Recipients of pushes and multicasts so far, and reply calls. */
  billed(): number;
  free(): number;
  content(messageId: string, settings: ContentSettings): void;
  /** What a customer sent, as it lies on the phone. */
  media(messageId: string): { bytes: Uint8Array; contentType: string } | undefined;
  /** Made in the Official Account Manager; running unless told. */
  coupon(options: { title: string; status?: "DRAFT" | "RUNNING" | "CLOSED" }): { couponId: string };
  revokeToken(): void;
  /** A new access token or channel secret; the old one is dead at once. */
  renewToken(): string;
  renewSecret(): string;
  /** Several events in one POST, in this order: LINE may mix users and times. */
  deliver(events: readonly SentEvent[], options?: { redelivery?: boolean }): Promise<WebhookDelivery>;
  /** Signs and POSTs whatever it is given, once. */
  post(events: readonly object[], options?: PostOptions): Promise<WebhookDelivery>;
  /** Resolves when LINE has nothing left to redeliver. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface PostOptions {
  secret?: string;
  destination?: string;
  rawBody?: string;
  signature?: string;
}
