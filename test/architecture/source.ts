/** Reading sources for the rules: which files there are, what they import, and their code without words. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { fileURLToPath } from "node:url";

export interface Source {
  /** From the root of the repository, with slashes. */
  path: string;
  text: string;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const unread =
  /^(?:node_modules|\.git|data|coverage|\.sandbox|src\/store\/generated)(?:\/|$)|^src\/slack\/emoji-data\.ts$/;

export function sources(): Source[] {
  return walk("").map((path) => ({ path, text: readFileSync(root + path, "utf8") }));
}

function walk(folder: string): string[] {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (unread.test(path)) return [];
    if (entry.isDirectory()) return walk(path);
    return entry.isFile() && /\.(?:[cm]?[jt]s|json|ya?ml|prisma|sql|md|toml|css|html)$|^[^/]*$/.test(path)
      ? [path]
      : [];
  });
}

export interface Import {
  /** As written. */
  from: string;
  /** For a file of ours, its path from the root. */
  path: string | undefined;
  typeOnly: boolean;
}

const importing =
  /(?:^|\n)\s*(?:import|export)\b(?<what>[^"'`;]*?)\bfrom\s*["'](?<from>[^"']+)["']|(?:^|\n)\s*import\s*["'](?<bare>[^"']+)["']|\bimport\(\s*["'](?<lazy>[^"']+)["']/g;

export function importsOf({ path, text }: Source): Import[] {
  return [...withoutComments(text).matchAll(importing)].map(({ groups }) => {
    const from = groups?.from ?? groups?.bare ?? groups?.lazy ?? "";
    const inside = from.startsWith(".") ? posix.join(dirname(path), from) : undefined;
    return { from, path: inside, typeOnly: /^\s*type\b/.test(groups?.what ?? "") };
  });
}

/** Comments, texts and patterns in one: which of them a quote or a slash begins is known only by reading from the left. */
const lexemes =
  /(?<comment>\/\*[\s\S]*?\*\/|\/\/[^\n]*)|(?<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`)|(?<=[=(,:[!&|?{};]\s*|\n\s*|\breturn )(?<pattern>\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*)/g;

function withoutComments(text: string): string {
  return text.replace(lexemes, (all: string, comment: string | undefined) => (comment === undefined ? all : ""));
}

/** Only what runs. What stands inside a template literal is lost too: a rule may miss there, but never err. */
export function codeOf({ text }: Source): string {
  return text.replace(lexemes, (_all: string, comment: string | undefined) => (comment === undefined ? '""' : ""));
}
