#!/usr/bin/env node
// `npm run disclosure-campaign`: planted defects (test/disclosure-campaign/), built first where needed.
import { build, isBuilt } from "./build.js";

const problem = isBuilt() ? null : await build();
if (problem === null) {
  await import("../dist/test/disclosure-campaign/main.js");
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 3;
}
