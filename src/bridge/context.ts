import type { AccountSettings } from "../core/account-settings.ts";
import type { Rules } from "../core/decision.ts";
import type { Log } from "../log.ts";
import type { Db } from "../store/client.ts";
import type { CustomerWords } from "../words/customers.ts";
import type { Faces } from "./faces.ts";
import type { Meter } from "./meter.ts";
import type { ContentStore, Links, Workshop } from "./ports-media.ts";
import type { Desk, Messenger } from "./ports.ts";
import type { Rooms } from "./rooms.ts";

export interface Settings extends Rules {
  lateAfterMinutes: number;
  postsPerSecond: number;
  senderName: "off" | "name" | "name-and-picture";
  allowGuests: boolean;
  allowOutside: boolean;
  /** Channels that are shared with other organisations may be used. */
  allowShared: boolean;
  /** User and user group ids of admins, besides those of the workspace. */
  admins: readonly string[];
  /** The shop's own. */
  timeZone: string;
  /** Bytes of one picture, video or file. */
  mediaLimit: number;
  /** How long the links to it live, in milliseconds. */
  mediaLinkLife: number;
  /** How long files of customers are kept; undefined: until they are taken back or erased. */
  mediaKeep: number | undefined;
}

/** An account of the settings whose bot is known. */
export interface BoundAccount {
  id: number;
  name: string;
  deskChannel: string;
  groups: boolean;
  messenger: Messenger;
  /** As they were a second ago at most; an accept asks no table for them. */
  settings: AccountSettings;
  /** LINE was slow to say who somebody is: until then nobody's words wait for that. */
  profilesRest?: Date;
}

/** What every verb is given: time, ids and the outside world come in here and nowhere else. */
export interface Context {
  db: Db;
  now: () => Date;
  newId: () => string;
  /** For the address of what nobody is to find by guessing. */
  newToken: () => string;
  log: Log;
  settings: Settings;
  desk: Desk;
  /** The bytes of pictures, videos and files. */
  content: ContentStore;
  workshop: Workshop;
  /** Undefined without a public https address: nobody outside could fetch anything. */
  links: Links | undefined;
  /** Absent where LINE's phones could not fetch them. */
  faces?: Faces | undefined;
  /** Undefined when the account is no longer in the settings. */
  account: (accountId: number) => BoundAccount | undefined;
  /** All accounts of the settings whose bots are known. */
  accounts: () => BoundAccount[];
  /** Those whose bots are not: LINE was away when it was first asked. */
  unbound: () => { name: string; deskChannel: string }[];
  /** What is known of the Slack channels that accounts live in. */
  rooms: Rooms;
  /** Files on their way at once in this process, whatever their size; more of them wait. */
  transfers: { inHand: number; most: number };
  meter: Meter;
  /** When the database was restored from a backup: what is older may have been said already. */
  restoredAt: Date | undefined;
  /** What the machine says to customers in words of ours, in the language of the text that they fill. */
  toCustomers: (text: string) => CustomerWords;
  /** This process, as holder of leases. */
  instanceId: string;
  /** The leases in the hands of this process: token and lane. */
  leases: Map<string, number>;
  /** Aborted when the process is to stop: finish what is in hand, begin nothing. */
  stopping: AbortSignal;
}
