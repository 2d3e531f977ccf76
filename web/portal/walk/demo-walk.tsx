import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { amountText } from "../../shared/amounts.tsx";
import { type AnswerOf, call } from "../../shared/client.ts";
import { ProblemAlert } from "../../shared/feedback.tsx";
import { Problem } from "../../shared/problem.ts";
import { newRequestId } from "../../shared/request-id.ts";
import { type Phrase, useWords } from "../../shared/words.ts";
import { Choices } from "./choices.tsx";
import { DEMO_WALK_WORDS } from "./demo-walk.words.ts";
import { SettledWalk } from "./settled-walk.tsx";
import { TrialFigures } from "./trial-figures.tsx";
import type { WalkCast } from "./walk.tsx";
import { WALK_WORDS } from "./walk.words.ts";
import { WalkFrame } from "./walk-frame.tsx";
import { WalkLines } from "./walk-lines.tsx";
import { WireMessages } from "./wire-messages.tsx";

type Person = WalkCast["people"][number];
type Visit = WalkCast["visits"][number];
export type Trial = AnswerOf<"POST /api/v1/demo/people/{person_no}/walks">;

/** Where the walk stands: each click fills in one more. */
interface Walked {
  /** Sent with every step: a click that is heard twice is one. */
  readonly request_id: string;
  readonly person: Person | null;
  readonly visit: Visit | null;
  readonly trial: Trial | null;
  readonly is_settled: boolean;
}

function newWalk(person: Person | null): Walked {
  const request_id = newRequestId();
  return { request_id, person, visit: null, trial: null, is_settled: false };
}

export interface DemoWalkProps {
  readonly cast: WalkCast;
  /** From the beginning, with what was settled already in the accounts. */
  readonly onAgain: () => void;
}

/** A real bill of a fictitious person through the house: choose, choose, look, try, settle. */
export function DemoWalk({ cast, onAgain }: DemoWalkProps): ReactNode {
  const own = useWords(DEMO_WALK_WORDS);
  const [walked, setWalked] = useState(() => newWalk(null));
  const go = (change: Partial<Walked>) => setWalked((before) => ({ ...before, ...change }));
  const [who, what] = [usePersonWords(), useVisitWords()];
  const { person, visit } = walked;
  const chosen = [
    ...(person === null ? [] : [`${kindOf(person)}（${who(person)}）`]),
    ...(visit === null ? [] : [`${visit.institution}（${what(visit)}）`]),
  ];
  return (
    <WalkFrame {...{ detail: own.detail, steps: own.steps, step: stepOf(walked), chosen, onAgain }}>
      <Step {...{ cast, walked, go }} onOther={() => setWalked(newWalk(walked.person))} />
    </WalkFrame>
  );
}

function stepOf({ person, visit, trial, is_settled }: Walked): number {
  if (person === null) return 0;
  if (visit === null) return 1;
  if (trial === null) return 2;
  return is_settled ? 4 : 3;
}

interface StepProps {
  readonly cast: WalkCast;
  readonly walked: Walked;
  readonly go: (change: Partial<Walked>) => void;
  readonly onOther: () => void;
}

function Step({ cast, walked, go, onOther }: StepProps) {
  const { request_id, person, visit, trial } = walked;
  if (person === null) return <WhoIsTreated {...{ cast, go }} />;
  if (visit === null) return <WhichVisit {...{ cast, go }} />;
  if (trial === null) return <LinesToSend {...{ request_id, person, visit, go }} />;
  if (!walked.is_settled) return <TrialToSettle {...{ request_id, person, trial, go }} />;
  return <SettledWalk person_no={person.person_no} {...{ request_id, onOther }} />;
}

