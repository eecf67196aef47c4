import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { describeSettings, explainRefusal, loadConfig } from "../src/config.ts";
import { ConfigError } from "../src/errors.ts";
import { runCli } from "./support/run-cli.ts";

const complete = {
  LINE_CHANNEL_SECRET: "line-secret",
  LINE_CHANNEL_ACCESS_TOKEN: "line-token",
  SLACK_BOT_TOKEN: "xoxb-1-2-three",
  SLACK_SIGNING_SECRET: "slack-secret",
  SLACK_CHANNEL: "C0123456789",
};

const folder = mkdtempSync(join(tmpdir(), "threadline-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

function accountsFile(content: unknown): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

function refusal(env: Record<string, string | undefined>): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("the settings were accepted");
}

function variables(error: ConfigError): string[] {
  return error.problems.map((problem) => problem.variable);
}

describe("settings", () => {
  it.each([
    [{ LANG: "en_US.UTF-8" }, { locale: "ja", spoken: "en" }],
    [{ LANG: "ja_JP.UTF-8" }, { locale: "ja", spoken: "ja" }],
    [
      { LANG: "ja_JP.UTF-8", LOCALE: "en" },
      { locale: "en", spoken: "en" },
    ],
  ])("%j: what is said in Slack, and what in the terminal", (given, languages) => {
    expect(loadConfig({ ...complete, ...given })).toMatchObject(languages);
  });

  it("five variables are enough, and the rest has defaults", () => {
    const config = loadConfig(complete);

    expect(config).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
      accounts: [
        {
          name: "main",
          secrets: ["line-secret"],
          accessToken: "line-token",
          slackChannel: "C0123456789",
          groups: false,
        },
      ],
      line: { apiBaseUrl: "https://api.line.me", dataApiBaseUrl: "https://api-data.line.me" },
      sendHoldSeconds: 10,
      sendMode: "reply",
      slackPostsPerSecond: 1,
      locale: "ja",
      timeZone: "Asia/Tokyo",
      allowGuests: false,
      allowOutside: false,
      broadcastWaiting: true,
      threadQuietDays: 7,
      lateAfterMinutes: 15,
      senderName: "off",
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
  });

  it("an empty environment is refused with every missing variable at once", () => {
    const error = refusal({});

    expect(variables(error).toSorted()).toEqual(Object.keys(complete).toSorted());
    for (const { variable, problem, cure } of error.problems) {
      expect(error.message).toContain(`${variable}: ${problem}\n  -> ${cure}`);
    }
  });

  it("a wrong value is told together with what is missing", () => {
    const error = refusal({ PORT: "many", TIMEZONE: "Asia/Tokio" });

    expect(variables(error)).toEqual(expect.arrayContaining(["PORT", "TIMEZONE", "SLACK_CHANNEL"]));
  });

  it("a variable that is set but empty counts as missing", () => {
    expect(variables(refusal({ ...complete, SLACK_BOT_TOKEN: "  " }))).toEqual(["SLACK_BOT_TOKEN"]);
    expect(loadConfig({ ...complete, PORT: "" }).port).toBe(3000);
  });

  it("a refused start names the sandbox, in the language asked for", () => {
    const english = explainRefusal(refusal({}), {});
    const japanese = explainRefusal(refusal({ LOCALE: "ja" }), { LOCALE: "ja" });

    expect(english).toContain("npm run sandbox");
    expect(english).toContain("is not set");
    expect(japanese).toContain("npm run sandbox");
    expect(japanese).toContain("設定されていません");
  });

  it.each([
    ["Japanese", { LOCALE: "ja", LANG: "en_US.UTF-8" }],
    ["Japanese", { LANG: "ja_JP.UTF-8" }],
    ["Japanese", { LOCALE: " ", LC_ALL: "ja_JP.UTF-8", LANG: "C.UTF-8" }],
    ["English", { LOCALE: "EN", LANG: "ja_JP.UTF-8" }],
    ["English", { LANG: "C.UTF-8" }],
    ["English", { LC_ALL: "C", LANG: "ja_JP.UTF-8" }],
    ["English", {}],
  ])("commands speak %s with %o, whatever they say", async (language, env) => {
    const [doctor, restore, setup] = await Promise.all(
      ["doctor", "restore", "setup"].map((command) => runCli(command, [], env)),
    );

    const japanese = /[ぁ-ん]/;
    const said = [explainRefusal(refusal(env), env), doctor?.out, restore?.errors, setup?.errors];
    expect(said.map((each) => japanese.test(each ?? ""))).toEqual(said.map(() => language === "Japanese"));
  });

  it.each([
    ["PORT", "70000"],
    ["PORT", "3000.5"],
    ["PORT", "0x10"],
    ["HOST", "not a host"],
    ["PUBLIC_URL", "http://threadline.example.com"],
    ["PUBLIC_URL", "threadline.example.com"],
    ["DATABASE_URL", "mysql://localhost/db"],
    ["LINE_CHANNEL_SECRET", "a,b,c"],
    ["LINE_CHANNEL_SECRET", "a,a"],
    ["LINE_CHANNEL_SECRET", "a,"],
    ["LINE_CHANNEL_ACCESS_TOKEN", "two words"],
    ["LINE_API_BASE_URL", "api.line.me"],
    ["SLACK_BOT_TOKEN", "xoxp-a-user-token"],
    ["SLACK_BOT_TOKEN", "xapp-an-app-token"],
    ["SLACK_CHANNEL", "#support"],
    ["SLACK_CHANNEL", "U0123456789"],
    ["SEND_HOLD_SECONDS", "26"],
    ["SEND_HOLD_SECONDS", "-1"],
    ["SEND_MODE", "always"],
    ["SLACK_POSTS_PER_SECOND", "0"],
    ["ADMIN_ALERT", "@alice"],
    ["ADMIN_ALERT", "http://hooks.example.com/abc"],
    ["LOCALE", "fr"],
    ["TIMEZONE", "Tokyo time"],
    ["LOG_LEVEL", "loud"],
    ["ALLOW_GUESTS", "maybe"],
    ["GROUPS", "some"],
    ["THREAD_QUIET_DAYS", "0"],
    ["MEDIA_KEEP_DAYS", "0"],
    ["MEDIA_KEEP_DAYS", "3651"],
    ["MEDIA_KEEP_DAYS", "1.5"],
    ["MEDIA_KEEP_DAYS", "for ever"],
    ["LATE_AFTER_MINUTES", "soon"],
    ["SENDER_NAME", "nickname"],
  ])("%s=%s is refused, and only that", (variable, value) => {
    expect(variables(refusal({ ...complete, [variable]: value }))).toEqual([variable]);
  });

  it.each([
    ["ftp://s3.example.com/shop", "not a web address"],
    ["https://s3.example.com", "has no bucket's name"],
    ["http://127.0.0.1:9/b", 'has "b" after the address'],
    ["https://s3.example.com/shop/photos", 'has "shop/photos" after the address'],
    ["https://KEY:hunter2@s3.example.com/shop", "belongs into MEDIA_BUCKET_KEY"],
  ])("of MEDIA_BUCKET=%s it says what is wrong: %s", (MEDIA_BUCKET, words) => {
    const said = (LOCALE: string): string => refusal({ ...complete, LOCALE, MEDIA_BUCKET }).message;

    expect(said("en")).toContain(words);
    expect(said("ja")).toContain("バケット");
    expect(said("en") + said("ja")).not.toContain("hunter2");
  });

  it("no secret is repeated in a refusal", () => {
    const secret = "hunter2 hunter2";
    const names = ["LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"];
    const env = Object.fromEntries([...names, "DATABASE_URL", "METRICS_TOKEN"].map((name) => [name, secret]));

    expect(refusal(env).message).not.toContain("hunter2");
    expect(refusal({ ...complete, ADMIN_ALERT: "http://example.com/hunter2" }).message).not.toContain("hunter2");
    expect(refusal({ ...complete, ACCOUNTS_FILE: accountsFile("{hunter2") }).message).not.toContain("hunter2");
  });

  it("files of customers are kept for some days, or without an end", () => {
    const days = ["", "1", "3650"].map((given) => loadConfig({ ...complete, MEDIA_KEEP_DAYS: given }).mediaKeep);

    expect(days).toEqual([undefined, 86_400_000, 3650 * 86_400_000]);
    for (const [LOCALE, cure] of [
      ["en", "Set MEDIA_KEEP_DAYS to the whole days (1 to 3650)"],
      ["ja", "日数（1〜3650の整数）"],
    ])
      expect(refusal({ ...complete, LOCALE, MEDIA_KEEP_DAYS: "0" }).message).toContain(cure);
  });

  it("alerts go to people or to a webhook", () => {
    const people = loadConfig({ ...complete, ADMIN_ALERT: "U012345, W067890" }).adminAlert;
    const webhook = loadConfig({ ...complete, ADMIN_ALERT: "https://hooks.example.com/a" }).adminAlert;

    expect(people).toEqual({ kind: "users", ids: ["U012345", "W067890"] });
    expect(webhook).toEqual({ kind: "webhook", url: "https://hooks.example.com/a" });
  });
});

describe("an accounts file", () => {
  const osaka = { name: "Osaka", secret: "s1", token: "t1", channel: "C0000000001" };
  const tokyo = { name: "東京", secrets: ["s2", "s3"], token: "t2", channel: "C0000000001", groups: true };

  it.each([
    ["a list", [osaka, tokyo]],
    ["an object with accounts", { accounts: [osaka, tokyo] }],
  ])("as %s replaces the three variables, and accounts may share a channel", (_name, content) => {
    const { LINE_CHANNEL_SECRET: _1, LINE_CHANNEL_ACCESS_TOKEN: _2, SLACK_CHANNEL: _3, ...slack } = complete;

    const { accounts } = loadConfig({ ...slack, ACCOUNTS_FILE: accountsFile(content) });

    expect(accounts).toEqual([
      { name: "Osaka", secrets: ["s1"], accessToken: "t1", slackChannel: "C0000000001", groups: false },
      { name: "東京", secrets: ["s2", "s3"], accessToken: "t2", slackChannel: "C0000000001", groups: true },
    ]);
  });

  it("tells what is wrong by the entry's name and field", () => {
    const content = [{ ...osaka, token: "", channel: "#osaka" }, { ...tokyo, colour: "red" }, { secret: "s9" }, 7];

    const error = refusal({ ...complete, ACCOUNTS_FILE: accountsFile(content) });

    expect(variables(error)).toEqual([
      'ACCOUNTS_FILE, entry "Osaka", token',
      'ACCOUNTS_FILE, entry "Osaka", channel',
      'ACCOUNTS_FILE, entry "東京"',
      "ACCOUNTS_FILE, entry #3, name",
      "ACCOUNTS_FILE, entry #3, token",
      "ACCOUNTS_FILE, entry #3, channel",
      "ACCOUNTS_FILE, entry #4",
    ]);
  });

  it("refuses one account written twice", () => {
    const again = { ...tokyo, name: "Osaka", secret: "s1", secrets: undefined };

    const error = refusal({ ...complete, ACCOUNTS_FILE: accountsFile([osaka, again]) });

    expect(variables(error)).toEqual(['ACCOUNTS_FILE, entry "Osaka", name', 'ACCOUNTS_FILE, entry "Osaka", secret']);
  });

  it.each([
    ["is not there", join(folder, "absent.json")],
    ["is not JSON", accountsFile("[")],
    ["is empty", accountsFile([])],
    ["holds something else", accountsFile({ shops: [] })],
  ])("that %s is refused", (_name, path) => {
    expect(variables(refusal({ ...complete, ACCOUNTS_FILE: path }))).toEqual(["ACCOUNTS_FILE"]);
  });
});

describe(".env.example", () => {
  const lines = readFileSync(new URL("../.env.example", import.meta.url), "utf8").split("\n");

  it("shows every variable once: required ones to fill in, others as a comment with their default", () => {
    const expected = describeSettings().map(({ variable, required, default: value }) =>
      required ? `${variable}=` : `# ${variable}=${value ?? ""}`,
    );

    const shown = lines.filter((line) => /^(?:# )?[A-Z_]+=/.test(line));

    expect(shown.toSorted()).toEqual(expected.toSorted());
  });
});
