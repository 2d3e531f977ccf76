import { Badge, Card } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { type Session, useSession } from "../../shared/session.ts";
import { usePhrase, useWords } from "../../shared/words.ts";
import { OFFICES } from "../offices.ts";
import { isAllowed, SCREENS } from "../screens.tsx";
import { FRONT_WORDS } from "./front.words.ts";

/** The first page of every office: what waits, and where the work is done. */
export default function Home(): ReactNode {
  const words = useWords(FRONT_WORDS);
  const phrase = usePhrase();
  const { data: session } = useSession();
  if (session == null) return null;
  const roles = session.roles.map(({ title }) => phrase(title)).join("、");
  return (
    <>
      <PageHeader title={words.welcome(session.name)} detail={roles} />
      <h2 className="section-title">{words.waiting}</h2>
      <WaitingList />
      <h2 className="section-title">{words.myWork}</h2>
      <ScreenCards session={session} />
    </>
  );
}

function WaitingList() {
  const words = useWords(FRONT_WORDS);
  const { language } = usePreferences();
  const read = useCall("GET /api/v1/waiting");
  return (
    <Loaded query={read} rows={3}>
      {({ waiting }) =>
        waiting.length === 0 ? (
          <EmptyState title={words.nothingWaits} hint={words.nothingWaitsHint} />
        ) : (
          <div className="waiting-list">
            {waiting.map(({ title, title_en, path, count }) => (
              <Link key={path + title} href={path} className="waiting-card">
                <span className={count === 0 ? "waiting-count muted" : "waiting-count"}>
                  {count}
                </span>
                <span className="waiting-title">{language === "zh" ? title : title_en}</span>
                {count === 0 ? <span className="muted">{words.allDone}</span> : null}
                {count > 0 ? <Badge status="processing" /> : null}
              </Link>
            ))}
          </div>
        )
      }
    </Loaded>
  );
}

function ScreenCards({ session }: { readonly session: Session }) {
  const phrase = usePhrase();
  const rights = new Set(session.rights);
  const own = SCREENS.filter(
    (screen) =>
      screen.office !== "front" && !screen.path.includes(":") && isAllowed(screen, rights),
  );
  return (
    <div className="screen-cards">
      {own.map(({ path, title, icon, office }) => (
        <Link key={path} href={path}>
          <Card size="small" hoverable>
            <div className="screen-card">
              <span className="screen-card-icon">{icon}</span>
              <span>
                <strong>{phrase(title)}</strong>
                <span className="muted">{phrase(OFFICES[office])}</span>
              </span>
            </div>
          </Card>
        </Link>
      ))}
    </div>
  );
}
