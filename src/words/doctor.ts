/** What `npm run doctor` and `npm run setup` can find out, and what the sentences about it must cover. */

/** One thing that was looked at. What was found is in the kind; `account` is the name in the settings. */
export type Finding =
  | { kind: "node"; version: string }
  | { kind: "disk"; path: string; gigabytes: number }
  | { kind: "diskLow"; path: string; gigabytes: number }
  | { kind: "diskFull"; path: string; gigabytes: number }
  | { kind: "diskNoFiles"; path: string }
  | { kind: "dataDirClosed"; path: string; reason: string }
  | { kind: "settings" }
  | { kind: "setting"; variable: string; problem: string; cure: string }
  | { kind: "bucket"; url: string }
  | { kind: "bucketAway"; url: string; reason: string }
  | { kind: "bucketNone"; url: string }
  | { kind: "bucketRefused"; url: string; error: string }
  | { kind: "database"; version: string; builtIn: boolean }
  | { kind: "databaseNew"; folder: string }
  | { kind: "databaseUnseen"; folder: string; reason: string }
  | { kind: "databaseStopped"; folder: string; major: string }
  | { kind: "databaseOtherMajor"; folder: string; found: string; brings: string }
  | { kind: "databaseGone"; reason: string }
  | { kind: "databaseEncoding"; encoding: string }
  | { kind: "migrations"; count: number }
  | { kind: "migrationsPending"; names: readonly string[] }
  | { kind: "migrationsAhead"; names: readonly string[] }
  | { kind: "migrationsUnseen" }
  | { kind: "appRuns"; url: string }
  | { kind: "appStopped"; url: string }
  | { kind: "appNotReady"; url: string; failing: readonly string[] }
  | { kind: "publicUrl"; url: string }
  | { kind: "publicUrlMissing" }
  | { kind: "publicUrlAway"; url: string; reason: string }
  | { kind: "publicUrlOther"; url: string; status: number }
  | { kind: "mediaDoor"; url: string }
  | { kind: "mediaDoorClosed"; url: string; status: number }
  | { kind: "slackDoor"; url: string }
  | { kind: "slackDoorClosed"; url: string; status: number }
  | { kind: "lineToken"; account: string; name: string; basicId: string }
  | { kind: "lineTokenDead"; account: string }
  | { kind: "lineAway"; account: string; reason: string }
  | { kind: "lineSecret"; account: string }
  | { kind: "lineSecretOld"; account: string }
  | { kind: "lineSecretWrong"; account: string }
  | { kind: "lineSecretUnseen"; account: string }
  | { kind: "lineWebhook"; account: string; url: string }
  | { kind: "lineWebhookUnset"; account: string; wanted: string }
  | { kind: "lineWebhookElsewhere"; account: string; url: string; wanted: string }
  | { kind: "lineWebhookOff"; account: string }
  | { kind: "lineReaches"; account: string }
  | { kind: "lineReachesNot"; account: string; reason: string; status: number }
  | { kind: "lineTestsUsedUp"; account: string }
  | { kind: "lineChat"; account: string }
  | { kind: "lineChatOff"; account: string }
  | { kind: "lineRedelivery"; account: string }
  | { kind: "lineAutoReply"; account: string }
  | { kind: "lineQuota"; account: string; used: number; limit: number | undefined }
  | { kind: "lineQuotaLow"; account: string; used: number; limit: number }
  | { kind: "lineQuotaSpent"; account: string; used: number; limit: number }
  | { kind: "slackToken"; team: string; bot: string }
  | { kind: "slackTokenDead"; error: string }
  | { kind: "slackAway"; reason: string }
  | { kind: "slackScopes"; count: number }
  | { kind: "slackScopesMissing"; scopes: readonly string[] }
  | { kind: "slackScopesOptional"; scopes: readonly string[] }
  | { kind: "slackScopesUnseen" }
  | { kind: "slackSocket" }
  | { kind: "slackSocketRefused"; error: string }
  | { kind: "slackMention"; bot: string }
  | { kind: "slackCommands"; command: string }
  | { kind: "clock"; seconds: number }
  | { kind: "clockOff"; seconds: number }
  | { kind: "clockWrong"; seconds: number }
  | { kind: "channel"; account: string; name: string }
  | { kind: "channelPublic"; account: string; name: string }
  | { kind: "channelShared"; account: string; name: string }
  | { kind: "channelSharedRefused"; account: string; name: string }
  | { kind: "channelUnknown"; account: string; id: string }
  | { kind: "channelNotIn"; account: string; name: string; bot: string }
  | { kind: "channelArchived"; account: string; name: string };

