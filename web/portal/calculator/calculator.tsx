import { Card } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { CalculatedBill } from "../../shared/calculated-bill.tsx";
import type { CalculatorAnswer } from "../../shared/calculator-answer.ts";
import { useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import { CALCULATOR_WORDS } from "./calculator.words.ts";
import { CalculatorForm } from "./calculator-form.tsx";
import { Elsewhere } from "./elsewhere.tsx";

/** “What would be paid”: a question beside its answer. */
export default function Calculator(): ReactNode {
  const words = useWords(CALCULATOR_WORDS);
  const options = useCall("GET /api/v1/calculator/options");
  const [answer, setAnswer] = useState<CalculatorAnswer | null>(null);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (answer !== null) place.current?.scrollIntoView({ block: "nearest" });
  }, [answer]);
  return (
    <Loaded query={options}>
      {(known) => (
        <>
          <PageHeader title={words.title} detail={words.detail(known.region_name)} />
          <div className="calculator">
            <Card size="small" className="calculator-question">
              <CalculatorForm options={known} onAnswer={setAnswer} />
            </Card>
            <section
              ref={place}
              className="plain-card"
              aria-label={words.answerTitle}
              aria-live="polite"
            >
              {answer === null ? (
                <EmptyState title={words.noAnswer} hint={words.noAnswerHint} />
              ) : (
                <>
                  <CalculatedBill answer={answer} />
                  <Elsewhere answer={answer} />
                </>
              )}
            </section>
          </div>
        </>
      )}
    </Loaded>
  );
}
