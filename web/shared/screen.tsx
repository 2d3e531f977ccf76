import { Component, type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { Route } from "wouter";
import { ErrorPage, PageSkeleton } from "./feedback.tsx";
import { Problem } from "./problem.ts";
import { SHARED_WORDS } from "./shared.words.ts";
import { type Phrase, wordsNow } from "./words.ts";

/** What a screen is to both programs: address, title, and a file that is fetched when shown. */
export interface ScreenEntry {
  /** `/people/:person_no`; with a `:` it is in no menu. */
  readonly path: string;
  readonly title: Phrase;
  readonly load: () => Promise<{ readonly default: ComponentType<ScreenProps> }>;
  /** Begins to read what it shows, for who comes by its address. */
  readonly ahead?: (params: Readonly<Record<string, string>>) => void;
}

export interface ScreenProps {
  /** Of the address: `person_no` of `/people/:person_no`, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** The route of a screen; made once a screen, outside of any component. */
export function screenRoute(screen: ScreenEntry): (allowed: boolean) => ReactNode {
  const Screen = lazy(screen.load);
  return (allowed) => (
    <Route key={screen.path} path={screen.path}>
      {(params: Readonly<Record<string, string | undefined>>) =>
        allowed ? (
          <PageBoundary key={JSON.stringify(params)}>
            <Suspense fallback={<PageSkeleton />}>
              <Screen params={decoded(params)} />
            </Suspense>
          </PageBoundary>
        ) : (
          <NotAllowed />
        )
      }
    </Route>
  );
}

/**
 * Begins to fetch the screen of an address before anything is drawn, while it is being asked who is
 * signed in.
 */
export function fetchScreen(screens: readonly ScreenEntry[], address: string): void {
  for (const screen of screens) {
    const params = paramsAt(screen.path, address);
    if (params === null) continue;
    // What cannot be fetched, or read in the address, is told when it is to be shown.
    screen.load().catch(() => undefined);
    try {
      screen.ahead?.(decoded(params));
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
    }
    return;
  }
}

/** The params of an address, as it writes them; null where it is another screen's. */
function paramsAt(path: string, address: string): Readonly<Record<string, string>> | null {
  const parts = path.split("/").filter(Boolean);
  const given = address.split("/").filter(Boolean);
  if (parts.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    if (part.startsWith(":")) params[part.slice(1)] = given[index] ?? "";
    else if (part !== given[index]) return null;
  }
  return params;
}

function decoded(
  params: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value ?? "")]),
  );
}

export function NotAllowed() {
  const words = wordsNow(SHARED_WORDS);
  return <ErrorPage problem={new Problem(403, { detail: words.errorForbidden })} />;
}

export function NotFound() {
  const words = wordsNow(SHARED_WORDS);
  return <ErrorPage problem={new Problem(404, { detail: words.errorNotFoundDetail })} />;
}

interface BoundaryState {
  readonly problem: Problem | null;
}

/** A page that fails leaves the rest of the program standing. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { problem: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    if (error instanceof Problem) return { problem: error };
    const words = wordsNow(SHARED_WORDS);
    const detail = error instanceof Error ? error.message : String(error);
    return { problem: new Problem(500, { detail: `${words.errorPage}: ${detail}` }) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return <ErrorPage problem={problem} onRetry={() => location.reload()} />;
  }
}
