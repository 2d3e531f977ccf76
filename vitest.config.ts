import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// One process without isolation: 40 files take 2 s instead of 12 s. Tests share no mutable
// module state; those that need Postgres share one embedded server (test/support/postgres.global.ts).
// Those that look at how long things take run by themselves, in a thread whose memory is not full of
// what others loaded; those of the browser, which takes the whole machine, come last.
const TIMED = [
  "src/gateway/never-stalls.test.ts",
  "src/access/row-limits-speed.test.ts",
  "src/store/slices.test.ts",
  "test/under-load.test.ts",
];
const BROWSER = ["test/browser/**/*.test.ts"];


/** Those of most seconds begin first, so that none of them runs alone at the end. */
const LONG = [
  "test/disclosure-campaign.test.ts",
  "test/disclosure-round-trip.test.ts",
  "test/simulate-bureau/simulate-bureau.test.ts",
  "test/crash/crash.test.ts",
  "test/check-command.test.ts",
  "test/command-line.test.ts",
  "src/store/backup.test.ts",
  "test/backup-restore.test.ts",
  "src/command/simulate-command.test.ts",
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONG.findIndex((path) => moduleId.endsWith(path));
      return found < 0 ? LONG.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    globalSetup: ["test/support/postgres.global.ts"],
    isolate: false,
    pool: "threads",
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "house",
          include: ["src/**/*.test.ts", "test/**/*.test.ts", "web/**/*.test.ts"],
          exclude: [...BROWSER, ...TIMED, "**/node_modules/**"],
          sequence: { groupOrder: 0 },
          // They wait for Postgres and for other programs half of their time.
          maxWorkers: Math.max(3, availableParallelism() - 1),
        },
      },
      {
        extends: true,
        test: {
          name: "timed",
          include: TIMED,
          isolate: true,
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: BROWSER,
          sequence: { groupOrder: 2 },
          maxWorkers: Math.max(2, availableParallelism() - 1),
          testTimeout: 60_000,
        },
      },
    ],
  },
});
