import { Button, Form, Input, QRCode } from "antd";
import { useState } from "react";
import { call } from "../../shared/client.ts";
import { ProblemAlert } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { Problem } from "../../shared/problem.ts";
import { useWords } from "../../shared/words.ts";
import { FRONT_WORDS } from "./front.words.ts";

interface Offer {
  readonly secret: string;
  readonly uri: string;
}

/** Connects an authenticator: scan, confirm by a code, write down the backup codes. */
export function SecondFactor({ onDone }: { readonly onDone: () => void }) {
  const words = useWords(FRONT_WORDS);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = async () => {
    try {
      setOffer(await call("POST /api/v1/session/second-factor"));
      setProblem(null);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  if (codes !== null) return <BackupCodes codes={codes} onKept={onDone} />;
  if (offer !== null) return <Confirm offer={offer} onConfirmed={setCodes} />;
  return (
    <>
      <p className="muted">{words.factorOn}</p>
      {problem === null ? null : <ProblemAlert problem={problem} />}
      <Button type="primary" onClick={start}>
        {words.factorStart}
      </Button>
    </>
  );
}

interface ConfirmProps {
  readonly offer: Offer;
  readonly onConfirmed: (codes: readonly string[]) => void;
}

function Confirm({ offer, onConfirmed }: ConfirmProps) {
  const words = useWords(FRONT_WORDS);
  const required = useRequired();
  return (
    <div className="second-factor">
      <div>
        {/* The key below says the same to those who cannot see it. */}
        <div aria-hidden="true">
          <QRCode value={offer.uri} type="svg" size={176} bgColor="#ffffff" color="#000000" />
        </div>
        <p className="muted">{words.factorScan}</p>
        <div>
          {words.factorKey} <code className="secret-key">{offer.secret}</code>
        </div>
      </div>
      <ActionForm<{ code: string }, { readonly backup_codes: readonly string[] }>
        name="second-factor"
        withoutDraft
        submitTitle={words.factorConfirm}
        send={(body) => call("PUT /api/v1/session/second-factor", { body })}
        onDone={({ backup_codes }) => onConfirmed(backup_codes)}
      >
        <Form.Item name="code" label={words.factorCode} rules={[required]}>
          <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
        </Form.Item>
      </ActionForm>
    </div>
  );
}

interface BackupCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

function BackupCodes({ codes, onKept }: BackupCodesProps) {
  const words = useWords(FRONT_WORDS);
  return (
    <section aria-label={words.backupTitle}>
      <h3>{words.backupTitle}</h3>
      <p className="muted">{words.backupWhy}</p>
      <ul className="backup-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button type="primary" onClick={onKept}>
        {words.backupKept}
      </Button>
    </section>
  );
}
