import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// One process without isolation: 40 files take 2 s instead of 12 s. Tests share no mutable
// module state; those that need Postgres share one embedded server (test/support/postgres.global.ts).
// A browser takes the whole machine: its tests come after those that look at how long things take.
const BROWSER = "test/browser/**/*.test.ts";

export default defineConfig({
  test: {
    globalSetup: ["test/support/postgres.global.ts"],
    isolate: false,
    pool: "threads",
    // Tests wait for Postgres half of their time: two at once also where there are two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "house",
          include: ["src/**/*.test.ts", "test/**/*.test.ts", "web/**/*.test.ts"],
          exclude: [BROWSER, "**/node_modules/**"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: [BROWSER],
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
        },
      },
    ],
  },
});
