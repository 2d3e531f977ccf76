import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS, both } from "./benefits.words.ts";

export const STATES = [
  "drafted",
  "faulty",
  "checked",
  "approved",
  "refused",
  "published",
  "superseded",
  "withdrawn",
] as const;
export type VersionState = (typeof STATES)[number];

const TONES: Readonly<Record<VersionState, MarkProps["tone"]>> = {
  drafted: "brand",
  faulty: "bad",
  checked: "brand",
  approved: "warn",
  refused: "bad",
  published: "good",
  superseded: "plain",
  withdrawn: "plain",
};

export function StateMark({ state }: { readonly state: VersionState }) {
  const words = useWords(BENEFITS_WORDS);
  return <Mark tone={TONES[state]}>{words[state]}</Mark>;
}

export const STATE_CHOICES = [
  { value: "open", title: both("open") },
  { value: "to-mend", title: both("toMend") },
  ...STATES.map((state) => ({ value: state, title: both(state) })),
];

/** The program's own packs are by nobody. */
export function personText(person: string | null, shipped: string): string {
  if (person === null) return "—";
  return person === "shipped" ? shipped : person;
}
