import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { DISCLOSURE_WORDS } from "./disclosure.words.ts";

export const SEVERITIES = ["error", "warn", "hint", "unresolved"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SEVERITY_TONES: Readonly<Record<Severity, MarkProps["tone"]>> = {
  error: "bad",
  warn: "warn",
  hint: "brand",
  unresolved: "plain",
};

export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const words = useWords(DISCLOSURE_WORDS);
  return <Mark tone={SEVERITY_TONES[severity]}>{words[severity]}</Mark>;
}

interface CountedProps {
  readonly severity: Severity;
  readonly count: number;
}

/** A count in the colour of its weight; nothing stands out where there is none. */
export function Counted({ severity, count }: CountedProps) {
  if (count === 0) return <span className="muted">0</span>;
  return <Mark tone={SEVERITY_TONES[severity]}>{count}</Mark>;
}
