import { ArrowRightOutlined, CalculatorOutlined, FileSearchOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect } from "react";
import { Link } from "wouter";
import { useSharedWords } from "../../shared/shared.words.ts";
import { type DemoAccount, useDemoAccounts } from "../../shared/sign-in/demo-accounts.ts";
import { usePhrase, useWords } from "../../shared/words.ts";
import { SCREENS } from "../screens.ts";
import { HOME_WORDS, ROLE_LINES } from "./home.words.ts";

/** What a newcomer sees first: what this is, whom one may be, and a bill to walk through. */
export default function Home(): ReactNode {
  const words = useWords(HOME_WORDS);
  const shared = useSharedWords();
  useEffect(() => {
    document.title = shared.portal;
  }, [shared]);
  return (
    <>
      <section className="hero">
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <p>{words.lead2}</p>
        <div className="hero-acts">
          <Link href="/walk" className="hero-act hero-act-first">
            <FileSearchOutlined /> {words.walk}
          </Link>
          <Link href="/calculator" className="hero-act">
            <CalculatorOutlined /> {words.calculator}
          </Link>
        </div>
      </section>
      <DemoRoles />
      <Services />
    </>
  );
}

function DemoRoles() {
  const words = useWords(HOME_WORDS);
  const accounts = useDemoAccounts().data ?? [];
  if (accounts.length === 0) return null;
  return (
    <section aria-label={words.rolesTitle}>
      <h2 className="section-title">{words.rolesTitle}</h2>
      <p className="muted">{words.rolesWhy}</p>
      <div className="role-cards">
        {accounts.map((one) => (
          <RoleCard key={one.account} account={one} />
        ))}
      </div>
    </section>
  );
}

function RoleCard({ account }: { readonly account: DemoAccount }) {
  const words = useWords(HOME_WORDS);
  const phrase = usePhrase();
  const line = ROLE_LINES[account.role];
  const office = account.office_title;
  const other = account.kind === "staff" ? words.system : words[account.kind];
  return (
    <a
      className="role-card"
      href={`/workbench/sign-in?demo=${encodeURIComponent(account.account)}`}
    >
      <span className="role-card-office">{office === null ? other : phrase(office)}</span>
      <strong>{phrase(account.title)}</strong>
      <span className="muted">{line === undefined ? "" : phrase(line)}</span>
      <ArrowRightOutlined className="role-card-arrow" />
    </a>
  );
}

/** The screens that need no sign-in. */
function Services() {
  const words = useWords(HOME_WORDS);
  const phrase = usePhrase();
  const open = SCREENS.filter(
    ({ audience, path, hidden }) =>
      audience === "public" && hidden !== true && path !== "/" && !path.includes(":"),
  );
  return (
    <section aria-label={words.servicesTitle}>
      <h2 className="section-title">{words.servicesTitle}</h2>
      <p className="muted">{words.servicesWhy}</p>
      <div className="service-links">
        {open.map(({ path, title }) => (
          <Link key={path} href={path} className="service-link">
            {phrase(title)} <ArrowRightOutlined />
          </Link>
        ))}
      </div>
    </section>
  );
}
