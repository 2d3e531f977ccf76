import { useSyncExternalStore } from "react";
import { type AnswerOf, callWith } from "../../shared/client.ts";
import { Problem } from "../../shared/problem.ts";
import { queries } from "../../shared/queries.ts";
import { wordsNow } from "../../shared/words.ts";
import { DISCLOSURE_WORDS } from "./disclosure.words.ts";

/**
 * Files on their way through the check: two at once, the others wait. The line belongs to the tab,
 * not to a screen, so that somebody may look elsewhere meanwhile.
 */
export interface QueuedFile {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  readonly state: "waiting" | "working" | "done" | "failed" | "cancelled";
  /** When work on it began, in milliseconds of the page. */
  readonly began: number | null;
  readonly result: Result | null;
  readonly problem: Problem | null;
}

export interface CheckAs {
  readonly profile: string;
  readonly year: number | null;
  /** Last year's, or the budget of the same year: what they are compared with. */
  readonly against: File | null;
}

type Result = AnswerOf<"POST /api/v1/disclosures/checks">;

const AT_ONCE = 2;
const BYTES_MOST = 64 * 1024 * 1024;
const KINDS = /\.(pdf|docx|xlsx|html?|txt)$/i;

let files: readonly QueuedFile[] = [];
let nextKey = 1;
const sources = new Map<number, { readonly file: File; readonly as: CheckAs }>();
const stops = new Map<number, AbortController>();
const listeners = new Set<() => void>();

export function useCheckQueue(): readonly QueuedFile[] {
  return useSyncExternalStore(subscribe, () => files);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function addFiles(chosen: readonly File[], as: CheckAs): void {
  for (const file of chosen) {
    const key = nextKey;
    nextKey += 1;
    const problem = problemOfFile(file);
    if (problem === null) sources.set(key, { file, as });
    const state = problem === null ? "waiting" : "failed";
    const { name, size: bytes } = file;
    files = [...files, { key, name, bytes, state, began: null, result: null, problem }];
  }
  told();
  start();
}

/** What can be seen before anything is sent. */
export function problemOfFile({ name, size }: File): Problem | null {
  const words = wordsNow(DISCLOSURE_WORDS);
  if (!KINDS.test(name)) {
    return new Problem(400, { detail: words.wrongKind, mend: words.wrongKindMend });
  }
  return size > BYTES_MOST
    ? new Problem(413, { detail: words.tooLarge, mend: words.tooLargeMend })
    : null;
}

export function cancelFile(key: number): void {
  stops.get(key)?.abort();
  change(key, { state: "cancelled" });
  start();
}

export function tryAgain(key: number): void {
  change(key, { state: "waiting", problem: null, began: null });
  start();
}

export function dismiss(key: number): void {
  sources.delete(key);
  files = files.filter((one) => one.key !== key);
  told();
}

export function canTryAgain({ key, state }: QueuedFile): boolean {
  return sources.has(key) && (state === "failed" || state === "cancelled");
}

function start(): void {
  const working = files.filter(({ state }) => state === "working").length;
  const next = files.filter(({ state }) => state === "waiting").slice(0, AT_ONCE - working);
  for (const { key } of next) void work(key);
}

async function work(key: number): Promise<void> {
  const source = sources.get(key);
  if (source === undefined) return;
  const stop = new AbortController();
  stops.set(key, stop);
  change(key, { state: "working", began: performance.now() });
  try {
    const result = await send(source, stop.signal);
    sources.delete(key);
    change(key, { state: "done", result });
    queries.invalidateQueries({ queryKey: ["GET /api/v1/disclosures/checks"] });
  } catch (error) {
    if (!stop.signal.aborted) change(key, { state: "failed", problem: asProblem(error) });
  } finally {
    stops.delete(key);
    start();
  }
}

function send(
  { file, as }: { readonly file: File; readonly as: CheckAs },
  signal: AbortSignal,
): Promise<Result> {
  const { profile, year, against } = as;
  const query = {
    name: file.name,
    ...(profile === "" ? {} : { profile }),
    ...(year === null ? {} : { year }),
    ...(against === null ? {} : { against: against.name, against_bytes: against.size }),
  };
  // One after the other: the length of the second says where it begins.
  const body = against === null ? file : new Blob([file, against]);
  return callWith("POST /api/v1/disclosures/checks", { query, body }, { signal });
}

function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, { detail: String(error) });
}

function change(key: number, changed: Partial<QueuedFile>): void {
  files = files.map((one) => (one.key === key ? { ...one, ...changed } : one));
  told();
}

function told(): void {
  for (const listener of listeners) listener();
}
