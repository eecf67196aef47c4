/** The HTTP server: opened where the settings say, and ended without cutting anybody off. */
import type { Server } from "node:http";

import type { Express } from "express";

import type { Config } from "../config.ts";

export function listen(web: Express, config: Pick<Config, "port" | "host">): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = web.listen(config.port, config.host, (error?: Error) => (error ? reject(error) : resolve(server)));
  });
}

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** No new requests; those in hand are answered, then idle connections end. */
export function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
  });
}
