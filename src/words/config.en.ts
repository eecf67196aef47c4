/** What is wrong with a setting, and the way out. */
import type { ConfigWords } from "./config.ts";

const lineConsole = "LINE Developers Console (developers.line.biz), your provider, the Messaging API channel";
const slackConsole = "api.slack.com/apps, your app";

export const configWordsEn: ConfigWords = {
  problem(problem) {
    switch (problem.kind) {
      case "missing":
        return "is not set";
      case "one-of":
        return `is "${problem.value}", but must be one of: ${problem.allowed.join(", ")}`;
      case "number":
        return `is "${problem.value}", but must be a ${problem.whole ? "whole " : ""}number from ${problem.min} to ${problem.max}`;
      case "url":
        return `is "${problem.value}", which is not a web address (http:// or https://)`;
      case "bucket-name":
        return problem.value === ""
          ? "has no bucket's name after the address"
          : `has "${problem.value}" after the address, which cannot be the name of a bucket (3 to 63 of a-z, 0-9, dot and hyphen)`;
      case "bucket-key":
        return "has a user or a key before the host, which belongs into MEDIA_BUCKET_KEY";
      case "https-url":
        return `is "${problem.value}", but must be an address that starts with https://`;
      case "postgres-url":
        return "is not an address of a PostgreSQL database";
      case "time-zone":
        return `is "${problem.value}", which is not a known time zone`;
      case "host":
        return `is "${problem.value}", which is neither a host name nor an IP address`;
      case "port-taken":
        return `is ${problem.value}, and another program listens there already (perhaps another Threadline)`;
      case "port-reserved":
        return `is ${problem.value}, and this user may not listen on ports below 1024`;
      case "address-elsewhere":
        return `is "${problem.value}", which is not an address of this machine`;
      case "not-listening":
        return `is "${problem.value}", and listening there fails (${problem.reason})`;
      case "channel-id":
        return `is "${problem.value}", which is not the id of a Slack channel`;
      case "people":
        return `is "${problem.value}", which is no list of Slack ids of people (U…) or user groups (S…)`;
      case "emoji":
        return `is "${problem.value}", which is not the name of an emoji`;
      case "alert":
        return `is "${problem.value}", which is neither a list of Slack user ids nor an https webhook`;
      case "secrets":
        return "must be one secret, or two different ones separated by a comma";
      case "spaces":
        return "has a space in it: too much or too little was copied";
      case "slack-token":
        return `starts with ${problem.prefix}, but the token of the bot user is needed`;
      case "app-token":
        return "is not an app-level token (xapp-…)";
      case "file":
        return `names ${problem.path}, which cannot be read (${problem.reason})`;
      case "not-json":
        return `names ${problem.path}, which is not valid JSON`;
      case "no-accounts":
        return "holds no list of accounts";
      case "not-an-entry":
        return "is not an object";
      case "unknown-field":
        return `has the unknown field "${problem.field}"`;
      case "wrong-type":
        return "has a value of the wrong type";
      case "too-long":
        return `is longer than ${problem.limit} characters`;
      case "both-secrets":
        return 'is given together with "secret"';
      case "repeated":
        return `is the same as that of "${problem.other}"`;
    }
  },
  cures: {
    PORT: "Set PORT to the port to listen on, for example 3000.",
    HOST: "Set HOST to the address to listen on: 0.0.0.0 for all, 127.0.0.1 for this machine only.",
    PUBLIC_URL:
      "Set PUBLIC_URL to the address under which LINE and Slack reach this server, for example https://threadline.example.com.",
    DATA_DIR: "Set DATA_DIR to a folder for the data, for example ./data.",
    DATABASE_URL:
      "Set DATABASE_URL to postgres://user:password@host:5432/database, or remove it to use the built-in PostgreSQL.",
    MEDIA_BUCKET:
      "Set MEDIA_BUCKET to the address of an S3 bucket, for example https://s3.ap-northeast-1.amazonaws.com/my-bucket, or remove it to keep files in DATA_DIR.",
    MEDIA_BUCKET_KEY: "Set MEDIA_BUCKET_KEY to the bucket's access key and its secret, with a colon between them.",
    MEDIA_BUCKET_REGION: "Set MEDIA_BUCKET_REGION to the region of the bucket, for example ap-northeast-1.",
    MEDIA_LIMIT_MB: "Set MEDIA_LIMIT_MB to the megabytes that one picture, video or file may have, for example 100.",
    MEDIA_LINK_DAYS:
      "Set MEDIA_LINK_DAYS to the days (2 to 365) that customers can open a picture or file, for example 30.",
    MEDIA_KEEP_DAYS:
      "Set MEDIA_KEEP_DAYS to the whole days (1 to 3650) that files of customers are kept here, for example 365, or remove it to keep them until they are unsent or the customer is erased.",
    ACCOUNTS_FILE:
      'Write a JSON list: [{"name": "Main shop", "secret": "…", "token": "…", "channel": "C0123456789"}], and set ACCOUNTS_FILE to its path.',
    LINE_CHANNEL_SECRET: `Copy the channel secret from ${lineConsole}, tab Basic settings.`,
    LINE_CHANNEL_ACCESS_TOKEN: `Issue and copy the long-lived channel access token from ${lineConsole}, tab Messaging API.`,
    SLACK_CHANNEL:
      "In Slack open the channel's details and copy the channel ID at the bottom (it starts with C); then invite the bot there.",
    LINE_API_BASE_URL: "Remove LINE_API_BASE_URL, unless you talk to a test server.",
    LINE_DATA_API_BASE_URL: "Remove LINE_DATA_API_BASE_URL, unless you talk to a test server.",
    SLACK_BOT_TOKEN: `Copy the Bot User OAuth Token (it starts with xoxb-) from ${slackConsole}, OAuth & Permissions.`,
    SLACK_SIGNING_SECRET: `Copy the Signing Secret from ${slackConsole}, Basic Information.`,
    SLACK_APP_TOKEN: `For Socket Mode generate an app-level token (xapp-…) with the scope connections:write at ${slackConsole}, Basic Information; or remove it, and Slack calls your https address.`,
    SLACK_API_URL: "Remove SLACK_API_URL, unless you talk to a test server.",
    SEND_HOLD_SECONDS: "Set SEND_HOLD_SECONDS to the seconds a reply can still be taken back; 0 sends at once.",
    SEND_MODE:
      "Set SEND_MODE to reply (every reply is sent), confirm (each is asked for) or marked (only those that start with >>).",
    SLACK_POSTS_PER_SECOND: "Remove SLACK_POSTS_PER_SECOND: Slack allows about one post a second in a channel.",
    ADMIN_ALERT: "Set ADMIN_ALERT to Slack user ids (U0123456789,U9876543210) or to an https webhook.",
    LOCALE: "Set LOCALE to ja or en.",
    TIMEZONE: "Set TIMEZONE to a name such as Asia/Tokyo.",
    LOG_LEVEL: "Set LOG_LEVEL to info, or to debug to see more.",
    METRICS_TOKEN: "Set METRICS_TOKEN to a long word without spaces, or remove it.",
    ALLOW_GUESTS: "Set ALLOW_GUESTS to true if guests of the workspace may answer customers.",
    ALLOW_OUTSIDE: "Set ALLOW_OUTSIDE to true if people of other organisations (Slack Connect) may answer customers.",
    ALLOW_SHARED_CHANNELS:
      "Set ALLOW_SHARED_CHANNELS to on if the Slack channel may be shared with another organisation, or leave it out.",
    ADMINS:
      "Set ADMINS to ids of people or user groups (in Slack: profile, three dots, Copy member ID), separated by commas, or leave it out.",
    REACTION_DONE: "Set REACTION_DONE to the name of an emoji (white_check_mark) or to off.",
    REACTION_ASSIGN: "Set REACTION_ASSIGN to the name of an emoji (eyes) or to off.",
    GROUPS: "Set GROUPS to on to take part in LINE groups, or to off.",
    BROADCAST_WAITING: "Set BROADCAST_WAITING to on to show in the channel that a customer waits, or to off.",
    THREAD_QUIET_DAYS: "Set THREAD_QUIET_DAYS to the days of silence after which a new thread begins, for example 7.",
    LATE_AFTER_MINUTES:
      "Set LATE_AFTER_MINUTES to the minutes after which a delayed reply is asked about, for example 15.",
    SENDER_NAME:
      "Set SENDER_NAME to name to show customers who answers, to name-and-picture to show their Slack picture, too, or to off.",
  },
  fieldCures: {
    name: "Give each account its own name, as your team calls it.",
    secret: `Copy the channel secret from ${lineConsole}, tab Basic settings; each account has its own.`,
    secrets: 'Use either "secret" or "secrets": a list of at most two, while the secret is being changed.',
    token: `Copy the channel access token from ${lineConsole}, tab Messaging API; each account has its own.`,
    channel: "In Slack open the channel's details and copy the channel ID at the bottom (it starts with C).",
    groups: "Set groups to true or false, or leave it out.",
  },
  unknownFieldCure: "The fields are: name, secret or secrets, token, channel, groups.",
  otherPortCure:
    "End that program, or set PORT to a free one, for example 3001; whatever leads LINE and Slack to it must then lead there.",
  place: (entry, field) => `ACCOUNTS_FILE, entry ${entry}${field === undefined ? "" : `, ${field}`}`,
  refused: (count) =>
    `Threadline cannot start: ${count === 1 ? "one setting needs" : `${count} settings need`} your attention.`,
  whereSettings:
    "Settings are environment variables; npm start also reads them from a file named .env (see .env.example).",
  trySandbox: "To try Threadline without any account: npm run sandbox",
};
