/** The LINE accounts of this bridge: one from three variables, or several from a JSON file. */
import { readFileSync } from "node:fs";

import { z } from "zod";

import type { AccountField, SettingProblem } from "../words/config.ts";
import * as values from "./values.ts";

export interface AccountConfig {
  name: string;
  /** The channel secret; two while it is being changed. */
  secrets: string[];
  accessToken: string;
  slackChannel: string;
  groups: boolean;
}

/** `entry` and `field` say where in the file; without them the file itself is meant. */
export interface AccountProblem {
  entry?: string;
  field?: AccountField;
  problem: SettingProblem;
}

export type AccountsResult =
  | { kind: "accounts"; accounts: AccountConfig[] }
  | { kind: "problems"; problems: AccountProblem[] };

const fields = {
  name: z.string(),
  secret: values.secrets(),
  secrets: z.array(z.string()),
  token: values.token(),
  channel: values.slackChannelId(),
  groups: z.union([z.boolean(), values.onOrOff()]),
} satisfies Record<AccountField, z.ZodType>;

export function readAccountsFile(path: string, groupsByDefault: boolean): AccountsResult {
  const file = readJson(path);
  if ("problem" in file) return { kind: "problems", problems: [file] };
  const entries = z.union([z.array(z.unknown()), z.object({ accounts: z.array(z.unknown()) })]).safeParse(file.json);
  const list = entries.success ? (Array.isArray(entries.data) ? entries.data : entries.data.accounts) : [];
  if (list.length === 0) return { kind: "problems", problems: [{ problem: { kind: "no-accounts" } }] };

  const read = list.map((entry, index) => readEntry(entry, `#${index + 1}`, groupsByDefault));
  const accounts = read.flatMap((each) => ("account" in each ? [each.account] : []));
  const problems = [...read.flatMap((each) => ("problems" in each ? each.problems : [])), ...repetitions(accounts)];
  return problems.length === 0 ? { kind: "accounts", accounts } : { kind: "problems", problems };
}

function readJson(path: string): { json: unknown } | { problem: SettingProblem } {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return { problem: { kind: "file", path, reason } };
  }
  try {
    // Editors on Windows put a byte order mark first, which JSON forbids.
    return { json: JSON.parse(content.replace(/^\uFEFF/, "")) as unknown };
  } catch {
    // The parser's own message quotes the file, and the file holds secrets.
    return { problem: { kind: "not-json", path } };
  }
}

function readEntry(
  entry: unknown,
  place: string,
  groupsByDefault: boolean,
): { account: AccountConfig } | { problems: AccountProblem[] } {
  const record = z.record(z.string(), z.unknown()).safeParse(entry);
  if (!record.success) return { problems: [{ entry: place, problem: { kind: "not-an-entry" } }] };

  const given = record.data;
  const name = typeof given.name === "string" ? given.name.trim() : "";
  const label = name === "" ? place : `"${name}"`;
  const problems: AccountProblem[] = Object.keys(given)
    .filter((key) => !Object.hasOwn(fields, key))
    .map((field) => ({ entry: label, problem: { kind: "unknown-field", field } }));

  function read<F extends AccountField>(field: F): z.infer<(typeof fields)[F]> | undefined {
    const result = readField(field, given[field]);
    if ("value" in result) return result.value;
    problems.push({ entry: label, field, problem: result.problem });
    return undefined;
  }

  if (given.secret !== undefined && given.secrets !== undefined) {
    problems.push({ entry: label, field: "secrets", problem: { kind: "both-secrets" } });
  }
  if (read("name") !== undefined && name.length > 60) {
    problems.push({ entry: label, field: "name", problem: { kind: "too-long", limit: 60 } });
  }
  const secrets = given.secrets === undefined ? read("secret") : read("secrets");
  const accessToken = read("token");
  const slackChannel = read("channel");
  const groups = given.groups === undefined ? groupsByDefault : read("groups");

  if (problems.length > 0 || !secrets || !accessToken || !slackChannel) return { problems };
  return { account: { name, secrets, accessToken, slackChannel, groups: groups ?? groupsByDefault } };
}

function readField<F extends AccountField>(
  field: F,
  given: unknown,
): { value: z.infer<(typeof fields)[F]> } | { problem: SettingProblem } {
  const cleaned = typeof given === "string" ? given.trim() : given;
  if (cleaned === undefined || cleaned === null || cleaned === "") return { problem: { kind: "missing" } };
  // A list of secrets is held to the same rules as the comma separated text.
  const asText = field === "secrets" ? "secret" : field;
  const isList = field === "secrets" && Array.isArray(cleaned) && cleaned.every((each) => typeof each === "string");
  const result = fields[asText].safeParse(isList ? cleaned.join(",") : cleaned);
  if (result.success) return { value: result.data as z.infer<(typeof fields)[F]> };
  return { problem: problemOf(result.error.issues[0]) };
}

/** Two entries that are one account: LINE's events could not be told apart, or every word would be said twice. */
function repetitions(accounts: AccountConfig[]): AccountProblem[] {
  return accounts.flatMap((account, index) => {
    const before = accounts.slice(0, index);
    const entry = `"${account.name}"`;
    const sameName = before.some((other) => other.name === account.name);
    const sameSecret = before.find((other) => other.secrets.some((secret) => account.secrets.includes(secret)));
    const sameToken = before.find((other) => other.accessToken === account.accessToken);
    const found: AccountProblem[] = [];
    if (sameName) found.push({ entry, field: "name", problem: { kind: "repeated", other: account.name } });
    if (sameSecret) found.push({ entry, field: "secret", problem: { kind: "repeated", other: sameSecret.name } });
    if (sameToken) found.push({ entry, field: "token", problem: { kind: "repeated", other: sameToken.name } });
    return found;
  });
}

/** What `values.ts` left in the issue; an issue of zod's own means that the value is absent or not a text. */
export function problemOf(issue: z.core.$ZodIssue | undefined): SettingProblem {
  if (issue?.code === "custom" && issue.params?.problem !== undefined) return issue.params.problem as SettingProblem;
  return { kind: "wrong-type" };
}
