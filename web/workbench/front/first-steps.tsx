import { Card } from "antd";
import { type Session, sessionChanged } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { FRONT_WORDS } from "./front.words.ts";
import { PasswordForm } from "./password-form.tsx";
import { SecondFactor } from "./second-factor.tsx";

/** What an account must do once before it may do anything else. */
export function FirstSteps({ session }: { readonly session: Session }) {
  const words = useWords(FRONT_WORDS);
  const next = () => {
    sessionChanged();
  };
  if (session.must_change_password) {
    return (
      <Card className="narrow-card" title={<h1>{words.passwordMust}</h1>}>
        <p>{words.passwordMustWhy}</p>
        <PasswordForm onDone={next} />
      </Card>
    );
  }
  return (
    <Card className="narrow-card" title={<h1>{words.factorMust}</h1>}>
      <p>{words.factorMustWhy}</p>
      <SecondFactor onDone={next} />
    </Card>
  );
}
