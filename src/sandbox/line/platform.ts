/** What LINE knows. Plain data: the endpoints and the people read and change it, nothing here does anything. */
import { randomInt } from "node:crypto";

import type { Fault } from "../faults.ts";
import { createId, createMessageIds, createSecret, createToken } from "./ids.ts";
import type {
  Customer,
  Group,
  LineMessage,
  LineOptions,
  PhoneMessage,
  RecordedCall,
  RecordedWebhook,
  ContentSettings,
} from "./types.ts";

export interface UserRecord {
  kind: "user";
  id: string;
  name: string;
  pictureUrl: string | undefined;
  language: string | undefined;
  friend: boolean;
  blocked: boolean;
  /** The latest 1:1 message: a non-friend can be reached for seven days after it. */
  wroteAt: number | undefined;
  standby: boolean;
  phone: PhoneMessage[];
  handle: Customer;
}

export interface GroupRecord {
  kind: "group" | "room";
  id: string;
  name: string | undefined;
  members: Set<string>;
  /** The account is in it. */
  joined: boolean;
  standby: boolean;
  phone: PhoneMessage[];
  handle: Group;
}

export type ChatRecord = UserRecord | GroupRecord;

interface ReplyToken {
  chatId: string;
  occurredAt: number;
  /** When the webhook that carried it was last delivered or redelivered. */
  receivedAt: number;
  used: boolean;
}

export interface StoredContent extends ContentSettings {
  type: string;
  external: boolean;
}

export interface CouponRecord {
  couponId: string;
  title: string;
  status: "DRAFT" | "RUNNING" | "CLOSED";
}

interface AcceptedKey {
  at: number;
  path: string;
  body: unknown;
  requestId: string;
  sentMessages: readonly object[] | undefined;
}

export interface LedgerEntry {
  at: number;
  via: "reply" | "push" | "multicast";
  recipients: number;
}

export interface Platform {
  readonly now: () => number;
  readonly botUserId: string;
  readonly basicId: string;
  readonly channelId: string;
  displayName: string;
  readonly allowLocalMedia: boolean;
  readonly redeliveryPauses: readonly number[];
  readonly nextMessageId: () => string;
  channelSecret: string;
  channelAccessToken: string;
  tokenRevoked: boolean;
  quota: number | null;
  chatMode: "chat" | "bot";
  webhookUrl: string | null;
  /** Where the internet's names lead: origin by origin. */
  readonly routes: Map<string, string>;
  /** The switch "Use webhook" of the console: events are sent only while it is on. */
  webhookInUse: boolean;
  readonly allowLocalWebhook: boolean;
  /** When the webhook was tested. */
  readonly webhookTests: number[];
  fault: Fault | undefined;
  readonly users: Map<string, UserRecord>;
  readonly groups: Map<string, GroupRecord>;
  readonly replyTokens: Map<string, ReplyToken>;
  /** Token -> the chat it is good for. */
  readonly quoteTokens: Map<string, string>;
  readonly readTokens: Map<string, { chatId: string; messageId: string }>;
  readonly contents: Map<string, StoredContent>;
  /** Those of the account, made in the Official Account Manager. */
  readonly coupons: Map<string, CouponRecord>;
  readonly acceptedKeys: Map<string, AcceptedKey>;
  readonly refusedKeys: Map<string, unknown>;
  /** Calls under way that send to a chat, by chat id; `key` is the retry key or the request id. */
  readonly sending: Map<string, Set<{ key: string }>>;
  readonly ledger: LedgerEntry[];
  /** The sum of what the ledger bills. */
  billed: number;
  readonly undelivered: { to: string; at: number; id: string; message: LineMessage }[];
  readonly calls: RecordedCall[];
  readonly webhooks: RecordedWebhook[];
  readonly violations: string[];
}

const REDELIVERY_PAUSES = [300, 1000, 2000, 4000, 8000, 15_000];

export function createPlatform(options: LineOptions): Platform {
  const { redelivery = false } = options;
  const redeliveryPauses = redelivery === true ? REDELIVERY_PAUSES : redelivery === false ? [] : redelivery;
  return {
    now: options.now ?? Date.now,
    botUserId: createId("U"),
    channelId: String(randomInt(1_600_000_000, 1_699_999_999)),
    basicId: `@${createSecret().slice(0, 8)}`,
    displayName: options.displayName ?? "Sandbox shop",
    allowLocalMedia: options.allowLocalMedia ?? false,
    redeliveryPauses,
    nextMessageId: createMessageIds(),
    channelSecret: createSecret(),
    channelAccessToken: createToken(128),
    tokenRevoked: false,
    quota: options.quota === undefined ? null : options.quota,
    chatMode: options.chatMode ?? "chat",
    webhookUrl: null,
    routes: new Map(),
    webhookInUse: true,
    allowLocalWebhook: options.allowLocalWebhook ?? false,
    webhookTests: [],
    fault: options.fault,
    users: new Map(),
    groups: new Map(),
    replyTokens: new Map(),
    quoteTokens: new Map(),
    readTokens: new Map(),
    contents: new Map(),
    coupons: new Map(),
    acceptedKeys: new Map(),
    refusedKeys: new Map(),
    sending: new Map(),
    ledger: [],
    billed: 0,
    undelivered: [],
    calls: [],
    webhooks: [],
    violations: [],
  };
}

export function findChat(platform: Platform, id: string): ChatRecord | undefined {
  return platform.users.get(id) ?? platform.groups.get(id);
}

/** Replies are free; everything else costs its recipients. */
export function book(platform: Platform, via: LedgerEntry["via"], recipients: number): void {
  platform.ledger.push({ at: platform.now(), via, recipients });
  if (via !== "reply") platform.billed += recipients;
}
