import { Button } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { call } from "../../shared/client.ts";
import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { queries } from "../../shared/queries.ts";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import { SIMULATION_WORDS } from "./simulation.words.ts";

export const RUN_STATES = ["running", "done", "failed", "interrupted"] as const;
export type RunState = (typeof RUN_STATES)[number];

const TONES: Readonly<Record<RunState, MarkProps["tone"]>> = {
  running: "brand",
  done: "good",
  failed: "bad",
  interrupted: "warn",
};

export function RunMark({ state }: { readonly state: RunState }) {
  const words = useWords(SIMULATION_WORDS);
  return <Mark tone={TONES[state]}>{words[state]}</Mark>;
}

export interface AgainButtonProps {
  readonly year: number;
  readonly text: string;
}

/** The same change on the bills of the same year, as they and the policy are now. */
export function AgainButton({ year, text }: AgainButtonProps) {
  const words = useWords(SIMULATION_WORDS);
  const act = useAct();
  const [busy, setBusy] = useState(false);
  const [, navigate] = useLocation();
  const again = async () => {
    setBusy(true);
    await act(async () => {
      const { run_no } = await call("POST /api/v1/simulations", { body: { year, text } });
      queries.invalidateQueries();
      navigate(`/simulations/${run_no}`);
    }, words.started);
    setBusy(false);
  };
  return (
    <Button loading={busy} onClick={again}>
      {words.again}
    </Button>
  );
}