function WhoIsTreated({ cast, go }: Pick<StepProps, "cast" | "go">) {
  const words = useWords(WALK_WORDS);
  const what = usePersonWords();
  return (
    <Choices
      title={words.choosePerson}
      choices={cast.people.map((one) => ({
        key: one.person_no,
        title: alike(kindOf(one)),
        what: alike(what(one)),
      }))}
      onChoose={(key) => go({ person: cast.people.find((one) => one.person_no === key) ?? null })}
    />
  );
}

/** Said by the platform in the language that was asked for. */
function alike(text: string): Phrase {
  return { zh: text, en: text };
}

/** The names are invented and masked: what tells people apart is how they are insured. */
function kindOf({ status, traits }: Person): string {
  return [status, ...traits].join(" · ");
}

function usePersonWords(): (person: Person) => string {
  const own = useWords(DEMO_WALK_WORDS);
  return ({ name, scheme, balance_fen }) => {
    const account = balance_fen === 0 ? [] : [own.balance(amountText(balance_fen, "yuan"))];
    return [name, scheme, ...account].join(" · ");
  };
}

function WhichVisit({ cast, go }: Pick<StepProps, "cast" | "go">) {
  const words = useWords(WALK_WORDS);
  const what = useVisitWords();
  return (
    <Choices
      title={words.chooseVisit}
      choices={cast.visits.map((one) => ({
        key: one.key,
        title: alike(one.institution),
        what: alike(what(one)),
      }))}
      onChoose={(key) => go({ visit: cast.visits.find((one) => one.key === key) ?? null })}
    />
  );
}

function useVisitWords(): (visit: Visit) => string {
  const own = useWords(DEMO_WALK_WORDS);
  return ({ kind, level, lines, total_fen }) => {
    // A pharmacy's level is that it is one.
    const known = level === null || kind === "pharmacy" ? [] : [level];
    const bill = own.visitOf(lines.length, amountText(total_fen, "yuan"));
    return [own.kind(kind), ...known, bill].join(" · ");
  };
}

interface ActProps {
  readonly title: string;
  readonly act: () => Promise<void>;
}

/** A step that the platform takes; what went wrong stands above the button. */
function Act({ title, act }: ActProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <>
      {problem === null ? null : <ProblemAlert problem={problem} />}
      <Button type="primary" size="large" loading={busy} onClick={start}>
        {title}
      </Button>
    </>
  );
}

interface LinesToSendProps extends Pick<StepProps, "go"> {
  readonly request_id: string;
  readonly person: Person;
  readonly visit: Visit;
}

function LinesToSend({ request_id, person: { person_no }, visit, go }: LinesToSendProps) {
  const own = useWords(DEMO_WALK_WORDS);
  const act = async () => {
    const body = { request_id, visit: visit.key };
    const asked = { params: { person_no }, body };
    go({ trial: await call("POST /api/v1/demo/people/{person_no}/walks", asked) });
  };
  const title = visit.kind === "pharmacy" ? own.sendPurchase : own.sendLines;
  return (
    <WalkLines lines={visit.lines}>
      <p className="muted">{own.sendWhy}</p>
      <Act {...{ title, act }} />
    </WalkLines>
  );
}

interface TrialToSettleProps extends Pick<StepProps, "go"> {
  readonly request_id: string;
  readonly person: Person;
  readonly trial: Trial;
}

const SETTLE = "POST /api/v1/demo/people/{person_no}/walks/{request_id}/settlement";

function TrialToSettle({ request_id, person: { person_no }, trial, go }: TrialToSettleProps) {
  const words = useWords(WALK_WORDS);
  const own = useWords(DEMO_WALK_WORDS);
  const act = async () => {
    await call(SETTLE, { params: { person_no, request_id } });
    go({ is_settled: true });
  };
  return (
    <>
      <section className="plain-card walk-settle">
        <h2>{own.trial}</h2>
        <p className="muted">{own.trialWhy}</p>
        <TrialFigures trial={trial.trial} />
        <p>{own.settleWhy}</p>
        <Act title={words.settle} act={act} />
      </section>
      <WireMessages messages={trial.messages} />
    </>
  );
}
