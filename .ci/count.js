// Counts a run: node .ci/count.js REPORT [STEP…]
// REPORT is vitest's JSON report, the steps are those that ended with a failure. The last line is
// `N passed, N failed`; the exit code is 0 only when something passed and nothing failed.
import { existsSync, readFileSync } from "node:fs";

const [report, ...failedSteps] = process.argv.slice(2);
const files = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")).testResults : [];
let passed = 0;
let failedTests = 0;
let failedFiles = 0;
for (const { name, status, assertionResults: tests } of files) {
  const count = (outcome) => tests.filter((test) => test.status === outcome).length;
  const leftOut = tests.length - count("passed") - count("failed");
  passed += count("passed");
  failedTests += count("failed");
  // A file that cannot be loaded has no test that fails, and a hook that fails is no test.
  if (status === "failed" && count("failed") === 0) {
    failedFiles += 1;
    console.log(`failed: ${name}`);
  }
  if (leftOut > 0) console.log(`not run: ${leftOut} tests of ${name}`);
}
const counted = failedTests + failedFiles;
let failed = counted;
for (const step of failedSteps) {
  // Failing tests are counted by themselves; tests that end badly without one are one failure.
  if (step !== "tests" || counted === 0) failed += 1;
  console.log(`failed: ${step}`);
}
if (passed + failed === 0) {
  failed = 1;
  console.log("failed: no test ran");
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
