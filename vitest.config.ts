import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["node_modules/**", "test/bench/**"],
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    // One PostgreSQL serves all files; two workers keep it and the kill tests from starving each other on a small machine.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // An error that nobody caught is a bug even when every assertion held.
    dangerouslyIgnoreUnhandledErrors: false,
    reporters: ["default", ["json", { outputFile: "coverage/tests.json" }]],
  },
});
