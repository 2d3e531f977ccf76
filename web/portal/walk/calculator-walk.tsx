import { Button, Space } from "antd";
import { type ReactNode, useState } from "react";
import { CalculatedBill } from "../../shared/calculated-bill.tsx";
import type { CalculatorAnswer } from "../../shared/calculator-answer.ts";
import { call } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import { ProblemAlert } from "../../shared/feedback.tsx";
import { Problem } from "../../shared/problem.ts";
import { usePhrase, useWords } from "../../shared/words.ts";
import { CALCULATOR_WALK_WORDS } from "./calculator-walk.words.ts";
import { Choices } from "./choices.tsx";
import { WALK_WORDS } from "./walk.words.ts";
import { PEOPLE, VISITS, type WalkPerson, type WalkVisit, walkQuestion } from "./walk-data.ts";
import { WalkFrame } from "./walk-frame.tsx";
import { WalkLines } from "./walk-lines.tsx";

/** Where the walk stands: each click fills in one more. */
interface Walked {
  readonly person: WalkPerson | null;
  readonly visit: WalkVisit | null;
  readonly lines_seen: boolean;
  readonly answer: CalculatorAnswer | null;
  readonly explained: boolean;
}

const START: Walked = {
  ...{ person: null, visit: null, lines_seen: false, answer: null, explained: false },
};

/** Where the platform is no demo: the calculator says what a settlement would come to. */
export function CalculatorWalk(): ReactNode {
  const own = useWords(CALCULATOR_WALK_WORDS);
  const [walked, setWalked] = useState(START);
  const go = (change: Partial<Walked>) => setWalked((before) => ({ ...before, ...change }));
  const phrase = usePhrase();
  const { person, visit } = walked;
  const chosen = [
    ...(person === null ? [] : [`${phrase(person.name)}（${phrase(person.what)}）`]),
    ...(visit === null ? [] : [`${phrase(visit.hospital)} · ${phrase(visit.what)}`]),
  ];
  return (
    <WalkFrame
      {...{ detail: own.detail, steps: own.steps, step: stepOf(walked), chosen }}
      onAgain={() => setWalked(START)}
    >
      <Step walked={walked} go={go} />
    </WalkFrame>
  );
}

function stepOf({ person, visit, lines_seen, answer }: Walked): number {
  if (person === null) return 0;
  if (visit === null) return 1;
  if (!lines_seen) return 2;
  return answer === null ? 3 : 4;
}

interface StepProps {
  readonly walked: Walked;
  readonly go: (change: Partial<Walked>) => void;
}

function Step({ walked, go }: StepProps) {
  const words = useWords(WALK_WORDS);
  const own = useWords(CALCULATOR_WALK_WORDS);
  const phrase = usePhrase();
  const { person, visit, lines_seen, answer } = walked;
  if (person === null) {
    return (
      <Choices
        title={words.choosePerson}
        choices={PEOPLE.map((one) => ({ ...one, title: one.name }))}
        onChoose={(key) => go({ person: PEOPLE.find((one) => one.key === key) ?? null })}
      />
    );
  }
  if (visit === null) {
    return (
      <Choices
        title={words.chooseVisit}
        choices={VISITS.map((one) => ({ ...one, title: one.hospital }))}
        onChoose={(key) => go({ visit: VISITS.find((one) => one.key === key) ?? null })}
      />
    );
  }
  if (!lines_seen) {
    return (
      <WalkLines lines={visit.lines.map((line) => ({ ...line, name: phrase(line.name) }))}>
        <Button type="primary" size="large" onClick={() => go({ lines_seen: true })}>
          {own.linesSeen}
        </Button>
      </WalkLines>
    );
  }
  if (answer === null) return <Settle {...{ person, visit, go }} />;
  return <Explained {...{ walked, answer, go }} />;
}

interface SettleProps extends Pick<StepProps, "go"> {
  readonly person: WalkPerson;
  readonly visit: WalkVisit;
}

function Settle({ person, visit, go }: SettleProps) {
  const words = useWords(WALK_WORDS);
  const own = useWords(CALCULATOR_WALK_WORDS);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const settle = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const body = walkQuestion(person, visit, today());
      go({ answer: await call("POST /api/v1/calculator", { body }) });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="plain-card walk-settle">
      <h2>{own.ready}</h2>
      <p className="muted">{own.readyWhy}</p>
      {problem === null ? null : <ProblemAlert problem={problem} />}
      <Button type="primary" size="large" loading={busy} onClick={settle}>
        {words.settle}
      </Button>
    </section>
  );
}

interface ExplainedProps extends StepProps {
  readonly answer: CalculatorAnswer;
}

function Explained({ walked, answer, go }: ExplainedProps) {
  const words = useWords(WALK_WORDS);
  const own = useWords(CALCULATOR_WALK_WORDS);
  if (!walked.explained) {
    return (
      <section className="plain-card walk-settle">
        <h2>{own.settled}</h2>
        <CalculatedBill answer={answer} part="figures" />
        <Button type="primary" size="large" onClick={() => go({ explained: true })}>
          {own.explain}
        </Button>
      </section>
    );
  }
  return (
    <section className="plain-card">
      <CalculatedBill answer={answer} />
      <p className="muted">{own.stays}</p>
      <Space wrap>
        <Button onClick={() => go({ ...START, person: walked.person })}>{words.other}</Button>
      </Space>
    </section>
  );
}
