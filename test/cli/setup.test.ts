/** The guided setup as a newcomer meets it: a terminal, both platforms, wrong answers, and second thoughts. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

import { freePort } from "../../src/cli/sandbox/app-process.ts";
import { type Platforms, startPlatforms } from "../../src/cli/sandbox/world.ts";
import { loadConfig } from "../../src/config.ts";
import { type Typist, typeInto } from "../support/pseudo-terminal.ts";

const setup = join(import.meta.dirname, "..", "..", "src", "cli", "setup.ts");
let platforms: Platforms;
let folder: string;
let typist: Typist;
let address: string;
beforeAll(async () => {
  platforms = await startPlatforms({
    prefix: "threadline-test-",
    line: { allowLocalWebhook: true },
    slack: { channels: [{ name: "support", isPrivate: true }, { name: "other" }], socketMode: true },
  });
  await platforms.slack.removeBot(platforms.slack.channel("other"));
});
afterAll(() => platforms.close());
afterEach(() => {
  typist.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(env = "", settings: Record<string, string> = {}): Promise<void> {
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  folder = mkdtempSync(join(tmpdir(), "threadline-setup-"));
  if (env !== "") writeFileSync(join(folder, ".env"), env, { mode: 0o644 });
  const { line, slack } = platforms;
  typist = typeInto([process.execPath, setup], {
    cwd: folder,
    env: {
      LANG: "ja_JP.UTF-8",
      PORT: String(port),
      HOST: "127.0.0.1",
      LINE_API_BASE_URL: line.url,
      SLACK_API_URL: slack.url,
      ...settings,
    },
  });
}

const env = (): string => readFileSync(join(folder, ".env"), "utf8");
const secrets = (): string[] => {
  const { line, slack } = platforms;
  return [line.channelAccessToken, line.channelSecret, slack.botToken, slack.signingSecret, slack.appToken];
};

/** The good answers from the tokens on. */
async function answerTokens(labels: {
  token: string;
  secret: string;
  channel: string;
  line: string;
  lineSecret: string;
}) {
  const { line, slack } = platforms;
  await typist.answer(labels.token, slack.botToken);
  await typist.answer(labels.secret, slack.signingSecret);
  await typist.answer(labels.channel, `https://x.slack.com/archives/${slack.channel("support")}`);
  await typist.answer(labels.line, line.channelAccessToken);
  await typist.answer(labels.lineSecret, line.channelSecret);
}

const english = {
  token: "Bot token",
  secret: "Signing secret (",
  channel: "Channel ID",
  line: "Channel access token (",
  lineSecret: "Channel secret (",
};

