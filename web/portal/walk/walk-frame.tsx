import { Button, Steps } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import { WALK_WORDS } from "./walk.words.ts";

export interface WalkFrameProps {
  readonly detail: ReactNode;
  /** Titles of the steps, with `|` between. */
  readonly steps: string;
  readonly step: number;
  /** What was chosen, a part each. */
  readonly chosen: readonly string[];
  readonly onAgain: () => void;
  readonly children: ReactNode;
}

/** What both walks have around their steps: where one stands, what was chosen, the way back. */
export function WalkFrame({ detail, steps, step, chosen, onAgain, children }: WalkFrameProps) {
  const words = useWords(WALK_WORDS);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step > 0) place.current?.focus();
  }, [step]);
  return (
    <>
      <PageHeader title={words.title} detail={detail} />
      <Steps
        size="small"
        current={step}
        className="walk-steps"
        items={steps.split("|").map((title) => ({ title }))}
      />
      {step > 0 ? (
        <div className="walk-so-far">
          <span>{chosen.join(" → ")}</span>
          <Button type="link" size="small" onClick={onAgain}>
            {words.again}
          </Button>
        </div>
      ) : null}
      <div ref={place} tabIndex={-1} className="walk-step">
        {children}
      </div>
    </>
  );
}
