import { defineConfig } from "vitest/config";

import { LongestFirst } from "./test/support/longest-first.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["node_modules/**", "test/bench/**"],
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    // One PostgreSQL serves all files. Stories wait for timers and the network more than they compute: on two processors three
    // workers finish sooner than two, and four starve each other.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // On a busy machine a wait can run out although nothing is wrong: only that gets a second chance, and the report names it.
    retry: { count: 1, condition: /^Waited .* in vain|Timeout .* exceeded|timed out in/ },
    teardownTimeout: 20_000,
    // An error that nobody caught is a bug even when every assertion held.
    dangerouslyIgnoreUnhandledErrors: false,
    reporters: ["default", ["json", { outputFile: "coverage/tests.json" }]],
  },
});
