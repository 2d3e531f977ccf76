import type { Readable } from "node:stream";
import type { Static, TSchema } from "typebox";
import type { Caller, Right } from "../access/index.ts";
import type { Runner } from "../store/index.ts";
import type { House } from "./house.ts";

/**
 * A route of the browser, declared: who may call it, what it takes and gives, whose data it shows.
 * The registrar (`register-routes.ts`) does the rest, the same for all: session, right, region
 * limits, audit, problems. OpenAPI, the browser's types and the route × role test come from it too.
 */
export interface Route {
  readonly method: Method;
  readonly path: RoutePath;
  /** 中文: in the audit, in OpenAPI and in refusals. */
  readonly title: string;
  /** Who may call: who has the right (one of several), anybody who is signed in, or anybody. */
  readonly right: Right | readonly Right[] | "signed-in" | "public";
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly answer: TSchema;
  /** Largest body in bytes; Fastify's 1 MiB when not given. */
  readonly body_bytes?: number;
  /** The body comes as it is (a file), not as JSON. */
  readonly raw_body?: true;
  /** Also for those who must first enrol a second factor or change their password. */
  readonly for_limited_sessions?: true;
  /** Whose personal data is read or changed: kept in the audit. */
  subject?(asked: Asked): string | null;
  /** What it does keeps its own events: who tried to sign in is known only inside. */
  readonly audits_itself?: true;
  /** It is opened as a page and sends the browser on: 302 instead of an answer. */
  readonly redirects?: true;
  /** Fields of the body that the audit keeps out, for they are secrets. */
  readonly secrets?: readonly string[];
  handle(context: Context, asked: Asked): Promise<unknown>;
}

/** Whether a caller's rights are enough; a limited session has none. */
export function isAllowed({ right }: Pick<Route, "right">, caller: Caller): boolean {
  if (right === "public") return true;
  if (right === "signed-in") return caller.kind !== "public";
  const anyOf = typeof right === "string" ? [right] : right;
  return anyOf.some((one) => caller.rights.has(one));
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";
export type RoutePath = `/api/v1/${string}`;

/** What came in, checked by the schemas; its types are those of the schemas inside `route()`. */
export interface Asked {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** What a handler works with. */
export interface Context {
  readonly house: House;
  readonly caller: Caller;
  readonly now: Date;
  /** From where the call comes. */
  readonly address: string;
  /**
   * Reads in one transaction that can only read, and only rows of the caller's regions, person or
   * institution: the database itself leaves out the others.
   */
  read<T>(work: (runner: Runner) => Promise<T>): Promise<T>;
  /** Whether the caller has given a reason, a short while ago, to see this person unmasked. */
  isUnmasked(person_no: string): Promise<boolean>;
  /** Sets the session's cookie, or takes it away. */
  setSession(token: string | null): void;
  /** What the browser carries while it is at the organisation's own sign-in; null for nothing. */
  readonly openidToken: string | null;
  /** Sets its cookie, or takes it away. */
  setOpenidToken(token: string | null): void;
  /** `https://yibao.example`: as the browser reached us, unless the house knows better. */
  readonly origin: string;
  /** The browser's own name for itself. */
  readonly agent: string;
}

type TypeOf<S> = S extends TSchema ? Static<S> : undefined;

export interface RouteDeclaration<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  B extends TSchema | undefined,
  A extends TSchema,
> extends Omit<Route, "params" | "query" | "body" | "answer" | "subject" | "handle"> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
  /** Whose personal data is read or changed: kept in the audit. */
  subject?(asked: TypedAsked<P, Q, B>): string | null;
  handle(context: Context, asked: TypedAsked<P, Q, B>): Promise<Static<A> | Download | Redirect>;
}

interface TypedAsked<P, Q, B> {
  readonly params: TypeOf<P>;
  readonly query: TypeOf<Q>;
  readonly body: TypeOf<B>;
}

/** Declares a route: the types of its handler are those of its schemas. */
export function route<
  A extends TSchema,
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(declaration: RouteDeclaration<P, Q, B, A>): Route {
  return declaration as unknown as Route;
}

/** An answer that is a file. */
export interface Download {
  readonly download: {
    readonly name: string;
    readonly type: string;
    /** A stream where the whole would be too much to hold. */
    readonly bytes: Uint8Array | Readable;
    /** Shown in a frame of one of our pages, where it can neither run nor fetch anything. */
    readonly is_framed?: true;
  };
}

export function download(
  name: string,
  type: string,
  bytes: Uint8Array | Readable | string,
): Download {
  const content = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return { download: { name, type, bytes: content } };
}

/** A page of its own that is looked at within one of ours. */
export function framed(name: string, html: Uint8Array | string): Download {
  const made = download(name, "text/html;charset=utf-8", html);
  return { download: { ...made.download, is_framed: true } };
}

export function isDownload(answer: unknown): answer is Download {
  return typeof answer === "object" && answer !== null && "download" in answer;
}

/** An answer that sends the browser to another address. */
export interface Redirect {
  readonly redirect: string;
}

export function isRedirect(answer: unknown): answer is Redirect {
  return typeof answer === "object" && answer !== null && "redirect" in answer;
}

/** `GET /api/v1/people/{person_no}`: how a route is named in the audit, OpenAPI and the client. */
export function routeName({ method, path }: Pick<Route, "method" | "path">): string {
  return `${method} ${path.replace(/:(\w+)/g, "{$1}")}`;
}
