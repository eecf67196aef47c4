import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { SHORTCUTS, SLASH } from "../src/slack/doors/mount.ts";
import { freeMethods, scopeUses, slackEvents, slackScopes } from "../src/slack/manifest.ts";

const root = new URL("../", import.meta.url);
const text = readFileSync(new URL("manifest.yml", root), "utf8");
const manifest: unknown = parse(text);

/** The keys of manifest schema 2 that a Slack app may use (github.com/slackapi/manifest-schema), as far as we need them. */
interface Shape {
  [key: string]: Shape | "text" | "flag" | "number" | "list" | { limit: number };
}

const shape: Shape = {
  _metadata: { major_version: "number", minor_version: "number" },
  display_information: { name: { limit: 35 }, description: { limit: 140 }, background_color: { limit: 7 } },
  features: {
    app_home: { home_tab_enabled: "flag", messages_tab_enabled: "flag", messages_tab_read_only_enabled: "flag" },
    bot_user: { display_name: { limit: 80 }, always_online: "flag" },
    slash_commands: "list",
    shortcuts: "list",
  },
  oauth_config: { scopes: { bot: "list" } },
  settings: {
    event_subscriptions: { request_url: "text", bot_events: "list" },
    interactivity: { is_enabled: "flag", request_url: "text", message_menu_options_url: "text" },
    org_deploy_enabled: "flag",
    socket_mode_enabled: "flag",
    token_rotation_enabled: "flag",
  },
};

