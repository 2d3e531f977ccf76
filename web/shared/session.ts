import { useQuery } from "@tanstack/react-query";
import type { Paths } from "../api/paths.ts";
import { call, callWith } from "./client.ts";
import { NOT_SIGNED_IN, Problem } from "./problem.ts";
import { queries } from "./queries.ts";

/** Who is signed in. */
export type Session = Paths["GET /api/v1/session"]["answer"];
export type Right = Session["rights"][number];

const KEY = ["session"] as const;

async function readSession(): Promise<Session | null> {
  try {
    const session = await callWith("GET /api/v1/session", {}, { quiet: true });
    return session.kind === "public" ? null : session;
  } catch (error) {
    if (error instanceof Problem && error.status === NOT_SIGNED_IN) return null;
    throw error;
  }
}

/** Asks who is signed in before anything is drawn. */
export function fetchSession(): void {
  void queries.prefetchQuery({ queryKey: KEY, queryFn: readSession });
}

/** `data` is null when nobody is signed in, undefined while it is not known. */
export function useSession() {
  return useQuery<Session | null, Problem>({
    queryKey: KEY,
    queryFn: readSession,
    // Never read again by itself: a session that has ended shows at the next call, as a dialog over
    // the page, and not by the page being taken away.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useRights(): ReadonlySet<string> {
  return new Set(useSession().data?.rights ?? []);
}

/**
 * After a sign-in. Whatever was read for somebody else is forgotten.
 * @returns whether the same came back who was here, so that what they began may go on
 */
export async function sessionChanged(): Promise<boolean> {
  const before = queries.getQueryData<Session | null>(KEY);
  const after = await readSession();
  queries.setQueryData(KEY, after);
  const isSame = before == null || before.account === after?.account;
  if (!isSame) forgetAll();
  return isSame;
}

export async function signOut(): Promise<void> {
  await call("DELETE /api/v1/session").catch(() => undefined);
  sessionStorage.clear();
  forgetAll();
  queries.setQueryData(KEY, null);
}

function forgetAll(): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
}
