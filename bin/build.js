#!/usr/bin/env node
// Builds src/, bench/ and the programs of test/ to dist/, and the browser's programs of web/ to
// dist/web/. Runs in npm's `prepare`, and from bin/yibao.js when dist/ is missing or older than the
// sources, so that no user has to know of a build step.
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const gzipped = promisify(gzip);
const gateway = join(root, "src/gateway");
const TYPES_MADE = [join(gateway, "client/types.ts"), join(gateway, "message-types.ts")];
const TYPES_MADE_FROM = [
  "transactions",
  "dictionaries.json",
  "generate.ts",
  "generate-types.ts",
  "transaction-table.ts",
].map((name) => join(gateway, name));
/** Types of the browser's client: nothing of it is in the bundle. */
const WEB_TYPES_MADE = join(root, "web/api/paths.ts");
const stamp = join(root, "dist", ".built");

/** Whether dist/ holds what the sources say. */
export function isBuilt() {
  if (!existsSync(stamp)) return false;
  if (!existsSync(join(root, "src"))) return true;
  const built = statSync(stamp).mtimeMs;
  const programs = ["test/crash", "test/simulate-bureau", "test/disclosure-campaign"];
  const folders = ["src", "bench", "web", ...programs];
  const sources = folders.map((folder) => join(root, folder)).filter(existsSync);
  return newest([join(root, "tsconfig.build.json"), ...sources]) <= built;
}

function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      latest = Math.max(latest, newest(readdirSync(path).map((name) => join(path, name))));
    } else if (!path.endsWith(".sql") && path !== WEB_TYPES_MADE) {
      latest = Math.max(latest, stat.mtimeMs);
    }
  }
  return latest;
}

/**
 * Compiles; answers with an error text, or null when dist/ is ready. The new dist/ is made beside
 * the old one and takes its place at the end, so that two builds at once do no harm.
 */
export async function build() {
  const compiler = programOf("typescript", "bin/tsc");
  const bundler = programOf("vite", "bin/vite.js");
  if (compiler === null || bundler === null) {
    return "缺少 TypeScript 编译器或 Vite；请在项目目录运行 npm ci";
  }
  const started = new Date();
  const made = join(root, `dist.${process.pid}`);
  // The bundler reads web/ alone, and drops its types: it runs while the compiler does.
  const bundled = bundle(bundler, made);
  const compiled = makeTypes(compiler, made) ?? compile(compiler, made, []);
  const problem = (await bundled) ?? compiled ?? makeWebTypes(made) ?? (await compress(made));
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

/** Writes the types of the browser's client, which only its type check reads. */
function makeWebTypes(made) {
  if (!existsSync(join(root, "web"))) return null;
  const writer = pathToFileURL(join(made, "src/workbench/write-client-types.js")).href;
  const script = `(await import(${JSON.stringify(writer)})).writeClientTypes(${JSON.stringify(root)})`;
  return run(["--input-type=module", "-e", script]);
}

const COMPRESSED = /\.(?:js|css|svg)$/;

/** Puts a compressed copy beside each file of the web, once, so that no request waits for it. */
async function compress(made) {
  const folder = join(made, "web/assets");
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder).filter((name) => COMPRESSED.test(name));
  await Promise.all(
    names.map(async (name) => {
      const bytes = await gzipped(readFileSync(join(folder, name)), { level: 9 });
      writeFileSync(join(folder, `${name}.gz`), bytes);
    }),
  );
  return null;
}

function compile(compiler, outDir, options) {
  const project = ["-p", join(root, "tsconfig.build.json"), "--outDir", outDir];
  return run([compiler, ...project, ...options]);
}

function run(parameters) {
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, { encoding: "utf8" });
  return status === 0 ? null : `编译失败：\n${stdout}${stderr}`;
}

/** Bundles the browser's programs; resolves to an error text or null. */
function bundle(bundler, made) {
  if (!existsSync(join(root, "web"))) return Promise.resolve(null);
  const config = ["--config", join(root, "web/vite.config.ts")];
  const options = ["--outDir", join(made, "web"), "--logLevel", "warn"];
  const child = spawn(process.execPath, [bundler, "build", ...config, ...options], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", NO_COLOR: "1" },
  });
  let told = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      told += text;
    });
  }
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(`网页打包失败：\n${error.message}`));
    child.on("close", (status) => resolve(status === 0 ? null : `网页打包失败：\n${told}`));
  });
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

/** Where a program of a package lies, or null when the package is not installed. */
function programOf(name, program) {
  try {
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve(`${name}/package.json`)), program);
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const isWanted = !(process.argv.includes("--if-stale") && isBuilt());
  const problem = isWanted ? await build() : null;
  if (problem !== null) process.stderr.write(`${problem}\n`);
  // Installed without development dependencies there is nothing to build with; that is no fault
  // of the installation, and the command says so when it is called.
  const canBuild = programOf("typescript", "") !== null && programOf("vite", "") !== null;
  if (problem !== null && canBuild) process.exitCode = 1;
}