export type State = "ok" | "hint" | "warning" | "broken";

/** Found, and what to do where that is not good. */
export type Said = { found: string; cure?: string };

export type Sayings = { [K in Finding["kind"]]: (it: Extract<Finding, { kind: K }>) => Said };

export interface DoctorWords {
  topics: Record<Topic, string>;
  sayings: Sayings;
  states: Record<State, string>;
  verdict: (broken: number, warnings: number, hints: number) => string;
}

export type Topic = (typeof FINDINGS)[Finding["kind"]][0];

/** What each is about, and how good that is. `hint`: no API tells, somebody must look. */
export const FINDINGS = {
  node: ["node", "ok"],
  disk: ["disk", "ok"],
  diskLow: ["disk", "warning"],
  diskFull: ["disk", "broken"],
  diskNoFiles: ["disk", "broken"],
  dataDirClosed: ["disk", "broken"],
  settings: ["settings", "ok"],
  setting: ["setting", "broken"],
  bucket: ["bucket", "ok"],
  bucketAway: ["bucket", "broken"],
  bucketNone: ["bucket", "broken"],
  bucketRefused: ["bucket", "broken"],
  database: ["database", "ok"],
  databaseNew: ["database", "ok"],
  databaseUnseen: ["database", "hint"],
  databaseStopped: ["database", "ok"],
  databaseOtherMajor: ["database", "broken"],
  databaseGone: ["database", "broken"],
  databaseEncoding: ["database", "broken"],
  migrations: ["migrations", "ok"],
  migrationsPending: ["migrations", "warning"],
  migrationsAhead: ["migrations", "broken"],
  migrationsUnseen: ["migrations", "hint"],
  appRuns: ["app", "ok"],
  appStopped: ["app", "warning"],
  appNotReady: ["app", "broken"],
  publicUrl: ["publicUrl", "ok"],
  publicUrlMissing: ["publicUrl", "warning"],
  publicUrlAway: ["publicUrl", "broken"],
  publicUrlOther: ["publicUrl", "broken"],
  mediaDoor: ["mediaDoor", "ok"],
  mediaDoorClosed: ["mediaDoor", "broken"],
  slackDoor: ["slackDoor", "ok"],
  slackDoorClosed: ["slackDoor", "broken"],
  lineToken: ["lineToken", "ok"],
  lineTokenDead: ["lineToken", "broken"],
  lineAway: ["lineToken", "broken"],
  lineSecret: ["lineSecret", "ok"],
  lineSecretOld: ["lineSecret", "warning"],
  lineSecretWrong: ["lineSecret", "broken"],
  lineSecretUnseen: ["lineSecret", "hint"],
  lineWebhook: ["lineWebhook", "ok"],
  lineWebhookUnset: ["lineWebhook", "broken"],
  lineWebhookElsewhere: ["lineWebhook", "broken"],
  lineWebhookOff: ["lineWebhook", "broken"],
  lineReaches: ["lineTest", "ok"],
  lineReachesNot: ["lineTest", "broken"],
  lineTestsUsedUp: ["lineTest", "hint"],
  lineChat: ["lineChat", "ok"],
  lineChatOff: ["lineChat", "warning"],
  lineRedelivery: ["lineRedelivery", "hint"],
  lineAutoReply: ["lineAutoReply", "hint"],
  lineQuota: ["lineQuota", "ok"],
  lineQuotaLow: ["lineQuota", "warning"],
  lineQuotaSpent: ["lineQuota", "broken"],
  slackToken: ["slackToken", "ok"],
  slackTokenDead: ["slackToken", "broken"],
  slackAway: ["slackToken", "broken"],
  slackScopes: ["slackScopes", "ok"],
  slackScopesMissing: ["slackScopes", "broken"],
  slackScopesOptional: ["slackScopes", "warning"],
  slackScopesUnseen: ["slackScopes", "hint"],
  slackSocket: ["slackSocket", "ok"],
  slackSocketRefused: ["slackSocket", "broken"],
  slackMention: ["slackMention", "ok"],
  slackCommands: ["slackCommand", "hint"],
  clock: ["clock", "ok"],
  clockOff: ["clock", "warning"],
  clockWrong: ["clock", "broken"],
  channel: ["channel", "ok"],
  channelPublic: ["channel", "warning"],
  channelShared: ["channel", "warning"],
  channelSharedRefused: ["channel", "broken"],
  channelUnknown: ["channel", "broken"],
  channelNotIn: ["channel", "broken"],
  channelArchived: ["channel", "broken"],
} as const satisfies Record<Finding["kind"], readonly [string, State]>;
