/**
 * What Threadline asks of a workspace: the events it is told and the permissions it holds, each with what needs it.
 * `manifest.yml` must say the same, and a test reads the sources: nothing missing, nothing asked for without need.
 */
import type { AppsManifestValidateArguments } from "@slack/web-api";

type Manifest = AppsManifestValidateArguments["manifest"];
type BotEvent = NonNullable<
  NonNullable<NonNullable<Manifest["settings"]>["event_subscriptions"]>["bot_events"]
>[number];
type BotScope = NonNullable<NonNullable<NonNullable<Manifest["oauth_config"]>["scopes"]>["bot"]>[number];

export const slackEvents = [
  "message.channels",
  "message.groups",
  "reaction_added",
  "reaction_removed",
  "member_joined_channel",
  "member_left_channel",
  "channel_left",
  "group_left",
  "channel_archive",
  "channel_shared",
  "channel_unshared",
  "group_archive",
  "app_home_opened",
  "app_uninstalled",
  "tokens_revoked",
] as const satisfies readonly BotEvent[];

interface ScopeUse {
  scope: BotScope;
  /** Web API methods that Slack refuses without it. */
  methods?: readonly string[];
  /** Arguments of a method that Slack refuses without it. */
  arguments?: readonly string[];
  /** Bolt's listeners for what Slack does not send without it. */
  listeners?: readonly string[];
  /** An app that was installed before we asked for it goes on without, a little worse. */
  optional?: true;
  /** Events that Slack does not send without it. */
  events?: readonly (typeof slackEvents)[number][];
}

export const scopeUses: readonly ScopeUse[] = [
  { scope: "chat:write", methods: ["chat.postMessage", "chat.update", "chat.delete", "chat.postEphemeral"] },
  // A customer's words appear under the customer's name and picture.
  { scope: "chat:write.customize", arguments: ["username", "icon_url"] },
  {
    scope: "channels:history",
    methods: ["conversations.history", "conversations.replies"],
    events: ["message.channels"],
  },
  { scope: "groups:history", methods: ["conversations.history", "conversations.replies"], events: ["message.groups"] },
  {
    scope: "channels:read",
    methods: ["conversations.info", "conversations.members"],
    events: [
      "member_joined_channel",
      "member_left_channel",
      "channel_left",
      "channel_archive",
      "channel_shared",
      "channel_unshared",
    ],
  },
  {
    scope: "groups:read",
    methods: ["conversations.info", "conversations.members"],
    events: [
      "member_joined_channel",
      "member_left_channel",
      "group_left",
      "group_archive",
      "channel_shared",
      "channel_unshared",
    ],
  },
  { scope: "reactions:read", methods: ["reactions.get"], events: ["reaction_added", "reaction_removed"] },
  { scope: "reactions:write", methods: ["reactions.add", "reactions.remove"] },
  { scope: "users:read", methods: ["users.info"] },
  { scope: "usergroups:read", methods: ["usergroups.users.list"] },
  { scope: "commands", listeners: ["app.command", "app.shortcut"] },
  // What customers send is shown as files, and taken away when they unsend it.
  {
    scope: "files:write",
    methods: ["files.getUploadURLExternal", "files.completeUploadExternal", "files.delete"],
  },
  // Alerts go to people, not to a channel that may be the thing that broke.
  { scope: "im:write", methods: ["conversations.open"] },
  // Only our own messages to a member, and only after Slack's answer to one was lost: was it taken? No event is subscribed to,
  // so what members write to the app is not told us.
  { scope: "im:history", methods: ["conversations.history"], optional: true },
  { scope: "files:read", methods: ["files.info"] },
];

/** Methods that any token may call. */
export const freeMethods = [
  "auth.test",
  "chat.getPermalink",
  "views.open",
  "views.update",
  "views.push",
  "views.publish",
] as const;

export const slackScopes = scopeUses.map((use) => use.scope);
export const optionalScopes = scopeUses.filter((use) => use.optional).map((use) => use.scope);
