#!/usr/bin/env node
// Builds src/, bench/ and the programs of test/ to dist/. Runs in npm's `prepare`, and from
// bin/yibao.js when dist/ is missing or older than the sources, so that no user has to know of a
// build step.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const gateway = join(root, "src/gateway");
const TYPES_MADE = [join(gateway, "client/types.ts"), join(gateway, "message-types.ts")];
const TYPES_MADE_FROM = [
  "transactions",
  "dictionaries.json",
  "generate.ts",
  "generate-types.ts",
  "transaction-table.ts",
].map((name) => join(gateway, name));
const stamp = join(root, "dist", ".built");

/** Whether dist/ holds what the sources say. */
export function isBuilt() {
  if (!existsSync(stamp)) return false;
  if (!existsSync(join(root, "src"))) return true;
  const built = statSync(stamp).mtimeMs;
  const programs = ["test/crash", "test/simulate-bureau", "test/disclosure-campaign"];
  const folders = ["src", "bench", ...programs];
  const sources = folders.map((folder) => join(root, folder)).filter(existsSync);
  return newest([join(root, "tsconfig.build.json"), ...sources]) <= built;
}

function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      latest = Math.max(latest, newest(readdirSync(path).map((name) => join(path, name))));
    } else if (!path.endsWith(".sql")) {
      latest = Math.max(latest, stat.mtimeMs);
    }
  }
  return latest;
}

/**
 * Compiles; returns an error text, or null when dist/ is ready. The new dist/ is made beside the
 * old one and takes its place at the end, so that two builds at once do no harm.
 */
export function build() {
  const compiler = compilerPath();
  if (compiler === null) return "缺少 TypeScript 编译器；请在项目目录运行 npm ci";
  const started = new Date();
  const made = join(root, `dist.${process.pid}`);
  const problem = makeTypes(compiler, made) ?? compile(compiler, made, []);
  if (problem !== null) {
    rmSync(made, { recursive: true, force: true });
    return problem;
  }
  writeFileSync(join(made, ".built"), `${started.toISOString()}\n`);
  putInPlace(made);
  return null;
}

const UNCHECKED = ["--noCheck", "--sourceMap", "false", "--declaration", "false"];

/**
 * Writes the types of the messages, which the sources import, from the transaction table. The
 * generator is compiled without a check first: a type is nothing at run time.
 */
function makeTypes(compiler, made) {
  if (TYPES_MADE.every(existsSync) && newest(TYPES_MADE_FROM) < newest(TYPES_MADE)) return null;
  const problem = compile(compiler, made, UNCHECKED);
  if (problem !== null) return problem;
  const generator = pathToFileURL(join(made, "src/gateway/generate.js")).href;
  const script = `(await import(${JSON.stringify(generator)})).writeTypes(${JSON.stringify(root)})`;
  return run(["--input-type=module", "-e", script]);
}

function compile(compiler, outDir, options) {
  const project = ["-p", join(root, "tsconfig.build.json"), "--outDir", outDir];
  return run([compiler, ...project, ...options]);
}

function run(parameters) {
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, { encoding: "utf8" });
  return status === 0 ? null : `编译失败：\n${stdout}${stderr}`;
}

function putInPlace(made) {
  const old = join(root, `dist.old.${process.pid}`);
  try {
    if (existsSync(join(root, "dist"))) renameSync(join(root, "dist"), old);
    renameSync(made, join(root, "dist"));
  } catch (error) {
    // Another build was faster; its dist/ is as fresh as ours.
    if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(error.code)) throw error;
    rmSync(made, { recursive: true, force: true });
  }
  rmSync(old, { recursive: true, force: true });
}

function compilerPath() {
  try {
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const problem = build();
  if (problem !== null) process.stderr.write(`${problem}\n`);
  // Installed without development dependencies there is nothing to build with; that is no fault
  // of the installation, and the command says so when it is called.
  if (problem !== null && compilerPath() !== null) process.exitCode = 1;
}
