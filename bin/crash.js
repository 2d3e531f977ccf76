#!/usr/bin/env node
// `npm run crash`: the crash harness of test/crash/, built first where needed.
import { build, isBuilt } from "./build.js";

const problem = isBuilt() ? null : await build();
if (problem === null) {
  await import("../dist/test/crash/main.js");
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 3;
}
