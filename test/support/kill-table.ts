/** What every death led to, printed as a table: step × side × outcome, and how soon the work went on. */
import type { Phase } from "../../src/sandbox/faults.ts";
import type { Victim } from "./kill-harness.ts";

export interface KillRow {
  step: string;
  phase: Phase;
  victim: Victim;
  outcome: string;
  /** Milliseconds from "Threadline listens" until the last of the words that waited was there. */
  resumed: number;
}

export interface KillTable {
  add: (row: KillRow) => void;
  median: () => number;
  slowest: () => number;
  print: () => string;
}

const PHASES: readonly Phase[] = ["before", "after", "answered"];

export function createKillTable(title: string): KillTable {
  const rows: KillRow[] = [];
  const cell = ({ outcome, resumed }: KillRow): string => `${outcome} ${(resumed / 1000).toFixed(1)} s`;
  return {
    add: (row) => void rows.push(row),
    median: () => rows.map((row) => row.resumed).toSorted((a, b) => a - b)[rows.length >> 1] ?? Infinity,
    slowest: () => Math.max(0, ...rows.map((row) => row.resumed)),
    print: () => {
      const kinds = [...new Set(rows.map(({ step, victim }) => JSON.stringify([step, victim])))].toSorted();
      const lines = kinds.map((kind) => {
        const [step, victim] = JSON.parse(kind) as [string, Victim];
        const found = PHASES.map((phase) =>
          rows.find((r) => r.step === step && r.victim === victim && r.phase === phase),
        );
        return [step, victim, ...found.map((row) => (row ? cell(row) : "-"))];
      });
      return [`${title} (kill -9)`, ...aligned([["step", "dies", ...PHASES], ...lines])].join("\n");
    },
  };
}

function aligned(table: string[][]): string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  return table.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/**
 * Who dies when: the app in every phase of the call; and where something is taken in or said, the database with it. What
 * only decorates (a mark, a card, a look at a profile) leaves nothing in the database that a death could tear.
 */
export function deathsAt(says: boolean): { phase: Phase; victim: Victim }[] {
  const victims: Victim[] = says ? ["app", "app and database"] : ["app"];
  return PHASES.flatMap((phase) => victims.map((victim) => ({ phase, victim })));
}
