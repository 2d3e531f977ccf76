import { Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { Logo } from "../../shared/logo.tsx";
import { sessionChanged } from "../../shared/session.ts";
import { useSharedWords } from "../../shared/shared.words.ts";
import { type DemoAccount, useDemoAccounts } from "../../shared/sign-in/demo-accounts.ts";
import { OpenidButton } from "../../shared/sign-in/openid-button.tsx";
import { SIGN_IN_WORDS } from "../../shared/sign-in/sign-in.words.ts";
import { SignInForm } from "../../shared/sign-in/sign-in-form.tsx";
import { LanguageSwitch, ThemeSwitch } from "../../shared/switches.tsx";
import { usePhrase, useWords } from "../../shared/words.ts";
import { FRONT_WORDS } from "./front.words.ts";
import { OpenidBack } from "./openid-back.tsx";

/** Where staff and institutions come in; in a demo, with its accounts to choose from. */
export function SignInPage() {
  const words = useWords(FRONT_WORDS);
  const signIn = useWords(SIGN_IN_WORDS);
  const shared = useSharedWords();
  const [search] = useSearchParams();
  const demo = useDemoAccounts().data ?? [];
  const [chosen, setChosen] = useState<string | null>(search.get("demo"));
  const account = demo.find((one) => one.account === chosen);
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <div className={demo.length > 0 ? "sign-in-card sign-in-wide" : "sign-in-card"}>
        <section className="sign-in-form">
          <div className="sign-in-brand">
            <Logo size={36} />
            <div>
              <h1>{shared.workbench}</h1>
              <div className="muted">{words.signInLead}</div>
            </div>
          </div>
          <WaysIn account={account} />
          <p className="muted">
            {account === undefined ? words.signInWhy : words.chosenDemo}{" "}
            <a href="/">{words.toPortal}</a>
          </p>
        </section>
        {demo.length === 0 ? null : (
          <section className="sign-in-demo" aria-label={signIn.demoTitle}>
            <h2>{signIn.demoTitle}</h2>
            <p className="muted">{signIn.demoWhy}</p>
            <DemoList accounts={demo} chosen={chosen} onChoose={setChosen} />
          </section>
        )}
      </div>
    </main>
  );
}

/** By account and password; or by the organisation's own sign-in, where there is one. */
function WaysIn({ account }: { readonly account: DemoAccount | undefined }) {
  const [search, setSearch] = useSearchParams();
  const form = (
    <>
      <SignInForm
        key={account?.account ?? ""}
        initial={
          account === undefined ? {} : { account: account.account, password: account.password }
        }
        onSignedIn={() => sessionChanged()}
      />
      <OpenidButton returnTo={`/workbench${search.get("next") ?? ""}`} />
    </>
  );
  // Who chose a demo account meanwhile wants to come in by that.
  if (search.get("openid") !== "back" || account !== undefined) return form;
  const start = () =>
    setSearch((before) => {
      before.delete("openid");
      return before;
    });
  return (
    <OpenidBack onSignedIn={() => sessionChanged()} onCancel={start}>
      {form}
    </OpenidBack>
  );
}

interface DemoListProps {
  readonly accounts: readonly DemoAccount[];
  readonly chosen: string | null;
  readonly onChoose: (account: string) => void;
}

function DemoList({ accounts, chosen, onChoose }: DemoListProps) {
  const phrase = usePhrase();
  return (
    <div className="demo-list">
      {accounts.map((one) => (
        <Button
          key={one.account}
          className={one.account === chosen ? "demo-account demo-chosen" : "demo-account"}
          aria-pressed={one.account === chosen}
          onClick={() => onChoose(one.account)}
        >
          <strong>{phrase(one.title)}</strong>
          <span className="muted">{one.account}</span>
        </Button>
      ))}
    </div>
  );
}
