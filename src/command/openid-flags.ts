import { readFileSync } from "node:fs";
import { isLoopbackHttp, type OpenidOptions } from "../access/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";

/**
 * How staff sign in by the organisation's own identity provider; null when no flag asks for it.
 * The secret comes from a file: a command line is there for everybody on the machine to read.
 * @throws YibaoError COMMAND-MISSING | COMMAND-BAD-FLAG | COMMAND-OIDC-SECRET
 */
export function openidFlags(invocation: Invocation): OpenidOptions | null {
  const given = (flag: string): string | null => textFlag(invocation, flag)?.trim() || null;
  const issuer = given("oidc-issuer");
  const client_id = given("oidc-client-id");
  const secret_file = given("oidc-client-secret-file");
  const trusts_factor = invocation.flags["oidc-trusts-factor"] === true;
  if (issuer === null) {
    if (client_id === null && secret_file === null && !trusts_factor) return null;
    throw new YibaoError("COMMAND-MISSING", { command: "serve", what: "--oidc-issuer" });
  }
  if (client_id === null) {
    throw new YibaoError("COMMAND-MISSING", { command: "serve", what: "--oidc-client-id" });
  }
  assertAddress("--oidc-issuer", issuer, false);
  const public_url = given("public-url")?.replace(/\/$/, "") ?? null;
  if (public_url !== null) assertAddress("--public-url", public_url, true);
  const client_secret = secret_file === null ? null : secretOf(secret_file);
  return { issuer, client_id, client_secret, trusts_factor, public_url };
}

/** https, or http on this machine; an origin has neither path nor query. */
function assertAddress(flag: string, value: string, is_origin: boolean): void {
  const address = URL.canParse(value) ? new URL(value) : null;
  const isSafe = address !== null && (address.protocol === "https:" || isLoopbackHttp(address));
  const isPlain = address?.search === "" && address.hash === "" && address.username === "";
  if (isSafe && isPlain && (!is_origin || address.origin === value)) return;
  const path = is_origin ? "，不带路径" : "";
  const allowed = `https:// 开头的地址（本机试用可用 http://127.0.0.1）${path}`;
  throw new YibaoError("COMMAND-BAD-FLAG", { flag, value, allowed });
}

/** @throws YibaoError COMMAND-OIDC-SECRET */
function secretOf(file: string): string {
  let reason = "内容是空的";
  try {
    const secret = readFileSync(file, "utf8").trim();
    if (secret !== "") return secret;
  } catch (error) {
    reason = (error as NodeJS.ErrnoException).code ?? "读取失败";
  }
  throw new YibaoError("COMMAND-OIDC-SECRET", { file, reason });
}
