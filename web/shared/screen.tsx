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
  const screen = screens.find(({ path }) => isAt(path, address));
  // What cannot be fetched is told when it is to be shown.
  screen?.load().catch(() => undefined);
}

function isAt(path: string, address: string): boolean {
  const parts = path.split("/").filter(Boolean);
  const given = address.split("/").filter(Boolean);
  return (
    parts.length === given.length &&
    parts.every((part, index) => part.startsWith(":") || part === given[index])
  );
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
