import { useQuery } from "@tanstack/react-query";
import type { CalculatorPaths } from "../api/calculator-paths.ts";
import type { Paths as OwnPaths } from "../api/paths.ts";
import { NO_ANSWER, NOT_SIGNED_IN, Problem, problemOf } from "./problem.ts";
import { queries } from "./queries.ts";
import { SHARED_WORDS } from "./shared.words.ts";
import { signInGate } from "./sign-in-gate.ts";
import { wordsNow } from "./words.ts";

interface Paths extends OwnPaths, CalculatorPaths {}

/**
 * Calls of the platform, typed by its own description:
 * `call("GET /api/v1/people/{person_no}", { params: { person_no } })`.
 */
export type Operation = keyof Paths & string;
export type AnswerOf<O extends Operation> = Paths[O]["answer"];
export type BodyOf<O extends Operation> = Paths[O]["body"];
export type QueryOf<O extends Operation> = Paths[O]["query"];
export type ParamsOf<O extends Operation> = Paths[O]["params"];

type Part<K extends string, V> = [V] extends [undefined]
  ? { readonly [P in K]?: undefined }
  : object extends V
    ? { readonly [P in K]?: V }
    : { readonly [P in K]: V };

/** Each operation by itself: three unions of all of them would make a product too large to hold. */
type AskedByOperation = {
  readonly [O in Operation]: Flat<
    Part<"params", ParamsOf<O>> & Part<"query", QueryOf<O>> & Part<"body", BodyOf<O>>
  >;
};
type Flat<T> = { readonly [K in keyof T]: T[K] };

export type Asked<O extends Operation> = AskedByOperation[O];

/** Nothing need be given where nothing is asked for. */
export type AskedOptionally<O extends Operation> =
  object extends Asked<O> ? [asked?: Asked<O>] : [asked: Asked<O>];

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** A call that may find nobody signed in: no dialog opens. */
  readonly quiet?: boolean;
}

interface Request {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
}

/** @throws Problem */
export async function call<O extends Operation>(
  operation: O,
  ...[asked]: AskedOptionally<O>
): Promise<AnswerOf<O>> {
  return callWith<O>(operation, (asked ?? {}) as unknown as Asked<O>, {});
}

/** `call` with a signal to break it off, or without a dialog. @throws Problem */
export async function callWith<O extends Operation>(
  operation: O,
  asked: NoInfer<Asked<O>>,
  { signal, quiet = false }: CallOptions,
): Promise<AnswerOf<O>> {
  const response = await send(operation, asked as Request, signal);
  if (response.ok) return (await response.json()) as AnswerOf<O>;
  const problem = await problemOf(response);
  if (problem.status !== NOT_SIGNED_IN || quiet) throw problem;
  if (await signInGate.ask()) return callWith(operation, asked, signal ? { signal } : {});
  const words = wordsNow(SHARED_WORDS);
  throw new Problem(NOT_SIGNED_IN, { detail: words.signInCancelled, mend: words.signInMend });
}

async function send(operation: string, asked: Request, signal?: AbortSignal): Promise<Response> {
  const [method = "GET"] = operation.split(" ");
  const { body } = asked;
  const isFile = body instanceof Blob;
  const type = isFile ? "application/octet-stream" : "application/json";
  try {
    return await fetch(addressOf(operation, asked), {
      method,
      credentials: "same-origin",
      ...(signal === undefined ? {} : { signal }),
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": type }),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    const words = wordsNow(SHARED_WORDS);
    throw new Problem(NO_ANSWER, {
      title: words.errorNetwork,
      detail: words.errorNetworkDetail,
      mend: words.errorNetworkMend,
    });
  }
}

/** The address of an operation, also for links to downloads. */
export function addressOf(operation: string, { params = {}, query = {} }: Request = {}): string {
  const [, path = ""] = operation.split(" ");
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(params[name] ?? "")),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

/** What a screen reads: kept, shared between components, read again when it is old. */
export function useCall<O extends Operation>(operation: O, ...[asked]: AskedOptionally<O>) {
  return useQuery<AnswerOf<O>, Problem>(
    callQuery<O>(operation, (asked ?? {}) as unknown as Asked<O>),
  );
}

/**
 * Begins to read what a screen will ask for. Nobody is told when it fails, or asked to sign in: the
 * screen asks again.
 */
export function callAhead<O extends Operation>(operation: O, asked: NoInfer<Asked<O>>): void {
  const { queryKey } = callQuery(operation, asked);
  const queryFn = () => callWith(operation, asked, { quiet: true });
  void queries.prefetchQuery({ queryKey, queryFn, retry: false });
}

/** For `useQuery` with options of its own (`enabled`, `refetchInterval` …). */
export function callQuery<O extends Operation>(operation: O, asked: NoInfer<Asked<O>>) {
  return {
    queryKey: [operation, asked] as const,
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<AnswerOf<O>> =>
      callWith(operation, asked, { signal }),
  };
}
