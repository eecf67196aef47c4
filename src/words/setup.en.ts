/** The guided setup. */
import type { SetupWords } from "./setup.ts";

const lineConsole = "LINE Developers Console (developers.line.biz/console), your provider, the Messaging API channel";

export const setupEn: SetupWords = {
  needsTerminal:
    "npm run setup asks questions: run it in a terminal. (Without one: copy .env.example to .env and fill it in.)",
  severalAccounts:
    "ACCOUNTS_FILE is set: this setup is for one LINE account. Add accounts to that file; npm run doctor checks them all.",
  welcome:
    "This connects a LINE Official Account with a Slack channel. One question after the other; each answer is checked at once.\nNothing is kept before the end. Ctrl-C leaves everything as it is.",
  step: (number, of, title) => `--- ${number}/${of}  ${title}`,
  titles: {
    address: "The address of this server",
    slackApp: "The Slack app",
    slackTokens: "What the Slack app gave you",
    channel: "The Slack channel",
    line: "The LINE account",
    webhook: "LINE's webhook",
  },
  keep: "Enter keeps what is in .env",
  hidden: "not shown",
  checking: "Looking …",
  given: (letters) => `(${letters} letters)`,
  required: "Something is needed here.",
  address: {
    where:
      "LINE (and Slack, usually) call this server at a public https address with a trusted certificate. Put a proxy or a tunnel in front of Threadline's port, for example Caddy: threadline.example.com { reverse_proxy 127.0.0.1:3000 }",
    label: "Public address (https://…)",
  },
  doorOpen: (port) => `While this setup runs, it answers at port ${port} itself, so that LINE and Slack can look.`,
  doorTaken: (port) => `Port ${port} is in use: I take it that Threadline runs there already.`,
  addressGood: "The address leads here.",
  addressAway: (url, reason) => `${url} does not lead here (${reason}).`,
  again: "Enter: look again / s: go on without",
  slackReaches: "May Slack call that address, too? No: Socket Mode, for which nothing needs to be open to Slack.",
  createApp: (link, file) =>
    `Open this link, choose the workspace, and press Create; then Install to Workspace:\n\n${link}\n\n(The same manifest is in ${file}: api.slack.com/apps, Create New App, From a manifest. For an app that exists: App Manifest, paste, save, reinstall.)`,
  botToken: {
    where: "api.slack.com/apps, your app, OAuth & Permissions: Bot User OAuth Token (xoxb-…).",
    label: "Bot token",
  },
  signingSecret: {
    where: "api.slack.com/apps, your app, Basic Information, App Credentials: Signing Secret (press Show).",
    label: "Signing secret",
  },
  signingSecretForm:
    "A signing secret is 32 letters of 0-9 and a-f. The client secret and the verification token are others.",
  appToken: {
    where:
      "api.slack.com/apps, your app, Basic Information, App-Level Tokens: Generate, with the scope connections:write (xapp-…).",
    label: "App-level token",
  },
  channel: (bot) => ({
    where: `In Slack make a channel for the customers, best a private one, and write there: /invite @${bot}. Then the channel's name, at the bottom of its details: Channel ID (C…). A link to the channel will do, too.`,
    label: "Channel ID",
  }),
  lineToken: {
    where: `${lineConsole}, tab Messaging API, at the bottom: Channel access token (long-lived), Issue.`,
    label: "Channel access token",
  },
  lineSecret: { where: `${lineConsole}, tab Basic settings: Channel secret.`, label: "Channel secret" },
  wrote: (file) => `Written: ${file} (only you can read it).`,
  webhookElsewhere: (url, wanted) =>
    `LINE's webhook is ${url} now; another tool may be using it, and an account has only one. Set it to ${wanted}?`,
  webhookRefused: "LINE did not take that address.",
  leftAlone: "Left as it is.",
  byHand:
    "Three things no API can do; please look:\n" +
    `- ${lineConsole}, tab Messaging API: Webhook redelivery on.\n` +
    "- LINE Official Account Manager (manager.line.biz), Settings, Response settings: greeting and auto-reply off.\n" +
    "- api.slack.com/apps, your app, Event Subscriptions: Delayed Events on.",
  done: "Ready. Start Threadline with npm start, write to the account from a phone, and ask npm run doctor whenever something is silent.",
  interrupted: "Stopped. Everything is as it was.",
  yes: "y",
  no: "n",
};
