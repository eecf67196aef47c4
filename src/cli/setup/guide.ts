/** What every step of the setup is given, and how each asks: until the answer is good. */
import type { z } from "zod";

import type { ConfigWords, SettingProblem } from "../../words/config.ts";
import { type DoctorWords, type Finding, FINDINGS } from "../../words/doctor.ts";
import type { Question, SetupWords } from "../../words/setup.ts";
import { linesOf } from "../doctor/report.ts";
import type { Answers } from "./env-file.ts";
import type { Terminal } from "./terminal.ts";

export interface Guide {
  terminal: Terminal;
  words: SetupWords;
  configWords: ConfigWords;
  doctorWords: DoctorWords;
  /** What `.env` says now. */
  before: Answers;
}

interface Asked<T> {
  question: Question;
  /** The variable of `.env`. */
  name: string;
  hidden?: boolean;
  schema: z.ZodType<T>;
  /** What was pasted becomes what is meant. */
  read?: (given: string) => string;
  /** Findings that are not good make it ask again. */
  check: (value: T) => Promise<Finding[]>;
}

export interface Answered<T> {
  given: string;
  value: T;
}

export async function askFor<T>(guide: Guide, asked: Asked<T>): Promise<Answered<T>> {
  const { terminal, words, before } = guide;
  const { question, name, hidden = false, schema, check, read = (given: string) => given } = asked;
  const kept = before[name];
  terminal.say(question.where);
  for (;;) {
    const notes = [...(hidden ? [words.hidden] : []), ...(kept ? [words.keep] : [])];
    const label = notes.length > 0 ? `${question.label} (${notes.join("; ")})` : question.label;
    const typed = read(await terminal.ask(label, { hidden }));
    if (hidden && typed !== "") terminal.say(words.given(typed.length));
    const given = typed === "" ? (kept ?? "") : typed;
    if (given === "") {
      terminal.say(words.required);
      continue;
    }
    const parsed = schema.safeParse(given);
    if (!parsed.success) {
      terminal.say(problemsOf(parsed.error, guide));
      continue;
    }
    terminal.say(words.checking);
    const findings = await check(parsed.data);
    tell(guide, findings);
    if (!findings.some(isBroken)) return { given, value: parsed.data };
  }
}

function problemsOf(error: z.ZodError, { configWords }: Guide): string {
  return error.issues
    .map((issue) =>
      issue.code === "custom" && issue.params
        ? configWords.problem(issue.params["problem"] as SettingProblem)
        : issue.message,
    )
    .join("\n");
}

export function tell({ terminal, doctorWords }: Guide, findings: readonly Finding[]): void {
  for (const { state, subject, found, cure } of linesOf(findings, doctorWords)) {
    terminal.say(`${doctorWords.states[state]}  ${subject}: ${found}`);
    if (cure !== undefined) terminal.say(`    -> ${cure}`);
  }
}

export const isBroken = (finding: Finding): boolean => FINDINGS[finding.kind][1] === "broken";

/** True: again; false: go on without. */
export async function again({ terminal, words }: Guide): Promise<boolean> {
  return (await terminal.ask(words.again)).toLowerCase() !== "s";
}

/** Enter is the answer that is named first. */
export async function agree({ terminal, words }: Guide, question: string, unless: "yes" | "no"): Promise<boolean> {
  terminal.say(question);
  for (;;) {
    const shown =
      unless === "yes" ? `[${words.yes.toUpperCase()}/${words.no}]` : `[${words.yes}/${words.no.toUpperCase()}]`;
    const given = (await terminal.ask(shown)).toLowerCase();
    if (given === "") return unless === "yes";
    if (/^(?:y|yes|はい)$/.test(given)) return true;
    if (/^(?:n|no|いいえ)$/.test(given)) return false;
  }
}
