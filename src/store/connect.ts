import { Client } from "pg";

import { reasonOf, refusal } from "./refusal.ts";

/** One connection, for work that is done before or without the app. A server that goes away ends the query, not the process. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw refusal(
      {
        variable: "DATABASE_URL",
        problem: `the database cannot be opened (${reasonOf(cause)})`,
        cure: "check that the server runs, that host, user, password and database name are right, and that it lets us in",
      },
      cause,
    );
  }
}
