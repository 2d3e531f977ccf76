import { type Phrase, usePhrase, useWords } from "../../shared/words.ts";
import { DEMO_WALK_WORDS } from "./demo-walk.words.ts";

export interface WireMessagesProps {
  readonly messages: readonly {
    readonly infno: string;
    readonly title: Phrase;
    readonly request: string;
    readonly answer: string;
  }[];
}

/** What went over the national interface, for who wants to look: closed until then. */
export function WireMessages({ messages }: WireMessagesProps) {
  const own = useWords(DEMO_WALK_WORDS);
  const phrase = usePhrase();
  return (
    <details className="plain-card wire-messages">
      <summary>{own.messages(messages.length)}</summary>
      <p className="muted">{own.messagesWhy}</p>
      {messages.map(({ infno, title, request, answer }) => (
        <details key={infno}>
          <summary>
            <code>{infno}</code> {phrase(title)}
          </summary>
          <div className="wire-pair">
            <Text title={own.request} label={`${infno} ${own.request}`} text={request} />
            <Text title={own.answer} label={`${infno} ${own.answer}`} text={answer} />
          </div>
        </details>
      ))}
    </details>
  );
}

interface TextProps {
  readonly title: string;
  readonly label: string;
  readonly text: string;
}

function Text({ title, label, text }: TextProps) {
  return (
    <section aria-label={label}>
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <pre tabIndex={0}>{indented(text)}</pre>
    </section>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