function faults(value: unknown, expected: Shape[string] | undefined, path = ""): string[] {
  if (expected === undefined) return [`${path}: unknown key`];
  if (expected === "list") return Array.isArray(value) ? [] : [`${path}: not a list`];
  if (expected === "flag") return typeof value === "boolean" ? [] : [`${path}: not true or false`];
  if (expected === "number") return typeof value === "number" ? [] : [`${path}: not a number`];
  if (expected === "text") return typeof value === "string" ? [] : [`${path}: not a text`];
  if (typeof expected.limit === "number") {
    return typeof value === "string" && value.length <= expected.limit ? [] : [`${path}: too long`];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path}: not a group`];
  return Object.entries(value).flatMap(([key, inner]) => faults(inner, (expected as Shape)[key], `${path}/${key}`));
}

/** Slack's Web API methods in a source: `client.chat.postMessage(` and `apiCall("chat.postMessage"`. */
function methodsIn(source: string): string[] {
  const families =
    "apps|assistant|auth|bookmarks|bots|chat|conversations|emoji|files|pins|reactions|team|usergroups|users|views";
  const calls = new RegExp(String.raw`\.((?:${families})\.[a-zA-Z][\w.]*)\s*\(`, "g");
  const names = new RegExp(String.raw`["'\`]((?:${families})\.[a-z][A-Za-z]+(?:\.[a-z][A-Za-z]+)?)["'\`]`, "g");
  return [...source.matchAll(calls), ...source.matchAll(names)].map((match) => match[1] ?? "");
}

const folder = new URL("src/slack/", root);
const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && path !== "manifest.ts" && path !== "emoji-data.ts")
  .map((path) => readFileSync(new URL(path, folder), "utf8"))
  .join("\n");

function missingScopes(code: string): string[] {
  const known = new Set<string>([...freeMethods, ...scopeUses.flatMap((use) => use.methods ?? [])]);
  return methodsIn(code).filter((method) => !known.has(method));
}

function needlessScopes(code: string): string[] {
  const used = new Set(methodsIn(code));
  const needed = scopeUses.filter(
    (use) =>
      use.methods?.some((method) => used.has(method)) === true ||
      use.arguments?.some((argument) => new RegExp(String.raw`\b${argument}\b`).test(code)) === true ||
      use.listeners?.some((listener) => code.includes(`${listener}(`)) === true ||
      (use.events ?? []).length > 0,
  );
  return slackScopes.filter((scope) => !needed.some((use) => use.scope === scope));
}

it("the sandbox page shows the shortcuts under the names that Slack would show, in every language", () => {
  const { features } = manifest as { features: { shortcuts: { name: string; callback_id: string; type: string }[] } };
  const page = (file: string): string =>
    readFileSync(new URL(`src/sandbox/page/browser/language/${file}.js`, root), "utf8");
  const shown = [...page("shortcuts").matchAll(/^ *(\w+): "(LINE: .*)",$/gm)].map(([, id, name]) => [id, name]);
  const named = (type: string): string[][] =>
    features.shortcuts.flatMap((each) => (each.type === type ? [[each.callback_id, each.name]] : []));

  expect(shown).toEqual(named("message"));
  expect(page("shortcuts")).toContain(`findChat = "${named("global")[0]?.[1]}"`);
  for (const language of ["en", "ja"]) expect(page(language)).not.toContain('"LINE: ');
});

it("its head says in how many lines the own address goes", () => {
  const places = text.split("\n").filter((line) => /^[^#].*threadline\.example\.com/.test(line));

  expect(text).toContain(`in the ${["no", "one", "two", "three", "four", "five"][places.length]} lines that have`);
});

describe("manifest.yml", () => {
  it("has only keys, kinds and lengths that Slack accepts", () => {
    expect(faults(manifest, shape)).toEqual([]);
    expect(manifest).toMatchObject({ _metadata: { major_version: 2 }, display_information: { name: "Threadline" } });
  });

  it("asks for exactly the events and scopes that the code names", () => {
    expect(manifest).toMatchObject({
      oauth_config: { scopes: { bot: slackScopes } },
      settings: { event_subscriptions: { bot_events: slackEvents } },
    });
    expect(new Set(slackScopes).size).toBe(slackScopes.length);
    expect(new Set(slackEvents).size).toBe(slackEvents.length);
  });

  it("has the slash command and the shortcuts that the code listens to, with names that Slack accepts", () => {
    const { features } = manifest as {
      features: {
        slash_commands: { command: string; should_escape: boolean }[];
        shortcuts: { name: string; callback_id: string; description: string }[];
      };
    };

    expect(features.slash_commands).toMatchObject([{ command: SLASH, should_escape: true }]);
    expect(features.shortcuts.map(({ callback_id: id }) => id)).toEqual(Object.values(SHORTCUTS));
    expect(features.shortcuts.filter(({ name, description }) => name.length > 24 || description.length > 150)).toEqual(
      [],
    );
  });

  it("subscribes to nothing that nobody listens to", () => {
    const heard = slackEvents.filter((event) => source.includes(`"${event.replace(/\..*/, "")}"`));

    expect(heard).toEqual(slackEvents);
  });

  it("sends everything to the one address that the app serves", () => {
    const addresses = [...text.matchAll(/\bhttps:\/\/threadline\.example\.com\S*/g)].map((match) => match[0]);

    expect(addresses.length).toBe(4);
    expect(new Set(addresses)).toEqual(new Set(["https://threadline.example.com/slack/events"]));
  });

  it("a fault in a manifest is found", () => {
    expect(faults({ display_information: { name: "n".repeat(36) } }, shape)).toEqual([
      "/display_information/name: too long",
    ]);
    expect(faults({ settings: { socket_mode: true } }, shape)).toEqual(["/settings/socket_mode: unknown key"]);
    expect(faults({ features: { bot_user: { always_online: "yes" } } }, shape)).toHaveLength(1);
  });
});

describe("scopes", () => {
  it("every event needs no scope or has one", () => {
    const covered = new Set(scopeUses.flatMap((use) => use.events ?? []));

    expect(slackEvents.filter((event) => !covered.has(event))).toEqual([
      "app_home_opened",
      "app_uninstalled",
      "tokens_revoked",
    ]);
  });

  it("cover every Web API method that src/slack calls", () => {
    expect(missingScopes(source)).toEqual([]);
  });

  it("are all needed by a method, an argument or an event", () => {
    expect(needlessScopes(source)).toEqual([]);
  });

  it("a method without a scope, and a scope without a use, are found", () => {
    expect(missingScopes("await client.pins.add({ channel })")).toEqual(["pins.add"]);
    expect(missingScopes('await client.apiCall("usergroups.list")')).toEqual(["usergroups.list"]);
    expect(needlessScopes('client.chat.update({}); client.users.info({}); f({ username: "x" })')).toEqual([
      "reactions:write",
      "usergroups:read",
      "commands",
      "files:write",
      "im:write",
      "im:history",
      "files:read",
    ]);
  });
});
