import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { YibaoError } from "../kernel/index.ts";

/**
 * The organisation's own sign-in (单位身份提供方), by OpenID Connect: authorization code flow with
 * PKCE, state and nonce (OpenID Connect Core 1.0 §3.1, RFC 7636). It is asked for its addresses
 * when somebody first wants to sign in by it, so that its being down stops nothing else.
 */
export interface OpenidOptions {
  /** `https://…`; http only on this machine. */
  readonly issuer: string;
  readonly client_id: string;
  /** Null for a client that has none: PKCE alone then binds the code to us. */
  readonly client_secret: string | null;
  /** Its own second factor counts as ours. */
  readonly trusts_factor: boolean;
  /** `https://yibao.example`, as browsers reach us; from the request itself when null. */
  readonly public_url: string | null;
}

export interface OpenidProvider {
  readonly issuer: string;
  readonly trusts_factor: boolean;
  readonly public_url: string | null;
  /** Where to send a browser, and what to keep until it is back. @throws YibaoError */
  begin(redirect_uri: string, now: Date): Promise<OpenidAsked>;
  /** Who came back. @throws YibaoError */
  finish(answer: URLSearchParams, asked: OpenidKept, now: Date): Promise<OpenidPerson>;
}

export interface OpenidKept {
  readonly redirect_uri: string;
  readonly state: string;
  readonly nonce: string;
  readonly code_verifier: string;
}

export interface OpenidAsked extends OpenidKept {
  /** The address at the provider. */
  readonly to: string;
}

export interface OpenidPerson {
  /** What the provider calls somebody, and never calls anybody else. */
  readonly subject: string;
  /** By its own word, and only where that counts, a second factor was shown. */
  readonly has_factor: boolean;
}

const TIMEOUT_SECONDS = 10;
/** Its addresses and keys are asked for again after that time. */
const KEPT_MILLISECONDS = 3_600_000;
/** Calls under way to the provider: a slow one must not gather all of our memory. */
const AT_ONCE = 64;
const SUBJECT = /^[!-~]{1,255}$/;

/**
 * Authentication methods (RFC 8176) that are a second factor or hold one: several factors, a
 * one-time password, a key in hardware, a smart card.
 */
const FACTORS: readonly unknown[] = ["mfa", "otp", "hwk", "sc"];

export function createOpenidProvider(options: OpenidOptions): OpenidProvider {
  const { issuer, trusts_factor, public_url } = options;
  const configuration = createKeptConfiguration(options);
  const inTurn = createTurns();
  return {
    ...{ issuer, trusts_factor, public_url },
    begin: (redirect_uri, now) =>
      inTurn(async () => addressOf(await configuration(now), redirect_uri)),
    finish: (answer, asked, now) =>
      inTurn(async () => personOf(await configuration(now), answer, asked, options)),
  };
}

/** Asks the provider for its addresses when they are needed; of many at once one asks. */
function createKeptConfiguration(options: OpenidOptions): (now: Date) => Promise<Configuration> {
  let kept: { readonly at: number; readonly found: Promise<Configuration> } | null = null;
  return (now) => {
    const at = now.getTime();
    if (kept !== null && Math.abs(at - kept.at) < KEPT_MILLISECONDS) return kept.found;
    const asked = { at, found: discovered(options) };
    kept = asked;
    // What could not be had is asked for again by the next one.
    asked.found.catch(() => {
      if (kept === asked) kept = null;
    });
    return asked.found;
  };
}

/** @throws YibaoError ACCESS-OIDC-UNREACHABLE */
async function discovered(options: OpenidOptions): Promise<Configuration> {
  const { issuer, client_id } = options;
  const address = new URL(issuer);
  try {
    const found = await discovery(address, client_id, {}, clientAuth(options), {
      timeout: TIMEOUT_SECONDS,
      execute: isLoopbackHttp(address) ? [allowInsecureRequests] : [],
    });
    // Else an ID token that came over TLS would be believed unsigned.
    enableNonRepudiationChecks(found);
    return found;
  } catch (error) {
    throw new YibaoError("ACCESS-OIDC-UNREACHABLE", { issuer, reason: reasonOf(error) });
  }
}

