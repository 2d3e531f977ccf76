import { FileTextOutlined, IdcardOutlined } from "@ant-design/icons";
import { App, Button, Modal } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import { type AnswerOf, call } from "../../shared/client.ts";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useRights } from "../../shared/session.ts";
import { UnmaskButton } from "../../shared/unmask-button.tsx";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import { AGENCY_WORDS } from "./agency.words.ts";
import "./agency.css";

export type PersonAnswer = AnswerOf<"GET /api/v1/people/{person_no}">;
export type PersonPart = "file" | "visits" | "account" | "filings";

export interface PersonHeadProps {
  readonly person: PersonAnswer;
  readonly part: PersonPart;
  readonly actions?: ReactNode;
}

const PARTS: readonly (readonly [part: PersonPart, right: string])[] = [
  ["file", "people.read"],
  ["visits", "settlement.read"],
  ["account", "people.read"],
  ["filings", "people.read"],
];

/** Who the page is about, what can be done about them, and the other pages of their file. */
export function PersonHead({ person, part, actions }: PersonHeadProps) {
  const words = useWords(AGENCY_WORDS);
  const rights = useRights();
  const current = person.enrolments.filter((one) => one.is_current);
  const detail = [person.person_no, person.sex, person.born, person.certificate_no].join(" · ");
  return (
    <>
      <PageHeader
        title={person.name}
        detail={detail}
        tags={current.map(({ scheme, state, state_word }) => (
          <Mark key={scheme} tone={state === "1" ? "good" : "warn"}>
            {scheme} {state_word}
          </Mark>
        ))}
        actions={
          <>
            {actions}
            {person.is_unmasked ? null : <UnmaskButton person_no={person.person_no} />}
            {rights.has("claims.make") ? (
              <Link href={`/claims/new?person_no=${person.person_no}`}>
                <Button icon={<FileTextOutlined />}>{words.claim}</Button>
              </Link>
            ) : null}
            {rights.has("people.credential") ? <CredentialButton {...person} /> : null}
          </>
        }
      />
      <nav className="part-links" aria-label={person.person_no}>
        {PARTS.filter(([, right]) => rights.has(right)).map(([one]) => (
          <Link
            key={one}
            href={`/people/${person.person_no}${one === "file" ? "" : `/${one}`}`}
            aria-current={one === part ? "page" : undefined}
          >
            {words[one]}
          </Link>
        ))}
      </nav>
    </>
  );
}

/** Issues the code by which the person signs in to the service hall. */
function CredentialButton({ person_no }: Pick<PersonAnswer, "person_no">) {
  const words = useWords(AGENCY_WORDS);
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [issued, setIssued] = useState<{ code: string; until: string } | null>(null);
  const issue = () =>
    act(async () => {
      const params = { person_no };
      setIssued(await call("POST /api/v1/people/{person_no}/credential", { params }));
    }, words.credentialTitle);
  const close = () => {
    setOpen(false);
    setIssued(null);
  };
  return (
    <>
      <Button icon={<IdcardOutlined />} onClick={() => setOpen(true)}>
        {words.credential}
      </Button>
      <Modal open={open} title={words.credentialTitle} footer={null} onCancel={close}>
        <p className="muted">{words.credentialWhy}</p>
        {issued === null ? null : <Code {...issued} />}
        <Button type={issued === null ? "primary" : "default"} onClick={issue}>
          {words.credentialIssue}
        </Button>
      </Modal>
    </>
  );
}

const SECOND = 1_000;

function Code({ code, until }: { readonly code: string; readonly until: string }) {
  const words = useWords(AGENCY_WORDS);
  const { message } = App.useApp();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((Date.parse(until) - now) / SECOND));
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    message.success(words.copied);
  };
  return (
    <div className="credential-code">
      <code>{code}</code>
      <div>
        <span role="timer">
          {seconds === 0 ? words.credentialOver : words.credentialLeft(seconds)}
        </span>
        <Button size="small" onClick={copy} disabled={seconds === 0}>
          {words.copy}
        </Button>
      </div>
    </div>
  );
}
