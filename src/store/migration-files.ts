/** The migrations as they lie in `prisma/migrations`, in the order in which they are applied. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Migration {
  name: string;
  sql: string;
}

/** `only`: these; for a backup, whose tables are as they were then. */
export function readMigrations(folder: string, only?: readonly string[]): Migration[] {
  const baseDir = join(folder, "migrations");
  const entries = existsSync(baseDir) ? readdirSync(baseDir, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => only === undefined || only.includes(name))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(baseDir, name, "migration.sql"), "utf8") }));
}
