/** A look into the built-in database of an app that runs in a process of its own, and may die with it at any moment. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Client, type QueryResultRow } from "pg";

export interface BuiltIn {
  /** An empty list while the database is not there. */
  look: <Row extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  /** kill -9. */
  kill: () => void;
  close: () => Promise<void>;
}

export function builtIn(dataDir: string): BuiltIn {
  let open: { client: Client; pid: number } | undefined;

  async function connected(): Promise<Client> {
    const { pid, port, password } = postmaster(dataDir);
    if (open?.pid === pid) return open.client;
    await leave();
    const client = new Client({ host: "127.0.0.1", port, password, user: "threadline", database: "threadline" });
    client.on("error", () => undefined);
    await client.connect();
    open = { client, pid };
    return client;
  }

  async function leave(): Promise<void> {
    const before = open;
    open = undefined;
    await before?.client.end().catch(() => undefined);
  }

  return {
    async look<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
      try {
        return (await (await connected()).query<Row>(sql, values)).rows;
      } catch {
        await leave();
        return [];
      }
    },
    kill: () => void process.kill(postmaster(dataDir).pid, "SIGKILL"),
    close: leave,
  };
}

interface Postmaster {
  pid: number;
  port: number;
  password: string;
}

function postmaster(dataDir: string): Postmaster {
  const lines = readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n");
  const password = readFileSync(join(dataDir, "postgres.password"), "utf8").trim();
  return { pid: Number(lines[0]), port: Number(lines[3]), password };
}
