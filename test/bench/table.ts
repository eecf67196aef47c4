/** One line of the result: ours, the other, how they compare, and what was aimed at. */
export interface Row {
  what: string;
  ours: string;
  other: string;
  ratio: string;
  aim: string;
  /** Undefined: nothing was aimed at. */
  holds: boolean | undefined;
}

const HEAD: Row = {
  what: "",
  ours: "Threadline",
  other: "compared with",
  ratio: "ratio",
  aim: "aim",
  holds: undefined,
};

export function tableOf(rows: Row[]): string {
  const lines = [HEAD, ...rows].map(({ what, ours, other, ratio, aim, holds }) => [
    what,
    ours,
    other,
    ratio,
    aim,
    holds === undefined ? "" : holds ? "yes" : "NO",
  ]);
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const written = lines.map((cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`);
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [written[0], rule, ...written.slice(1)].join("\n");
}
