import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../src/store/index.ts";

// Goal: `npm ci` works everywhere. A registry that serves only some platforms' packages makes
// `npm install` drop the others from the lock file, and newer npm then refuses it.

interface LockedPackage {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(join(packageRoot(), "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

test("every platform's optional package is in the lock file", () => {
  const missing = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !lock.packages[`node_modules/${name}`]),
  );
  expect(missing).toEqual([]);
});

test("no registry address is in the lock file", () => {
  const resolved = Object.values(lock.packages).flatMap((one) => one.resolved ?? []);
  expect(resolved).toEqual([]);
});
