import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A small OpenID Connect provider that signs in whoever comes, for tests: discovery, keys,
 * authorization with PKCE, and tokens signed with RS256. It checks what we send it as strictly as
 * a real one does, and can be told to answer wrongly.
 */
export interface TestProvider {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  /** Who signs in next, and how it answers. */
  says: ProviderSays;
  /** Requests for tokens that were refused: wrong PKCE, secret, address, or a code used twice. */
  readonly refused: string[];
  close(): Promise<void>;
}

export interface ProviderSays {
  readonly subject: string;
  readonly amr?: readonly string[];
  /** What is wrong with the ID token. */
  readonly wrong?: "nonce" | "signature" | "audience" | "expired" | "unsigned";
  /** Refuses at the authorization endpoint. */
  readonly error?: string;
}

interface Granted {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirect_uri: string;
  readonly says: ProviderSays;
}

interface Provider extends TestProvider {
  readonly codes: Map<string, Granted>;
}

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 });
const OTHER_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 });

export async function openTestProvider(subject: string): Promise<TestProvider> {
  const server = createServer((request, response) => {
    answered(provider, request, response).catch((error: Error) => {
      response.writeHead(500).end(error.message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const provider: Provider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    client_id: "yibao",
    client_secret: "fictitious-secret",
    says: { subject },
    refused: [],
    codes: new Map(),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return provider;
}

async function answered(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { issuer } = provider;
  const url = new URL(request.url ?? "/", issuer);
  const json = (status: number, body: unknown): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  if (url.pathname === "/.well-known/openid-configuration") {
    return json(200, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
    });
  }
  if (url.pathname === "/jwks") {
    const jwk = { ...KEY.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" };
    return json(200, { keys: [jwk] });
  }
  if (url.pathname === "/authorize") {
    const back = authorized(provider, url.searchParams);
    response.writeHead(302, { location: back }).end();
    return;
  }
  if (url.pathname === "/token" && request.method === "POST") {
    const tokens = tokensFor(provider, request, new URLSearchParams(await bodyOf(request)));
    return typeof tokens === "string" ? json(400, { error: tokens }) : json(200, tokens);
  }
  json(404, {});
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** Where the browser goes back to. */
function authorized({ codes, says, client_id }: Provider, asked: URLSearchParams): string {
  const given = (name: string): string => asked.get(name) ?? "";
  const back = new URL(given("redirect_uri"));
  back.searchParams.set("state", given("state"));
  const isWhole =
    given("response_type") === "code" &&
    given("client_id") === client_id &&
    given("scope").split(" ").includes("openid") &&
    given("code_challenge_method") === "S256" &&
    given("nonce") !== "" &&
    given("state") !== "";
  const error = says.error ?? (isWhole ? null : "invalid_request");
  if (error !== null) {
    back.searchParams.set("error", error);
    return back.href;
  }
  const code = randomUUID();
  codes.set(code, {
    nonce: given("nonce"),
    challenge: given("code_challenge"),
    redirect_uri: given("redirect_uri"),
    says,
  });
  back.searchParams.set("code", code);
  return back.href;
}

/** Tokens for a code, or why not. */
function tokensFor(
  { codes, client_id, client_secret, refused, issuer }: Provider,
  { headers }: IncomingMessage,
  asked: URLSearchParams,
): object | string {
  const refuse = (error: string, why: string): string => {
    refused.push(why);
    return error;
  };
  if (basicOf(headers.authorization) !== `${client_id}:${client_secret}`) {
    return refuse("invalid_client", "secret");
  }
  const code = asked.get("code") ?? "";
  const granted = codes.get(code);
  // Whatever the outcome, a code serves once.
  codes.delete(code);
  if (granted === undefined) return refuse("invalid_grant", "code");
  const verifier = asked.get("code_verifier") ?? "";
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  if (challenge !== granted.challenge) return refuse("invalid_grant", "PKCE");
  if (asked.get("redirect_uri") !== granted.redirect_uri) return refuse("invalid_grant", "address");
  const id_token = idToken(granted, issuer, client_id);
  return { access_token: randomUUID(), token_type: "Bearer", expires_in: 60, id_token };
}

/** The client's name and secret, each of them form-encoded (RFC 6749 §2.3.1). */
function basicOf(header = ""): string {
  const text = Buffer.from(header.replace(/^Basic /, ""), "base64").toString("utf8");
  return decodeURIComponent(text.replaceAll("+", " "));
}

function idToken({ nonce, says }: Granted, iss: string, client_id: string): string {
  const { subject: sub, amr, wrong } = says;
  const now = Math.floor(Date.now() / 1_000);
  const iat = wrong === "expired" ? now - 7_200 : now;
  const claims = {
    ...{ iss, sub, iat, exp: iat + 300 },
    ...(amr === undefined ? {} : { amr }),
    aud: wrong === "audience" ? "another" : client_id,
    nonce: wrong === "nonce" ? "another" : nonce,
  };
  const alg = wrong === "unsigned" ? "none" : "RS256";
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg, kid: "1", typ: "JWT" })}.${part(claims)}`;
  if (wrong === "unsigned") return `${text}.`;
  const key = wrong === "signature" ? OTHER_KEY.privateKey : KEY.privateKey;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), key).toString("base64url")}`;
}
