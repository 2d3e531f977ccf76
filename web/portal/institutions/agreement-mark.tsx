import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { INSTITUTIONS_WORDS } from "./institutions.words.ts";

export type AgreementState = "active" | "suspended" | "ended" | "none";

export function AgreementMark({ of }: { readonly of: AgreementState }) {
  const words = useWords(INSTITUTIONS_WORDS);
  const tone = ({ active: "good", suspended: "warn", ended: "bad", none: "plain" } as const)[of];
  return <Mark tone={tone}>{words[of]}</Mark>;
}
