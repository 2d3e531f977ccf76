import { Button } from "antd";
import { lazy, Suspense } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { PageSkeleton } from "../shared/feedback.tsx";
import { Logo } from "../shared/logo.tsx";
import { Mark } from "../shared/mark.tsx";
import { NotFound, screenRoute } from "../shared/screen.tsx";
import { type Session, signOut, useSession } from "../shared/session.ts";
import { useSharedWords } from "../shared/shared.words.ts";
import { LanguageSwitch, ThemeSwitch, UnitSwitch } from "../shared/switches.tsx";
import { usePhrase, useWords } from "../shared/words.ts";
import { PORTAL_WORDS } from "./portal.words.ts";
import { SCREENS } from "./screens.ts";

/** Most visitors never sign in: what it needs is fetched by those who do. */
const CredentialDialog = lazy(() => import("./front/credential-dialog.tsx"));
const SignInFirst = lazy(() => import("./front/sign-in-first.tsx"));

const ROUTES = SCREENS.map((screen) => ({ screen, route: screenRoute(screen) }));

/** The program of the public and of insured people. */
export function Portal() {
  const shared = useSharedWords();
  const session = useSession().data ?? null;
  const isInsured = session?.kind === "insured";
  return (
    <div className="hall">
      <a href="#main" className="skip-link">
        {shared.skip}
      </a>
      <HallHead session={isInsured ? session : null} />
      <main id="main" className="hall-main" tabIndex={-1}>
        <Switch>
          {ROUTES.map(({ screen, route }) =>
            screen.audience === "public" || isInsured ? (
              route(true)
            ) : (
              <Route key={screen.path} path={screen.path}>
                <Suspense fallback={<PageSkeleton rows={4} />}>
                  <SignInFirst />
                </Suspense>
              </Route>
            ),
          )}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </main>
      <HallFoot />
      <Suspense>
        <CredentialDialog />
      </Suspense>
    </div>
  );
}

function HallHead({ session }: { readonly session: Session | null }) {
  const words = useWords(PORTAL_WORDS);
  const shared = useSharedWords();
  const phrase = usePhrase();
  const [path] = useLocation();
  const shown = SCREENS.filter(({ hidden, path: one }) => hidden !== true && !one.includes(":"));
  return (
    <header className="hall-head">
      <Link href="/" className="frame-brand">
        <Logo />
        <span>{shared.portal}</span>
      </Link>
      <nav aria-label={words.menu} className="hall-menu">
        {shown.map((screen) => (
          <Link
            key={screen.path}
            href={screen.path}
            aria-current={screen.path === path ? "page" : undefined}
          >
            {phrase(screen.title)}
          </Link>
        ))}
      </nav>
      <span className="frame-space" />
      {session === null ? (
        <a href="/workbench/" className="hall-staff">
          {words.staff}
        </a>
      ) : (
        <>
          <span>{session.name}</span>
          <Button size="small" onClick={() => signOut()}>
            {words.signOut}
          </Button>
        </>
      )}
    </header>
  );
}

function HallFoot() {
  const words = useWords(PORTAL_WORDS);
  const { data: session } = useSession();
  return (
    <footer className="hall-foot">
      <span className="muted">{words.footNotice}</span>
      {session?.is_demo ? <Mark tone="warn">{words.demoNotice}</Mark> : null}
      <span className="frame-space" />
      <a href="/api/openapi.json">{words.api}</a>
      <UnitSwitch />
      <LanguageSwitch />
      <ThemeSwitch />
    </footer>
  );
}
