/** What the doctor found, and the way out. */
import type { DoctorWords, Sayings } from "./doctor.ts";

const lineConsole = "LINE Developers Console (developers.line.biz), your provider, the Messaging API channel";
const manager = "LINE Official Account Manager (manager.line.biz)";
const slackApp = "api.slack.com/apps, your app";

const disk = ({ path, gigabytes }: { path: string; gigabytes: number }) => ({
  found: `only ${gigabytes.toFixed(2)} GB free for ${path}`,
  cure: "Make room on this disk, or move DATA_DIR to another one. A full disk stops the database, and no file of customers can be kept; what waits is tried again by itself.",
});

const sayings: Sayings = {
  node: (it) => ({ found: `Node ${it.version}` }),
  disk: (it) => ({ found: `${it.gigabytes.toFixed(1)} GB free for ${it.path}` }),
  diskLow: disk,
  diskFull: disk,
  diskNoFiles: (it) => ({
    found: `the disk of ${it.path} takes no more files, although it may have room (no inodes are left)`,
    cure: "Delete files on this disk that nobody needs, or move DATA_DIR to another one. Until then no file can be kept.",
  }),
  dataDirClosed: (it) => ({
    found: `${it.path} cannot be written (${it.reason})`,
    cure: "Give Threadline's user the right to write there, or choose another DATA_DIR.",
  }),
  settings: () => ({ found: "complete" }),
  setting: (it) => ({ found: it.problem, cure: it.cure }),
  bucket: (it) => ({ found: `${it.url} can be read; nothing was written to see whether that is allowed` }),
  bucketAway: (it) => ({
    found: `${it.url} does not answer (${it.reason})`,
    cure: "Check the address in MEDIA_BUCKET, and this machine's way to it. Until then no picture or file is kept; what waits is tried again by itself.",
  }),
  bucketNone: (it) => ({
    found: `there is no bucket at ${it.url}`,
    cure: "Make the bucket, or put the name of one that exists at the end of MEDIA_BUCKET; is it in the region of MEDIA_BUCKET_REGION?",
  }),
  bucketRefused: (it) => ({
    found: `${it.url} refuses the key (${it.error})`,
    cure: "Check MEDIA_BUCKET_KEY and MEDIA_BUCKET_REGION. The key needs ListBucket, GetObject, PutObject and DeleteObject.",
  }),
  database: (it) => ({ found: `PostgreSQL ${it.version}, ${it.builtIn ? "the built-in one" : "your own"}` }),
  databaseNew: (it) => ({ found: `none yet; the first start makes it in ${it.folder}` }),
  databaseUnseen: (it) => ({
    found: `not looked at: this user may not look into ${it.folder} (${it.reason})`,
    cure: "Run npm run doctor as the user that runs Threadline (or as root).",
  }),
  databaseStopped: (it) => ({ found: `the built-in one (PostgreSQL ${it.major}) in ${it.folder} is not running` }),
  databaseOtherMajor: (it) => ({
    found: `${it.folder} was made by PostgreSQL ${it.found}, this Threadline brings ${it.brings}`,
    cure: "With the Threadline that made it: npm run backup. With this one, and a new DATA_DIR: npm run restore.",
  }),
  databaseGone: (it) => ({
    found: `cannot be opened (${it.reason})`,
    cure: "Check that the server runs, and that host, user, password and name in DATABASE_URL are right.",
  }),
  databaseEncoding: (it) => ({
    found: `is encoded as ${it.encoding}, which cannot hold every customer's words`,
    cure: "Make one with: CREATE DATABASE threadline ENCODING 'UTF8' TEMPLATE template0 LOCALE 'C.UTF-8'",
  }),
  migrations: (it) => ({ found: `all ${it.count} applied` }),
  migrationsPending: (it) => ({
    found: `${it.names.length} not applied yet, from ${it.names[0] ?? ""}`,
    cure: "The next start applies them by itself; make a backup before: npm run backup",
  }),
  migrationsAhead: (it) => ({
    found: `the database has been used by a newer Threadline (${it.names.join(", ")})`,
    cure: "Start that newer version, or restore a backup of before the upgrade.",
  }),
  migrationsUnseen: () => ({
    found: "not looked at, as the database is not running",
    cure: "Start Threadline, then ask again.",
  }),
  appRuns: (it) => ({ found: `runs at ${it.url}` }),
  appStopped: (it) => ({ found: `does not run at ${it.url}`, cure: "Start it: npm start" }),
  appNotReady: (it) => ({
    found: `runs at ${it.url}, but is not ready: ${it.failing.join(", ")}`,
    cure: "Look into its log; it becomes ready by itself when what is missing is back.",
  }),
  publicUrl: (it) => ({ found: `${it.url} leads here` }),
  publicUrlMissing: () => ({
    found: "PUBLIC_URL is not set",
    cure: "Set it to the https address of this server: the webhook is compared with it, and LINE fetches pictures from there.",
  }),
  publicUrlAway: (it) => ({
    found: `${it.url} does not answer (${it.reason})`,
    cure: "Start Threadline and the proxy or tunnel in front of it, and check name and certificate.",
  }),
  publicUrlOther: (it) => ({
    found: `${it.url} answers ${it.status}, but not as Threadline`,
    cure: "Let the proxy pass requests on to Threadline's port as they are.",
  }),
  mediaDoor: (it) => ({ found: `${it.url}/… is open to phones` }),
  mediaDoorClosed: (it) => ({
    found: `${it.url}/… does not lead to Threadline (${it.status})`,
    cure: "Let the proxy pass /media/ on, too: phones fetch the pictures that your team sends from there.",
  }),
  slackDoor: (it) => ({ found: `${it.url} takes what is signed with this secret` }),
  slackDoorClosed: (it) =>
    it.status === 401
      ? {
          found: `${it.url} refuses the signature`,
          cure: "The running Threadline has another SLACK_SIGNING_SECRET (or a wrong clock): restart it after a change.",
        }
      : {
          found: `${it.url} answers ${it.status}`,
          cure: "Let the proxy pass POST requests on unchanged, bodies and headers included.",
        },
  lineToken: (it) => ({ found: `belongs to ${it.name} (${it.basicId})` }),
  lineTokenDead: () => ({
    found: "LINE refuses it",
    cure: `Issue a long-lived channel access token again: ${lineConsole}, tab Messaging API, at the bottom.`,
  }),
  lineAway: (it) => ({
    found: `LINE does not answer (${it.reason})`,
    cure: "Check this machine's way to the internet.",
  }),
  lineSecret: () => ({ found: "belongs to the same channel as the token" }),
  lineSecretOld: () => ({
    found: "one of the two is not valid any more",
    cure: "When the change is over, leave only the new one in LINE_CHANNEL_SECRET.",
  }),
  lineSecretWrong: () => ({
    found: "is not the secret of the token's channel",
    cure: `Copy the channel secret: ${lineConsole}, tab Basic settings. It must be the same channel as the token's.`,
  }),
  lineSecretUnseen: () => ({
    found: "LINE does not tell whether it is right",
    cure: "Press Verify beside the webhook URL in the LINE Developers Console: it must say Success.",
  }),
  lineWebhook: (it) => ({ found: `${it.url}, in use` }),
  lineWebhookUnset: (it) => ({
    found: "is not set",
    cure: `Set it to ${it.wanted}: npm run setup does it, or ${lineConsole}.`,
  }),
  lineWebhookElsewhere: (it) => ({
    found: `is ${it.url}`,
    cure: `It should be ${it.wanted}: npm run setup sets it. (An account has one webhook; another tool may be using it.)`,
  }),
  lineWebhookOff: () => ({
    found: "is set, but not in use",
    cure: `Switch on "Use webhook": ${lineConsole}, tab Messaging API. No API can do this.`,
  }),
  lineReaches: () => ({ found: "LINE's test arrived and was accepted" }),
  lineReachesNot: (it) => ({
    found: `LINE's test failed: ${it.reason}${it.status > 0 ? ` (${it.status})` : ""}`,
    cure:
      it.status === 401
        ? "LINE_CHANNEL_SECRET of the running Threadline is not this channel's: correct it and restart."
        : "Start Threadline, and check the address, its certificate and the proxy in front of it.",
  }),
  lineTestsUsedUp: () => ({ found: "LINE allows 60 tests an hour", cure: "Ask again later." }),
  lineChat: () => ({ found: "on: messages are also in Official Account Manager" }),
  lineChatOff: () => ({
    found: "off: everything counts as read at once, and there is no chat in Official Account Manager",
    cure: `If you want read marks or a second place to look: ${manager}, Settings, Response settings, Chat: on.`,
  }),
  lineRedelivery: () => ({
    found: "no API tells whether it is on; it is off by default",
    cure: `Switch on "Webhook redelivery": ${lineConsole}, tab Messaging API. Without it, what customers write while Threadline is away is lost.`,
  }),
  lineAutoReply: () => ({
    found: "no API tells; LINE's own greeting and auto-reply are on by default",
    cure: `Switch off greeting and auto-reply: ${manager}, Settings, Response settings. They would speak beside your team.`,
  }),
  lineQuota: (it) => ({
    found:
      it.limit === undefined
        ? `${it.used} messages billed this month, no limit`
        : `${it.used} of ${it.limit} messages used this month`,
  }),
  lineQuotaLow: (it) => ({
    found: `${it.used} of ${it.limit} messages used this month`,
    cure: "Choose a larger plan in Official Account Manager before they are used up, or answer there for free.",
  }),
  lineQuotaSpent: (it) => ({
    found: `all ${it.limit} messages of this month are used`,
    cure: "LINE refuses pushes until next month: choose a larger plan, or answer in Official Account Manager.",
  }),
  slackToken: (it) => ({ found: `belongs to @${it.bot} in ${it.team}` }),
  slackTokenDead: (it) => ({
    found: `Slack refuses it (${it.error})`,
    cure: `Copy the Bot User OAuth Token (xoxb-…) again: ${slackApp}, OAuth & Permissions. Install the app first if it is not.`,
  }),
  slackAway: (it) => ({
    found: `Slack does not answer (${it.reason})`,
    cure: "Check this machine's way to the internet.",
  }),
  slackScopes: (it) => ({ found: `all ${it.count} granted` }),
  slackScopesMissing: (it) => ({
    found: `missing: ${it.scopes.join(", ")}`,
    cure: `Paste the present manifest.yml: ${slackApp}, App Manifest; save, then reinstall the app.`,
  }),
  slackScopesOptional: (it) => ({
    found: `missing: ${it.scopes.join(", ")}. Everything works, but a direct message to staff may come twice`,
    cure: `Paste the present manifest.yml: ${slackApp}, App Manifest; save, then reinstall the app.`,
  }),
  slackScopesUnseen: () => ({
    found: "Slack did not say which are granted",
    cure: `Compare with manifest.yml: ${slackApp}.`,
  }),
  slackSocket: () => ({ found: "the app-level token opens connections" }),
  slackSocketRefused: (it) => ({
    found: `Slack takes no connection (${it.error})`,
    cure: `Generate an app-level token (xapp-…) with connections:write: ${slackApp}, Basic Information; and switch on Socket Mode there.`,
  }),
  slackMention: (it) => ({ found: `in threads, write @${it.bot} help` }),
  slackCommands: (it) => ({
    found: `allowed; whether ${it.command} is this app's, Slack tells nobody`,
    cure: `Type ${it.command} help in Slack. Where two apps have the same command, the one installed last gets it.`,
  }),
  clock: () => ({ found: "agrees with Slack's" }),
  clockOff: (it) => ({
    found: `differs from Slack's by ${it.seconds} s`,
    cure: "Synchronise this machine's clock (NTP). From 300 s on, Slack's requests are refused.",
  }),
  clockWrong: (it) => ({
    found: `differs from Slack's by ${it.seconds} s`,
    cure: "Synchronise this machine's clock (NTP). From 300 s on, Slack's requests are refused.",
  }),
  channel: (it) => ({ found: `#${it.name}, private` }),
  channelPublic: (it) => ({
    found: `#${it.name} is public: everybody in the workspace can read what customers write`,
    cure: "Make it private in the channel's settings, if that is not what you want.",
  }),
  channelShared: (it) => ({
    found: `#${it.name} is shared with another organisation, as ALLOW_SHARED_CHANNELS allows`,
    cure: "Their people read what customers write. Make sure that this is wanted.",
  }),
  channelSharedRefused: (it) => ({
    found: `#${it.name} is shared with another organisation`,
    cure: "Threadline posts nothing there: use another channel, or set ALLOW_SHARED_CHANNELS=on.",
  }),
  channelUnknown: (it) => ({
    found: `${it.id} does not exist for the bot`,
    cure: "Check the id at the bottom of the channel's details; invite the bot if the channel is private.",
  }),
  channelNotIn: (it) => ({
    found: `the bot is not in #${it.name}`,
    cure: `Write in that channel: /invite @${it.bot}`,
  }),
  channelArchived: (it) => ({ found: `#${it.name} is archived`, cure: "Unarchive it, or use another channel." }),
};

