/** The doctor at the bed of a Threadline that runs between both platforms: what is wrong is found, and only that. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { examine } from "../../src/cli/doctor/examine.ts";
import { freePort } from "../../src/cli/sandbox/app-process.ts";
import { slackScopes } from "../../src/slack/manifest.ts";
import { type Finding, FINDINGS } from "../../src/words/doctor.ts";
import { complaintsAbout, healthyStage } from "../support/doctor.ts";
import { runCli } from "../support/run-cli.ts";
import { type Stage, until } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await healthyStage();
});
afterAll(() => stage.close());
afterEach(() => {
  stage.line.setFault(undefined);
  stage.line.setQuota(null);
  stage.line.setChatMode("chat");
  stage.line.useWebhook(true);
  stage.line.setWebhook(`${stage.url()}/line/webhook`);
  stage.slack.restoreToken();
  stage.slack.grant(slackScopes);
  stage.slack.runAhead(0);
});

describe("a Threadline that is well", () => {
  it("is told so, line by line, with what only people can look at", async () => {
    const findings = await examine(stage.settings);

    expect(findings.map(({ kind }) => kind)).toEqual([
      "node",
      "disk",
      "settings",
      "database",
      "migrations",
      "appRuns",
      "publicUrl",
      "mediaDoor",
      "slackDoor",
      "lineToken",
      "lineSecret",
      "lineWebhook",
      "lineReaches",
      "lineChat",
      "lineRedelivery",
      "lineAutoReply",
      "lineQuota",
      "slackToken",
      "slackScopes",
      "slackMention",
      "slackCommands",
      "clock",
      "channel",
    ]);
    expect(await complaintsAbout(stage)).toEqual([]);
  });

  it("is not changed by the look: nothing is written, said or set anywhere", async () => {
    await until("a name for the account", async () => (await stage.db.account.findFirst())?.displayName ?? undefined);
    const tables = (): Promise<unknown[]> =>
      Promise.all([stage.db.account.findMany(), stage.db.delivery.findMany(), stage.db.told.findMany()]);
    const before = await tables();
    const calls = stage.slack.calls.length;

    await examine(stage.settings);

    expect(await tables()).toEqual(before);
    expect(new Set(stage.slack.calls.slice(calls).map(({ method }) => method))).toEqual(
      new Set(["auth.test", "conversations.info"]),
    );
    expect(stage.line.calls.filter(({ method }) => method === "PUT")).toEqual([]);
  });

  it("as a command: exit code 0, a table in the language of the settings, JSON for scripts, and no secret in either", async () => {
    const table = await runCli("doctor", [], { ...stage.settings, LOCALE: "ja" });
    const json = await runCli("doctor", ["--json"], stage.settings);

    expect([table.code, json.code]).toEqual([0, 0]);
    expect(table.out).toContain("異常は見つかりませんでした");
    const report = JSON.parse(json.out) as { ok: boolean; lines: { check: string; state: string; cure?: string }[] };
    expect(report.ok).toBe(true);
    expect(report.lines.find(({ check }) => check === "slackScopes")?.state).toBe("ok");
    for (const secret of [stage.line.channelSecret, stage.line.channelAccessToken, stage.slack.botToken])
      expect(table.out + json.out + table.errors + json.errors).not.toContain(secret);
  });
});

describe("LINE", () => {
  it.each<[string, Record<string, string>, Finding["kind"][]]>([
    ["a token that LINE does not know", { LINE_CHANNEL_ACCESS_TOKEN: "wrong" }, ["lineTokenDead"]],
    ["the secret of another channel", { LINE_CHANNEL_SECRET: "0123456789abcdef" }, ["lineSecretWrong"]],
    ["LINE cannot be reached", { LINE_API_BASE_URL: "http://127.0.0.1:1" }, ["lineAway"]],
    ["no public address", { PUBLIC_URL: "" }, ["publicUrlMissing"]],
  ])("%s", async (_what, changed, kinds) => {
    expect((await complaintsAbout(stage, changed)).map(({ kind }) => kind)).toEqual(kinds);
  });

  it("two secrets while one is replaced: says which is over", async () => {
    const both = await complaintsAbout(stage, { LINE_CHANNEL_SECRET: `${stage.line.channelSecret},old` });

    expect(both).toEqual([{ kind: "lineSecretOld", account: "main" }]);
  });

  it("a webhook that is not set, leads elsewhere, or is not in use", async () => {
    stage.line.setWebhook(null);
    const unset = await complaintsAbout(stage);
    stage.line.setWebhook("https://other.example.com/hook");
    const elsewhere = await complaintsAbout(stage);
    stage.line.setWebhook(`${stage.url()}/line/webhook`);
    stage.line.useWebhook(false);
    const off = await complaintsAbout(stage);

    const wanted = `${stage.url()}/line/webhook`;
    expect(unset).toEqual([{ kind: "lineWebhookUnset", account: "main", wanted }]);
    expect(elsewhere).toEqual([
      { kind: "lineWebhookElsewhere", account: "main", url: "https://other.example.com/hook", wanted },
    ]);
    expect(off).toEqual([{ kind: "lineWebhookOff", account: "main" }]);
  });

  it("a running Threadline that has another secret refuses LINE's test", async () => {
    stage.line.renewSecret();
    const found = await complaintsAbout(stage, { LINE_CHANNEL_SECRET: stage.line.channelSecret });

    expect(found).toEqual([{ kind: "lineReachesNot", account: "main", reason: "ERROR_STATUS_CODE", status: 401 }]);
    await stage.close();
    stage = await healthyStage();
  });

  it("chat off, and messages that run out", async () => {
    stage.line.setChatMode("bot");
    stage.line.setQuota(0);
    const spent = await complaintsAbout(stage);

    expect(spent).toEqual([
      { kind: "lineChatOff", account: "main" },
      { kind: "lineQuotaSpent", account: "main", used: 0, limit: 0 },
    ]);
  });

  it("more tests than LINE allows are not taken for a fault", async () => {
    for (let i = 0; i < 60; i += 1)
      await fetch(`${stage.line.url}/v2/bot/channel/webhook/test`, {
        method: "POST",
        headers: { authorization: `Bearer ${stage.line.channelAccessToken}` },
      });

    const findings = await examine(stage.settings);

    expect(findings.map(({ kind }) => kind)).toContain("lineTestsUsedUp");
    expect(findings.filter(({ kind }) => FINDINGS[kind][1] === "broken")).toEqual([]);
    stage.clock.advance(3_600_001);
  });
});

describe("Slack", () => {
  it("a dead token, an unknown one, and Slack away", async () => {
    expect(await complaintsAbout(stage, { SLACK_BOT_TOKEN: "xoxb-wrong" })).toEqual([
      { kind: "slackTokenDead", error: "invalid_auth" },
    ]);
    const nobody = `http://127.0.0.1:${await freePort()}/api`;
    expect(await complaintsAbout(stage, { SLACK_API_URL: nobody })).toEqual([
      { kind: "slackAway", reason: "ECONNREFUSED" },
    ]);
  });

  it("names every scope that is missing", async () => {
    stage.slack.grant(slackScopes.filter((scope) => !["users:read", "commands"].includes(scope)));

    expect(await complaintsAbout(stage)).toEqual([{ kind: "slackScopesMissing", scopes: ["users:read", "commands"] }]);
  });

  it("only warns of a scope that is done without", async () => {
    stage.slack.grant(slackScopes.filter((scope) => scope !== "im:history"));

    expect(await complaintsAbout(stage)).toEqual([{ kind: "slackScopesOptional", scopes: ["im:history"] }]);
    expect(FINDINGS.slackScopesOptional[1]).toBe("warning");
  });

  it.each<[number, Finding["kind"][]]>([
    [20_000, []],
    [-90_000, ["clockOff"]],
    [400_000, ["clockWrong"]],
  ])("a clock that is %i ms behind Slack's", async (ahead, kinds) => {
    stage.slack.runAhead(ahead);

    expect((await complaintsAbout(stage)).map(({ kind }) => kind)).toEqual(kinds);
  });

  it("a channel that is public, unknown, left, archived or shared", async () => {
    const open = stage.slack.channel("open");
    const warned = await complaintsAbout(stage, { SLACK_CHANNEL: open });
    const unknown = await complaintsAbout(stage, { SLACK_CHANNEL: "C0NOWHERE" });
    await stage.slack.share(open, true);
    const shared = await complaintsAbout(stage, { SLACK_CHANNEL: open });
    const allowed = await complaintsAbout(stage, { SLACK_CHANNEL: open, ALLOW_SHARED_CHANNELS: "on" });
    await stage.slack.share(open, false);
    await stage.slack.removeBot(open);
    const left = await complaintsAbout(stage, { SLACK_CHANNEL: open });
    await stage.slack.addBot(open);
    await stage.slack.archive(open);
    const archived = await complaintsAbout(stage, { SLACK_CHANNEL: open });

    expect([warned, unknown, shared, allowed, left, archived].map((each) => each.map(({ kind }) => kind))).toEqual([
      ["channelPublic"],
      ["channelUnknown"],
      ["channelSharedRefused"],
      ["channelShared"],
      ["channelNotIn"],
      ["channelArchived"],
    ]);
  });

  it("Socket Mode: a token that opens connections, and others", async () => {
    const settled = await examine({ ...stage.settings, SLACK_APP_TOKEN: stage.slack.appToken });
    const wrong = await complaintsAbout(stage, { SLACK_APP_TOKEN: "xapp-wrong" });

    // this workspace has not switched it on
    expect(settled.find(({ kind }) => kind.startsWith("slackSocket"))).toEqual({
      kind: "slackSocketRefused",
      error: "socket_mode_not_enabled",
    });
    expect(settled.map(({ kind }) => kind)).not.toContain("slackDoor");
    expect(wrong).toEqual([{ kind: "slackSocketRefused", error: "invalid_auth" }]);
  });

  it("a signing secret that the running Threadline does not have", async () => {
    expect((await complaintsAbout(stage, { SLACK_SIGNING_SECRET: "other" })).map(({ kind }) => kind)).toEqual([
      "slackDoorClosed",
    ]);
  });
});
