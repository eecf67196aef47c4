import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { makeDataDir, removeDataDir, stopLeftDatabase } from "../../src/cli/sandbox/leftovers.ts";

it("what is left of a folder whose removal was broken off has no database to stop", async () => {
  const dataDir = makeDataDir("threadline-test-");
  mkdirSync(join(dataDir, "postgres", "base"), { recursive: true });
  writeFileSync(join(dataDir, "postgres.password"), "secret\n");

  await stopLeftDatabase(dataDir);

  removeDataDir(dataDir);
  expect(existsSync(dataDir)).toBe(false);
});
