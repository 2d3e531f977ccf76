import { CredentialForm } from "../../shared/sign-in/credential-form.tsx";
import { SignInDialog } from "../../shared/sign-in/sign-in-dialog.tsx";

/** When the session of an insured person has ended. */
export default function CredentialDialog() {
  return <SignInDialog>{(onSignedIn) => <CredentialForm onSignedIn={onSignedIn} />}</SignInDialog>;
}
