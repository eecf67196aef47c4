/** The page's own files, read once: from its folder, and the two small libraries from where npm put them. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export interface StaticFile {
  bytes: Buffer;
  type: string;
}

const folder = join(import.meta.dirname, "browser");
const LIBRARIES = { preact: "preact", hooks: "preact/hooks", htm: "htm" };
const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

export function readStaticFiles(): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[entry.name.split(".").at(-1) ?? ""];
    if (entry.isFile() && type !== undefined) add(relative(folder, path).replaceAll("\\", "/"), path, type);
  }
  for (const [name, specifier] of Object.entries(LIBRARIES))
    add(`library/${name}.js`, fileURLToPath(import.meta.resolve(specifier)), TYPES["js"] ?? "");
  return files;

  function add(name: string, path: string, type: string): void {
    files.set(name, { bytes: readFileSync(path), type });
  }
}