/** Whether an address is plain http to this very machine, as in tests and trials. */
export function isLoopbackHttp({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

/** As the provider says it takes it; by its standard, in the header when it says nothing. */
function clientAuth({ client_secret }: OpenidOptions): ClientAuth {
  if (client_secret === null) return None();
  const [basic, post] = [ClientSecretBasic(client_secret), ClientSecretPost(client_secret)];
  return (provider, client, body, headers) => {
    const methods = provider.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const chosen = methods.includes("client_secret_basic") ? basic : post;
    return chosen(provider, client, body, headers);
  };
}

async function addressOf(configuration: Configuration, redirect_uri: string): Promise<OpenidAsked> {
  const kept = {
    redirect_uri,
    state: randomState(),
    nonce: randomNonce(),
    code_verifier: randomPKCECodeVerifier(),
  };
  const to = buildAuthorizationUrl(configuration, {
    scope: "openid",
    redirect_uri,
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await calculatePKCECodeChallenge(kept.code_verifier),
    code_challenge_method: "S256",
  });
  return { ...kept, to: to.href };
}

/** @throws YibaoError ACCESS-OIDC-REFUSED | ACCESS-OIDC-ANSWER | ACCESS-OIDC-UNREACHABLE */
async function personOf(
  configuration: Configuration,
  answer: URLSearchParams,
  { redirect_uri, state, nonce, code_verifier }: OpenidKept,
  { issuer, trusts_factor }: OpenidOptions,
): Promise<OpenidPerson> {
  const back = new URL(redirect_uri);
  back.search = answer.toString();
  const tokens = await authorizationCodeGrant(configuration, back, {
    pkceCodeVerifier: code_verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  }).catch((error: unknown) => {
    throw refusalOf(error, issuer);
  });
  const claims = tokens.claims();
  const subject = claims?.sub ?? "";
  if (!SUBJECT.test(subject)) {
    throw new YibaoError("ACCESS-OIDC-ANSWER", { issuer, reason: "sub" });
  }
  const factors: readonly unknown[] = Array.isArray(claims?.amr) ? claims.amr : [];
  const has_factor = trusts_factor && factors.some((one) => FACTORS.includes(one));
  return { subject, has_factor };
}

function refusalOf(error: unknown, issuer: string): unknown {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    return new YibaoError("ACCESS-OIDC-REFUSED", { issuer, reason: plainCode(error.error) });
  }
  const reason = reasonOf(error);
  if (isNoAnswer(error)) return new YibaoError("ACCESS-OIDC-UNREACHABLE", { issuer, reason });
  if (error instanceof ClientError) return new YibaoError("ACCESS-OIDC-ANSWER", { issuer, reason });
  return error;
}

const TIMED_OUT = "OAUTH_TIMEOUT";

function isNoAnswer(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === TIMED_OUT || (error instanceof TypeError && message === "fetch failed");
}

/** Of an error of the library or of the network, what an administrator can look up. */
function reasonOf(error: unknown): string {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  if (code === TIMED_OUT) return `${TIMEOUT_SECONDS} 秒内没有答复`;
  const inner = (cause as { readonly code?: unknown } | undefined)?.code;
  return plainCode(code ?? inner);
}

/** Codes are words; whatever else a provider sends is not repeated to anybody. */
function plainCode(text: unknown): string {
  return typeof text === "string" && /^[A-Za-z0-9_.-]{1,60}$/.test(text) ? text : "未说明原因";
}

/** @throws YibaoError ACCESS-BUSY */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  return async (work) => {
    if (running >= AT_ONCE) throw new YibaoError("ACCESS-BUSY");
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}
