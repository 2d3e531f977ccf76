import { Modal } from "antd";
import { type ReactNode, useSyncExternalStore } from "react";
import { sessionChanged } from "../session.ts";
import { useSharedWords } from "../shared.words.ts";
import { signInGate } from "../sign-in-gate.ts";

export interface SignInDialogProps {
  /** The form to sign in by; it says when somebody did. */
  readonly children: (onSignedIn: () => void) => ReactNode;
}

/** Opens over the page when a session has ended; the page and what was typed stay. */
export function SignInDialog({ children }: SignInDialogProps) {
  const words = useSharedWords();
  const open = useSyncExternalStore(signInGate.subscribe, signInGate.isOpen);
  const signedIn = async () => {
    const isSame = await sessionChanged().catch(() => true);
    signInGate.answer(isSame);
    // What one person began is not done in the name of another.
    if (!isSame) location.reload();
  };
  return (
    <Modal
      open={open}
      title={words.signInAgain}
      footer={null}
      destroyOnHidden
      width={400}
      mask={{ closable: false }}
      onCancel={() => signInGate.answer(false)}
    >
      <p className="muted">{words.signInAgainWhy}</p>
      {children(signedIn)}
    </Modal>
  );
}
