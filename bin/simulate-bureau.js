#!/usr/bin/env node
// `npm run simulate-bureau`: the simulator of test/simulate-bureau/, built first where needed.
import { build, isBuilt } from "./build.js";

const problem = isBuilt() ? null : await build();
if (problem === null) {
  await import("../dist/test/simulate-bureau/main.js");
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 3;
}
