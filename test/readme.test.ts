/** What README promises by name exists: settings, scripts, metrics, files. Both languages say the same. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { describeSettings, loadConfig } from "../src/config.ts";
import { createMetrics } from "../src/metrics.ts";
import { commands } from "../src/slack/commands/index.ts";
import { english } from "../src/words/en.ts";
import { japanese } from "../src/words/ja.ts";
import type { Words } from "../src/words/words.ts";

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);

const REQUIRED = ["**required**", "**必須**"];
const NONE = "–";

const settings = describeSettings();
/** Variables of others: of compose.yaml, and of the terminal. */
const foreign = [...found(read("compose.yaml"), /\$\{([A-Z_]+)/g), "LANG"];
const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);

/** The table of settings, as rows of variable and default; `undefined` where it says that there is none. */
function settingsIn(readme: string): { variable: string; required: boolean; default: string | undefined }[] {
  const rows = [...readme.matchAll(/^\| `(?<variable>[A-Z_]+)` \| (?<shown>[^|]+) \|/gm)];
  return rows.map(({ groups }) => {
    const { variable = "", shown = "" } = groups ?? {};
    const none = shown === NONE || REQUIRED.includes(shown);
    return { variable, required: REQUIRED.includes(shown), default: none ? undefined : shown.replaceAll("`", "") };
  });
}

/** Variables named anywhere, in text and in commands, that nobody knows. */
function unknownVariables(readme: string): string[] {
  const known = new Set([...settings.map(({ variable }) => variable as string), ...foreign]);
  return found(readme, /\b[A-Z]+(?:_[A-Z]+)+\b|`([A-Z]{4,})`/g).filter((name) => !known.has(name));
}

/** npm commands that would not run. */
function unknownScripts(readme: string): string[] {
  const named = found(readme, /\bnpm (?:run (?:-s )?)?([a-z][\w:-]*)/g);
  return named.filter((name) => name !== "ci" && !scripts.includes(name));
}

