/**
 * `npm run setup`: from nothing to a bridge that is connected. Asks for one thing at a time, says where to click, checks each answer at
 * LINE or Slack, and writes `.env` when everything is known. Secrets are neither shown nor printed again.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { spokenIn } from "../config/spoken.ts";
import { onOrOff } from "../config/values.ts";
import { configWordsEn } from "../words/config.en.ts";
import { configWordsJa } from "../words/config.ja.ts";
import { doctorEn } from "../words/doctor.en.ts";
import { doctorJa } from "../words/doctor.ja.ts";
import { setupEn } from "../words/setup.en.ts";
import { setupJa } from "../words/setup.ja.ts";
import { SLACK_API } from "./doctor/slack.ts";
import { openSetupDoor } from "./setup/door.ts";
import { readEnv, writeEnv } from "./setup/env-file.ts";
import type { Guide } from "./setup/guide.ts";
import * as steps from "./setup/steps.ts";
import { Interrupted, openTerminal, type Terminal } from "./setup/terminal.ts";

const STEPS = 6;
const root = join(import.meta.dirname, "..", "..");
const envFile = join(process.cwd(), ".env");
const before = readEnv(envFile);
const setting = (name: string): string => before[name]?.trim() || process.env[name]?.trim() || "";

const spoken = spokenIn({ ...process.env, LOCALE: setting("LOCALE") });
if (!process.stdin.isTTY || !process.stdout.isTTY) {
  console.error((spoken === "en" ? setupEn : setupJa).needsTerminal);
  process.exit(1);
}
const filled = join(process.cwd(), "manifest.local.yml");
let undo: (() => void) | undefined = keep(filled);
const terminal = openTerminal(process.stdin, process.stdout);
let words = spoken === "en" ? setupEn : setupJa;
try {
  await setup(terminal);
} catch (cause) {
  undo?.();
  if (!(cause instanceof Interrupted)) throw cause;
  terminal.say(`\n${words.interrupted}`);
  process.exitCode = 130;
} finally {
  terminal.close();
}

async function setup({ say }: Terminal): Promise<void> {
  const locale = await language();
  const isEnglish = locale === "en";
  words = isEnglish ? setupEn : setupJa;
  const doctorWords = isEnglish ? doctorEn : doctorJa;
  const guide: Guide = { terminal, words, before, configWords: isEnglish ? configWordsEn : configWordsJa, doctorWords };
  if (setting("ACCOUNTS_FILE") !== "") return say(words.severalAccounts);
  const { titles } = words;
  const heading = (number: number, title: string): void => say(`\n${words.step(number, STEPS, title)}`);
  say(words.welcome);

  const port = Number(setting("PORT") || "3000");
  const door = await openSetupDoor(port, setting("HOST") || "0.0.0.0");
  try {
    heading(1, titles.address);
    say(door.open ? words.doorOpen(port) : words.doorTaken(port));
    const publicUrl = await steps.askAddress(guide, door);

    heading(2, titles.slackApp);
    const paths = { manifest: join(root, "manifest.yml"), filled };
    const overHttp = await steps.makeSlackApp(guide, publicUrl, paths);

    heading(3, titles.slackTokens);
    const apiUrl = setting("SLACK_API_URL") === "" ? SLACK_API : `${setting("SLACK_API_URL").replace(/\/+$/, "")}/`;
    const slack = await steps.askSlackTokens(guide, apiUrl, overHttp);

    heading(4, titles.channel);
    // the cure for a shared one names the setting, so it may stand before this command as well as in .env
    const allowShared = onOrOff().safeParse(setting("ALLOW_SHARED_CHANNELS")).data === true;
    const channel = await steps.askChannel(guide, apiUrl, { ...slack, allowShared });

    heading(5, titles.line);
    const apiBaseUrl = setting("LINE_API_BASE_URL") || "https://api.line.me";
    const line = await steps.askLine(guide, apiBaseUrl);

    writeEnv(envFile, join(root, ".env.example"), {
      LOCALE: locale,
      PUBLIC_URL: publicUrl,
      SLACK_BOT_TOKEN: slack.token,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_CHANNEL: channel,
      ...(allowShared ? { ALLOW_SHARED_CHANNELS: "on" } : {}),
      LINE_CHANNEL_ACCESS_TOKEN: line.token,
      LINE_CHANNEL_SECRET: line.secret,
    });
    undo = undefined;
    words = { ...words, interrupted: "" };
    say(`\n${words.wrote(envFile)}`);

    heading(6, titles.webhook);
    door.lineSecret(line.secret);
    const side = { account: "main", apiBaseUrl, token: line.token };
    await steps.connectWebhook(guide, side, `${publicUrl}/line/webhook`);
    say(`\n${words.byHand}\n\n${words.done}`);
  } finally {
    await door.close();
  }
}

/** What brings a file back as it is now, or takes it away again. */
function keep(path: string): () => void {
  const content = existsSync(path) ? readFileSync(path) : undefined;
  return () => (content === undefined ? rmSync(path, { force: true }) : writeFileSync(path, content));
}

async function language(): Promise<"ja" | "en"> {
  for (;;) {
    const given = (await terminal.ask(`言語 / Language [ja/en] (${spoken})`)).toLowerCase();
    if (given === "") return spoken;
    if (given === "ja" || given === "en") return given;
  }
}
