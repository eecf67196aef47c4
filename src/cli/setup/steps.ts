/** The steps of the setup, in their order. Each asks, looks, and returns what goes into `.env`. */
import { readFileSync, writeFileSync } from "node:fs";

import { z } from "zod";

import * as values from "../../config/values.ts";
import { ask } from "../doctor/ask.ts";
import {
  type LineSide,
  lookAtLineSecrets,
  lookAtLineToken,
  lookAtWebhook,
  setWebhook,
  testWebhook,
} from "../doctor/line.ts";
import { lookAtChannel, lookAtSlackToken, lookAtSocket } from "../doctor/slack.ts";
import type { SetupDoor } from "./door.ts";
import { again, agree, askFor, type Guide, isBroken, tell } from "./guide.ts";
import { creationLink, fillManifest } from "./manifest.ts";

export async function askAddress(guide: Guide, door: SetupDoor): Promise<string> {
  const { terminal, words } = guide;
  for (;;) {
    const { value: url } = await askFor(guide, {
      question: words.address,
      name: "PUBLIC_URL",
      schema: values.publicUrl(),
      check: () => Promise.resolve([]),
    });
    const reply = await ask(`${url}/healthz`);
    const here =
      reply.kind === "reply" && reply.body["ok"] === true && (!door.open || reply.body["setup"] === door.mark);
    if (here) {
      terminal.say(words.addressGood);
      return url;
    }
    terminal.say(words.addressAway(url, reply.kind === "away" ? reply.reason : String(reply.status)));
    if (!(await again(guide))) return url;
  }
}

/** True: Slack calls our address. */
export async function makeSlackApp(guide: Guide, publicUrl: string, paths: { manifest: string; filled: string }) {
  const { terminal, words } = guide;
  const overHttp = await agree(guide, words.slackReaches, guide.before["SLACK_APP_TOKEN"] ? "no" : "yes");
  const manifest = fillManifest(readFileSync(paths.manifest, "utf8"), overHttp ? publicUrl : undefined);
  writeFileSync(paths.filled, manifest);
  terminal.say(words.createApp(creationLink(manifest), paths.filled));
  return overHttp;
}

export interface SlackAnswers {
  token: string;
  bot: string;
  signingSecret: string;
  appToken: string | undefined;
}

export async function askSlackTokens(guide: Guide, apiUrl: string, overHttp: boolean): Promise<SlackAnswers> {
  const { words } = guide;
  let bot = "";
  const token = await askFor(guide, {
    question: words.botToken,
    name: "SLACK_BOT_TOKEN",
    hidden: true,
    schema: values.slackBotToken(),
    check: async (given) => {
      const look = await lookAtSlackToken({ apiUrl, token: given });
      bot = look.bot ?? "";
      return look.findings;
    },
  });
  const signingSecret = await askFor(guide, {
    question: words.signingSecret,
    name: "SLACK_SIGNING_SECRET",
    hidden: true,
    schema: z.string().regex(/^[0-9a-f]{32}$/, words.signingSecretForm),
    check: () => Promise.resolve([]),
  });
  if (overHttp) return { token: token.given, bot, signingSecret: signingSecret.given, appToken: undefined };
  const appToken = await askFor(guide, {
    question: words.appToken,
    name: "SLACK_APP_TOKEN",
    hidden: true,
    schema: values.slackAppToken(),
    check: async (given) => [await lookAtSocket(apiUrl, given)],
  });
  return { token: token.given, bot, signingSecret: signingSecret.given, appToken: appToken.given };
}

export async function askChannel(
  guide: Guide,
  apiUrl: string,
  { token, bot, allowShared }: Pick<SlackAnswers, "token" | "bot"> & { allowShared: boolean },
): Promise<string> {
  const { given } = await askFor(guide, {
    question: guide.words.channel(bot),
    name: "SLACK_CHANNEL",
    read: (pasted) => /\b[CG][A-Z0-9]{6,}\b/.exec(pasted)?.[0] ?? pasted,
    schema: values.slackChannelId(),
    check: async (id) => [await lookAtChannel({ apiUrl, token }, { account: "main", id, bot, allowShared })],
  });
  return given;
}

export interface LineAnswers {
  token: string;
  secret: string;
}

export async function askLine(guide: Guide, apiBaseUrl: string): Promise<LineAnswers> {
  const { words } = guide;
  const side = (token: string): LineSide => ({ account: "main", apiBaseUrl, token });
  const token = await askFor(guide, {
    question: words.lineToken,
    name: "LINE_CHANNEL_ACCESS_TOKEN",
    hidden: true,
    schema: values.token(),
    check: (given) => lookAtLineToken(side(given)),
  });
  const secret = await askFor(guide, {
    question: words.lineSecret,
    name: "LINE_CHANNEL_SECRET",
    hidden: true,
    schema: values.secrets(),
    check: async (given) => [await lookAtLineSecrets(side(token.given), given)],
  });
  return { token: token.given, secret: secret.given };
}

/** Sets it, waits until it is in use, and lets LINE test it. */
export async function connectWebhook(guide: Guide, line: LineSide, wanted: string): Promise<void> {
  const { terminal, words } = guide;
  const first = await lookAtWebhook(line, wanted);
  if (first.kind === "lineWebhookElsewhere" && !(await agree(guide, words.webhookElsewhere(first.url, wanted), "no")))
    return terminal.say(words.leftAlone);
  const isSet = first.kind === "lineWebhook" || first.kind === "lineWebhookOff";
  if (!isSet && !(await setWebhook(line, wanted))) terminal.say(words.webhookRefused);
  for (;;) {
    terminal.say(words.checking);
    const found = await lookAtWebhook(line, wanted);
    const tested = found.kind === "lineWebhook" ? [await testWebhook(line, wanted)] : [];
    tell(guide, [found, ...tested]);
    if (![found, ...tested].some(isBroken) || !(await again(guide))) return;
  }
}
