import { sessionChanged } from "../../shared/session.ts";
import { CredentialForm } from "../../shared/sign-in/credential-form.tsx";
import { useWords } from "../../shared/words.ts";
import { PORTAL_WORDS } from "../portal.words.ts";
import { DemoPeople } from "./demo-people.tsx";

/** In place of a page of one's own, while nobody has shown a credential. */
export default function SignInFirst() {
  const words = useWords(PORTAL_WORDS);
  return (
    <>
      <section className="narrow-card plain-card">
        <h1>{words.signIn}</h1>
        <p className="muted">{words.signInWhy}</p>
        <CredentialForm onSignedIn={() => sessionChanged()} />
      </section>
      <DemoPeople />
    </>
  );
}
