/** The HTTP server: opened where the settings say, and ended without cutting anybody off. */
import type { Server } from "node:http";

import type { Express } from "express";

import type { Config } from "../config.ts";
import { ConfigError, type ConfigProblem } from "../errors.ts";
import { configWordsEn } from "../words/config.en.ts";
import { configWordsJa } from "../words/config.ja.ts";
import type { SettingProblem } from "../words/config.ts";

type Place = Pick<Config, "port" | "host" | "spoken">;

/** A port that is taken and an address of another machine are settings to be corrected, not faults of ours. */
export function listen(web: Express, place: Place): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = web.listen(place.port, place.host, (error?: Error) =>
      error ? reject(refused(place, error)) : resolve(server),
    );
  });
}

function refused(place: Place, cause: Error): ConfigError {
  const error = new ConfigError([problemOf(place, cause)]);
  error.cause = cause;
  return error;
}

function problemOf({ port, host, spoken }: Place, cause: Error): ConfigProblem {
  const words = spoken === "ja" ? configWordsJa : configWordsEn;
  const ofPort = (kind: "port-taken" | "port-reserved", cure: string): ConfigProblem => {
    return { variable: "PORT", problem: words.problem({ kind, value: String(port) }), cure };
  };
  const ofHost = (problem: SettingProblem): ConfigProblem => {
    return { variable: "HOST", problem: words.problem(problem), cure: words.cures.HOST };
  };
  switch ("code" in cause ? cause.code : undefined) {
    case "EADDRINUSE":
      return ofPort("port-taken", words.otherPortCure);
    case "EACCES":
      return ofPort("port-reserved", words.cures.PORT);
    case "EADDRNOTAVAIL":
      return ofHost({ kind: "address-elsewhere", value: host });
    default:
      return ofHost({ kind: "not-listening", value: host, reason: cause.message });
  }
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
