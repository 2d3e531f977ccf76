import { type Phrase, usePhrase } from "../../shared/words.ts";

export interface ChoicesProps {
  readonly title: string;
  readonly choices: readonly {
    readonly key: string;
    readonly title: Phrase;
    readonly what: Phrase;
  }[];
  readonly onChoose: (key: string) => void;
}

/** A question with a card for each answer. */
export function Choices({ title, choices, onChoose }: ChoicesProps) {
  const phrase = usePhrase();
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <div className="choice-cards">
        {choices.map((one) => (
          <button
            key={one.key}
            type="button"
            className="choice-card"
            onClick={() => onChoose(one.key)}
          >
            <strong>{phrase(one.title)}</strong>
            <span className="muted">{phrase(one.what)}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
