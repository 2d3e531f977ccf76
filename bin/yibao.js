#!/usr/bin/env node
// The `yibao` command. Starts the built program, building it first where needed (for instance
// after `npm ci --ignore-scripts`, which skips npm's prepare).
import { build, isBuilt } from "./build.js";

if (!isBuilt()) {
  process.stderr.write("yibao: 首次运行，正在编译……\n");
  const problem = await build();
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    process.exit(3);
  }
}
// Whoever reads the output may have seen enough (`yibao interface --json | head`): no fault.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});
const { main } = await import("../dist/src/main.js");
process.exitCode = await main(process.argv.slice(2));
