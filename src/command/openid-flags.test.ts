import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { openidFlags } from "./openid-flags.ts";

// Goal: `yibao serve` knows an identity provider only when told one, whole and safe; its secret is
// in a file and nowhere else.

const folder = mkdtempSync(join(tmpdir(), "yibao-openid-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ISSUER = "https://login.example";
const WHOLE = ["--oidc-issuer", ISSUER, "--oidc-client-id", "yibao"];

function read(...flags: string[]) {
  return openidFlags(parseArguments(["serve", ...flags]));
}

test("none unless asked for; the whole of it as given, the secret from its file", () => {
  expect(read()).toBeNull();
  const plain = { issuer: ISSUER, client_id: "yibao", client_secret: null };
  expect(read(...WHOLE)).toEqual({ ...plain, trusts_factor: false, public_url: null });
  const file = join(folder, "secret");
  writeFileSync(file, "fictitious\n");
  const more = ["--oidc-trusts-factor", "--public-url", "https://yibao.example/"];
  expect(read(...WHOLE, "--oidc-client-secret-file", file, ...more)).toEqual({
    ...plain,
    ...{ client_secret: "fictitious", trusts_factor: true, public_url: "https://yibao.example" },
  });
});

test("half of it is refused, and so is an address that anybody on the way can read", () => {
  const missing = (what: string) =>
    expect.objectContaining({ code: "COMMAND-MISSING", details: { command: "serve", what } });
  expect(() => read("--oidc-client-id", "yibao")).toThrow(missing("--oidc-issuer"));
  expect(() => read("--oidc-trusts-factor")).toThrow(missing("--oidc-issuer"));
  expect(() => read("--oidc-issuer", ISSUER)).toThrow(missing("--oidc-client-id"));
  const bad = (flag: string) =>
    expect.objectContaining({
      code: "COMMAND-BAD-FLAG",
      details: expect.objectContaining({ flag }),
    });
  for (const issuer of ["http://login.example", "login.example", "https://login.example?x=1"]) {
    expect(() => read("--oidc-issuer", issuer, "--oidc-client-id", "yibao")).toThrow(
      bad("--oidc-issuer"),
    );
  }
  for (const url of ["http://yibao.example", "https://yibao.example/path"]) {
    expect(() => read(...WHOLE, "--public-url", url)).toThrow(bad("--public-url"));
  }
  expect(read("--oidc-issuer", "http://127.0.0.1:9000", "--oidc-client-id", "y")).not.toBeNull();
});

test("COMMAND-OIDC-SECRET: a secret that is not there, or empty", () => {
  const empty = join(folder, "empty");
  writeFileSync(empty, "\n");
  for (const [file, reason] of [
    [join(folder, "none"), "ENOENT"],
    [empty, "内容是空的"],
  ] as const) {
    expect(() => read(...WHOLE, "--oidc-client-secret-file", file)).toThrow(
      expect.objectContaining({ code: "COMMAND-OIDC-SECRET", details: { file, reason } }),
    );
  }
});