describe("npm run setup", () => {
  it("in Japanese, in one sitting: a file that only its owner may read, a webhook that LINE has tested, no secret on the screen", async () => {
    await begin();
    await typist.answer("Language", "");
    await typist.answer("公開アドレス", address);
    await typist.answer("[Y/n]", "");
    await answerTokens({
      token: "ボットトークン",
      secret: "Signing Secret (",
      channel: "チャンネルID: ",
      line: "チャネルアクセストークン (",
      lineSecret: "チャネルシークレット (",
    });
    const code = await typist.ended;

    const screen = typist.screen();
    const config = loadConfig(
      Object.fromEntries(
        env()
          .split("\n")
          .flatMap((row) => {
            const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(row) ?? [];
            return name === undefined ? [] : [[name, value ?? ""]];
          }),
      ),
    );
    expect([code, statSync(join(folder, ".env")).mode & 0o777]).toEqual([0, 0o600]);
    expect(config).toMatchObject({
      publicUrl: address,
      locale: "ja",
      slack: { botToken: platforms.slack.botToken, signingSecret: platforms.slack.signingSecret, appToken: undefined },
      accounts: [{ slackChannel: platforms.slack.channel("support"), accessToken: platforms.line.channelAccessToken }],
    });
    expect(platforms.line.webhook()).toBe(`${address}/line/webhook`);
    expect(screen).toContain("LINEからのテストが届き、受け付けられました");
    expect(screen).toContain("npm start");
    for (const secret of secrets()) expect(screen).not.toContain(secret);
    const link = /https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_yaml=(\S+)/.exec(screen)?.[1] ?? "";
    const manifest = parse(decodeURIComponent(link)) as { settings: object; features: object };
    expect(manifest).toEqual(parse(readFileSync(join(folder, "manifest.local.yml"), "utf8")));
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: `${address}/slack/events` },
    });
  });

  it("wrong answers are told at once, each with its cure, and asked again; Socket Mode instead of an open door", async () => {
    const { line, slack } = platforms;
    line.setWebhook("https://other.example.com/hook");
    line.useWebhook(false);
    await begin();
    await typist.answer("Language", "fr");
    await typist.answer("Language", "en");
    await typist.answer("Public address", "");
    await typist.answer("Something is needed", "threadline.example.com");
    await typist.answer("https://", "http://127.0.0.1:1");
    await typist.answer("does not lead here", "");
    await typist.answer("Public address", `${address}/`);
    await typist.answer("[Y/n]", "what?");
    await typist.answer("[Y/n]", "n");
    await typist.answer("Bot token", slack.appToken);
    await typist.answer("starts with xapp-", "xoxb-wrong");
    await typist.answer("invalid_auth", slack.botToken);
    await typist.answer(english.secret, "not-a-secret");
    await typist.answer("32 letters", slack.signingSecret);
    await typist.answer("App-level token", slack.botToken);
    await typist.answer("is not an app-level token", slack.appToken);
    await typist.answer("Channel ID", "general");
    await typist.answer("not the id of a Slack channel", slack.channel("other"));
    await typist.answer("/invite @", slack.channel("support"));
    await typist.answer(english.line, "wrong");
    await typist.answer("LINE refuses it", line.channelAccessToken);
    // a letter too many, taken back
    await typist.press(english.lineSecret, `${line.channelSecret}x\u007f\r`);
    await typist.answer("[y/N]", "y");
    await typist.press("not in use", "");
    line.useWebhook(true);
    await typist.answer("look again", "");
    const code = await typist.ended;

    expect(code).toBe(0);
    expect(env()).toContain(`SLACK_APP_TOKEN=${slack.appToken}\n`);
    expect(env()).toContain(`PUBLIC_URL=${address}\n`);
    expect(line.webhook()).toBe(`${address}/line/webhook`);
    for (const secret of secrets()) expect(typist.screen()).not.toContain(secret);
    const { settings } = parse(readFileSync(join(folder, "manifest.local.yml"), "utf8")) as { settings: object };
    expect(settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(JSON.stringify(settings)).not.toContain("http");
  });

  it("again, with Enter alone: what is in .env is checked and kept, other lines stay, and another tool's webhook, too", async () => {
    const { line, slack } = platforms;
    line.setWebhook("https://other.example.com/hook");
    const before = [
      "# ours",
      "METRICS_TOKEN=abc",
      "LOCALE=en",
      `SLACK_BOT_TOKEN=${slack.botToken}`,
      `SLACK_SIGNING_SECRET=${slack.signingSecret}`,
      `SLACK_CHANNEL=${slack.channel("support")}`,
      `LINE_CHANNEL_ACCESS_TOKEN=${line.channelAccessToken}`,
      `LINE_CHANNEL_SECRET=${line.channelSecret}`,
      "LOG_LEVEL=debug",
      "",
    ].join("\n");
    await begin(before);
    await typist.answer("Language", "");
    await typist.answer("Public address", address);
    for (const words of [
      "[Y/n]",
      "Bot token",
      "Signing secret (",
      "Channel ID",
      english.line,
      english.lineSecret,
      "[y/N]",
    ])
      await typist.answer(words, "");

    expect(await typist.ended).toBe(0);
    expect(env()).toBe(`${before}PUBLIC_URL=${address}\n`);
    expect(line.webhook()).toBe("https://other.example.com/hook");
    expect(statSync(join(folder, ".env")).mode & 0o777).toBe(0o600);
  });

  it("takes a shared channel only where ALLOW_SHARED_CHANNELS says so, and writes that down with it", async () => {
    const { line, slack } = platforms;
    const shared = slack.channel("support");
    const uptoChannel = async (ALLOW_SHARED_CHANNELS: string): Promise<void> => {
      await begin("LOCALE=en\n", { ALLOW_SHARED_CHANNELS });
      await typist.answer("Language", "");
      await typist.answer("Public address", address);
      await typist.answer("[Y/n]", "");
      await typist.answer(english.token, slack.botToken);
      await typist.answer(english.secret, slack.signingSecret);
      await typist.answer(english.channel, shared);
    };
    line.setWebhook(null);
    await slack.share(shared, true);
    await uptoChannel("off");
    await typist.press("ALLOW_SHARED_CHANNELS=on", "\u0003");
    const refused = await typist.ended;
    rmSync(folder, { recursive: true });
    await uptoChannel("on");
    await typist.answer(english.line, line.channelAccessToken);
    await typist.answer(english.lineSecret, line.channelSecret);
    const taken = await typist.ended;
    await slack.share(shared, false);

    expect([refused, taken]).toEqual([130, 0]);
    expect(env()).toContain(`SLACK_CHANNEL=${shared}\n`);
    expect(env()).toContain("ALLOW_SHARED_CHANNELS=on\n");
  });

  it.each([
    ["at the first question", [], "Language", []],
    ["in the middle of a secret", ["Language:en", "Public address:ADDRESS", "[Y/n]:"], "Bot token", []],
    [
      "at the last question",
      ["Language:en", "Public address:ADDRESS", "[Y/n]:", "TOKENS"],
      english.lineSecret,
      ["manifest.local.yml"],
    ],
  ])("Ctrl-C %s: everything is as it was, and nothing is left behind", async (_when, answers, words, there) => {
    const before = "LOG_LEVEL=debug\n";
    await begin(before);
    for (const name of there) writeFileSync(join(folder, name), "of last year\n");
    for (const each of answers) {
      if (each === "TOKENS") {
        const { line, slack } = platforms;
        await typist.answer(english.token, slack.botToken);
        await typist.answer(english.secret, slack.signingSecret);
        await typist.answer(english.channel, slack.channel("support"));
        await typist.answer(english.line, line.channelAccessToken);
      } else {
        const [label = "", typed = ""] = each.split(":");
        await typist.answer(label, typed.replace("ADDRESS", address));
      }
    }
    await typist.press(words, "abc\u0003");

    expect(await typist.ended).toBe(130);
    expect(env()).toBe(before);
    expect(readdirSync(folder)).toEqual([".env", ...there]);
    for (const name of there) expect(readFileSync(join(folder, name), "utf8")).toBe("of last year\n");
  });
});

it("without a terminal it says so, and what to do instead", async () => {
  await begin();
  typist.kill();
  const { runCli } = await import("../support/run-cli.ts");
  const { code, errors } = await runCli("setup", [], { LOCALE: "en" });

  expect(code).toBe(1);
  expect(errors).toContain(".env.example");
  expect(existsSync(join(folder, ".env"))).toBe(false);
});