function deadLinks(readme: string): string[] {
  const links = found(readme, /\]\(([^)#]+)(?:#[^)]*)?\)/g).filter((link) => !link.startsWith("https://"));
  return links.filter((link) => !existsSync(new URL(link, root)));
}

/** What both languages must have alike: chapters, commands, tables, lists. */
function shapeOf(readme: string): string[] {
  const kinds: [RegExp, string][] = [
    [/^#+ /, "heading"],
    [/^```/, "code"],
    [/^\|/, "row"],
    [/^(?:- |\d+\. )/, "item"],
  ];
  return readme.split("\n").flatMap((line) => {
    const kind = kinds.find(([pattern]) => pattern.test(line));
    return kind ? [kind[1] === "heading" || kind[1] === "code" ? `${kind[1]} ${line.split(" ")[0]}` : kind[1]] : [];
  });
}

/** The commands as they stand in the list and in the words of this language. */
function commandRows({ office }: Words, who: { member: string; admin: string }): string[] {
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  return commands.map((command) => {
    const { usage, summary } = office.commands[command.name];
    const names = command.aliases.map((alias) => `\`${cell(alias)}\``).join(" ");
    const call = cell(command.name + (usage && ` ${usage}`));
    return `| \`${call}\` | ${names} | ${cell(summary)} | ${who[command.who]} |`;
  });
}

const COMMANDS_OF: Record<string, string[]> = {
  "README.md": commandRows(english("Asia/Tokyo"), { member: "members", admin: "admins" }),
  "README.ja.md": commandRows(japanese("Asia/Tokyo"), { member: "メンバー", admin: "管理者" }),
};

/** The table of commands, row by row. */
function commandsIn(readme: string): string[] {
  const names = new Set<string>(commands.map(({ name }) => name));
  return found(readme, /^\| `\w+(?: [^`]*)?` \|.*\|.*\|.*\|$/gm).filter((row) => names.has(/\w+/.exec(row)?.[0] ?? ""));
}

function metricNames(): Promise<string[]> {
  const none = () => Promise.resolve([]);
  const metrics = createMetrics({ pending: none, accounts: none, customers: none });
  return metrics.render().then(({ text }) => found(text, /^# TYPE (threadline_\w+)/gm));
}

describe.each(["README.md", "README.ja.md"])("%s", (path) => {
  const readme = read(path);

  it("shows every setting once, with its default, and no other", () => {
    const byName = <T extends { variable: string }>(list: T[]): T[] =>
      list.toSorted((a, b) => a.variable.localeCompare(b.variable));

    expect(byName(settingsIn(readme))).toEqual(byName(settings));
    expect(unknownVariables(readme)).toEqual([]);
  });

  it("names only scripts that exist, and both commands to begin with", () => {
    expect(unknownScripts(readme)).toEqual([]);
    expect(readme).toContain("npm ci && npm run sandbox");
    expect(readme).toContain("npm ci && npm test");
  });

  it("names every metric, and none that is not there", async () => {
    const named = new Set(found(readme, /\bthreadline_\w+/g));

    expect([...named].toSorted()).toEqual((await metricNames()).toSorted());
  });

  it("shows every command as it is, and no other", () => {
    expect(commandsIn(readme)).toEqual(COMMANDS_OF[path]);
  });

  it("names by hand, too, what nobody wants to do without: files for customers, and the language", () => {
    expect(readme).toMatch(/cp \.env\.example \.env +#.*PUBLIC_URL.*LOCALE/);
  });

  it("links only to files that are there", () => {
    expect(deadLinks(readme)).toEqual([]);
  });

  it("shows an accounts file that is accepted", () => {
    const [example = ""] = found(readme, /```json\n([\s\S]*?)```/g);
    const folder = mkdtempSync(join(tmpdir(), "threadline-readme-"));
    // three dots stand for three different secrets
    let count = 0;
    writeFileSync(
      join(folder, "accounts.json"),
      example.replaceAll('"…"', () => `"s${(count += 1)}"`),
    );

    try {
      const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" };
      const { accounts } = loadConfig({ ...slack, ACCOUNTS_FILE: join(folder, "accounts.json") });
      expect(accounts.map(({ secrets, groups }) => [secrets.length, groups])).toEqual([
        [1, false],
        [2, true],
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it("Japanese words that can be written in two ways are written in one, wherever staff read them", () => {
  const files = [
    ...["README.ja.md", "docs/operating.ja.md", "src/sandbox/page/browser/language/ja.js"],
    ...readdirSync(new URL("src/words/", root)).map((name) => `src/words/${name}`),
  ];
  // what customers themselves are called when their name is not known stands in quotes, as do the names of commands
  const other = /^.*(?:(?<![「`"])お客様|分か[らりるれっ]).*$/gm;
  const strange = files.flatMap((path) => found(read(path), other).filter((line) => !/^ *\/\//.test(line)));

  expect(strange).toEqual([]);
  expect("これはお客様には分からない").toMatch(other);
});

it("both languages have the same chapters, commands, tables and lists", () => {
  expect(shapeOf(read("README.ja.md"))).toEqual(shapeOf(read("README.md")));
});

it("what is wrong would be found", () => {
  const wrong = [
    "Set `LINE_CHANEL_SECRET`, `PORTS` and `PORT`; POSTGRES_PASSWORD is of compose.yaml.",
    "Run npm start, npm ci, npm run -s sandbox, npm run sandboks or npm tset.",
    "See [this](docs/none.md), [that](https://example.com) and [the licence](LICENSE#top).",
    "| `PORT` | `8080` | a port |",
    "| `DATA_DIR` | – | a folder |",
  ].join("\n");

  expect(unknownVariables(wrong)).toEqual(["LINE_CHANEL_SECRET", "PORTS"]);
  expect(unknownScripts(wrong)).toEqual(["sandboks", "tset"]);
  expect(deadLinks(wrong)).toEqual(["docs/none.md"]);
  expect(settingsIn(wrong)).toEqual([
    { variable: "PORT", required: false, default: "8080" },
    { variable: "DATA_DIR", required: false, default: undefined },
  ]);
  expect(shapeOf("## A\n- b")).not.toEqual(shapeOf("# A\n- b"));
});
