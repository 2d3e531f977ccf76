import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { SUPERVISION_WORDS } from "./supervision.words.ts";

type Tones = Readonly<Record<string, MarkProps["tone"]>>;

const OUTCOME_TONES: Tones = { violation: "bad", suspicion: "warn" };
const STATE_TONES: Tones = { new: "brand", answered: "brand", asked: "warn", confirmed: "bad" };

export function OutcomeMark({ outcome }: { readonly outcome: string }) {
  const words = useWords(SUPERVISION_WORDS);
  return <Mark tone={OUTCOME_TONES[outcome] ?? "plain"}>{words.outcomes(outcome)}</Mark>;
}

export function StateMark({ state }: { readonly state: string }) {
  const words = useWords(SUPERVISION_WORDS);
  return <Mark tone={STATE_TONES[state] ?? "plain"}>{words.states(state)}</Mark>;
}
