import { useEffect } from "react";
import { Redirect, Route, Switch, useLocation, useSearch, useSearchParams } from "wouter";
import { ErrorPage, PageSkeleton } from "../shared/feedback.tsx";
import { NotFound, screenRoute } from "../shared/screen.tsx";
import { type Session, useSession } from "../shared/session.ts";
import { OpenidButton } from "../shared/sign-in/openid-button.tsx";
import { SignInDialog } from "../shared/sign-in/sign-in-dialog.tsx";
import { SignInForm } from "../shared/sign-in/sign-in-form.tsx";
import { Frame } from "./frame.tsx";
import { FirstSteps } from "./front/first-steps.tsx";
import { SignInPage } from "./front/sign-in-page.tsx";
import { isAllowed, SCREENS } from "./screens.tsx";

const ROUTES = SCREENS.map((screen) => ({ screen, route: screenRoute(screen) }));

/** The program of staff and institutions. */
export function Workbench() {
  const { data: session, error, refetch } = useSession();
  if (session === undefined) {
    return error === null ? (
      <PageSkeleton />
    ) : (
      <ErrorPage problem={error} onRetry={() => refetch()} />
    );
  }
  if (session?.kind === "insured") return <ToServiceHall />;
  return (
    <Switch>
      <Route path="/sign-in">{session === null ? <SignInPage /> : <ToWhereItWas />}</Route>
      <Route>{session === null ? <ToSignIn /> : <SignedIn session={session} />}</Route>
    </Switch>
  );
}

/** Insured people have nothing to do here; theirs is the service hall. */
function ToServiceHall() {
  useEffect(() => location.replace("/"), []);
  return <PageSkeleton />;
}

/** A link that needs a sign-in is kept, and opened after it. */
function ToSignIn() {
  const [path] = useLocation();
  const search = useSearch();
  const next = search === "" ? path : `${path}?${search}`;
  return <Redirect to={next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`} />;
}

function ToWhereItWas() {
  const [search] = useSearchParams();
  const next = search.get("next") ?? "/";
  // An address of another site, or of the sign-in itself, is not where anybody was.
  const isOwn = /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in");
  return <Redirect to={isOwn ? next : "/"} replace />;
}

function SignedIn({ session }: { readonly session: Session }) {
  const rights = new Set(session.rights);
  const isLimited = session.must_enrol || session.must_change_password;
  return (
    <Frame session={session} rights={rights}>
      {isLimited ? (
        <FirstSteps session={session} />
      ) : (
        <Switch>
          {ROUTES.map(({ screen, route }) => route(isAllowed(screen, rights)))}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      )}
      <SignInDialog>
        {(onSignedIn) => (
          <>
            <SignInForm
              onSignedIn={onSignedIn}
              initial={session.account === null ? {} : { account: session.account }}
            />
            <OpenidButton returnTo={`${location.pathname}${location.search}`} />
          </>
        )}
      </SignInDialog>
    </Frame>
  );
}