export const doctorEn: DoctorWords = {
  topics: {
    node: "Node.js",
    disk: "Disk",
    settings: "Settings",
    setting: "Setting",
    bucket: "Bucket",
    database: "Database",
    migrations: "Migrations",
    app: "Threadline",
    publicUrl: "Public address",
    mediaDoor: "Files for LINE",
    slackDoor: "Slack request URL",
    lineToken: "LINE token",
    lineSecret: "LINE channel secret",
    lineWebhook: "LINE webhook URL",
    lineTest: "LINE webhook test",
    lineChat: "LINE chat",
    lineRedelivery: "Webhook redelivery",
    lineAutoReply: "Greeting, auto-reply",
    lineQuota: "LINE messages",
    slackToken: "Slack token",
    slackScopes: "Slack scopes",
    slackSocket: "Socket Mode",
    slackMention: "Slack mention",
    slackCommand: "Slack command",
    clock: "Clock",
    channel: "Slack channel",
  },
  sayings,
  states: { ok: "ok", hint: "look", warning: "warning", broken: "broken" },
  verdict: (broken, warnings, hints) =>
    [
      broken === 0 ? "Nothing is broken." : `${broken} broken: Threadline does not work until this is mended.`,
      ...(warnings > 0 ? [`${warnings} to consider.`] : []),
      ...(hints > 0 ? [`${hints} that only you can look at.`] : []),
    ].join(" "),
};
