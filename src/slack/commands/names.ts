/** Commands by what people call them. */
import type { CommandName } from "../../core/commands.ts";
import type { Command } from "./command.ts";

const normal = (word: string): string => word.normalize("NFKC").toLowerCase().trim();

const namesOf = ({ name, aliases }: Command): string[] => [name, ...aliases].map(normal);

export const findCommand = (commands: readonly Command[], word: string): Command | undefined =>
  commands.find((command) => namesOf(command).includes(normal(word)));

/** Commands whose names look like this word, the most alike first, for whoever mistyped one. */
export function nearNames(commands: readonly Command[], word: string): CommandName[] {
  const typed = normal(word);
  const slips = typed.length > 2 ? 2 : 1;
  // one letter may make the half of a Japanese name
  const stem = typed.slice(0, /^[ -~]/.test(typed) ? 2 : 1);
  const away = (name: string): number =>
    name.startsWith(stem) ? Math.min(slips, distance(name, typed)) : distance(name, typed);
  return commands
    .map((command) => ({ name: command.name, away: Math.min(...namesOf(command).map(away)) }))
    .filter((each) => typed.length > 1 && each.away <= slips)
    .toSorted((a, b) => a.away - b.away)
    .map(({ name }) => name)
    .slice(0, 3);
}

function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 3;
}
