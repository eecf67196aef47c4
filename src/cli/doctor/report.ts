/** The findings as a table for people, and as JSON for scripts. */
import { type DoctorWords, type Finding, FINDINGS, type Said, type State } from "../../words/doctor.ts";

export interface Line {
  check: Finding["kind"];
  state: State;
  subject: string;
  found: string;
  cure?: string;
}

export function linesOf(findings: readonly Finding[], words: DoctorWords): Line[] {
  return findings.map((finding) => {
    const [topic, state] = FINDINGS[finding.kind];
    const account = "account" in finding && finding.account !== "main" ? ` (${finding.account})` : "";
    const subject = finding.kind === "setting" ? finding.variable : words.topics[topic] + account;
    return { check: finding.kind, state, subject, ...saidOf(finding, words) };
  });
}

function saidOf(finding: Finding, words: DoctorWords): Said {
  const say = words.sayings[finding.kind] as (it: Finding) => Said;
  return say(finding);
}

export function isBroken(lines: readonly Line[]): boolean {
  return lines.some(({ state }) => state === "broken");
}

export function asTable(lines: readonly Line[], words: DoctorWords): string {
  const stateWidth = Math.max(...lines.map(({ state }) => widthOf(words.states[state])));
  const subjectWidth = Math.max(...lines.map(({ subject }) => widthOf(subject)));
  const indent = " ".repeat(stateWidth + subjectWidth + 4);
  const rows = lines.flatMap(({ state, subject, found, cure }) => [
    `${pad(words.states[state], stateWidth)}  ${pad(subject, subjectWidth)}  ${found}`,
    ...(cure === undefined ? [] : [`${indent}-> ${cure}`]),
  ]);
  const count = (state: State): number => lines.filter((line) => line.state === state).length;
  return [...rows, "", words.verdict(count("broken"), count("warning"), count("hint"))].join("\n");
}

const WIDE =
  /[\u{1100}-\u{115F}\u{2E80}-\u{A4CF}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF00}-\u{FF60}\u{FFE0}-\u{FFE6}]/gu;

/** Japanese letters are two columns wide. */
const widthOf = (text: string): number => text.length + (text.match(WIDE) ?? []).length;

function pad(text: string, width: number): string {
  return text + " ".repeat(width - widthOf(text));
}
