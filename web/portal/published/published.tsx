import type { ReactNode } from "react";
import { type AnswerOf, addressOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { PUBLISHED_WORDS } from "./published.words.ts";

type Answer = AnswerOf<"GET /api/v1/public/disclosures">;

/** Budgets and final accounts for anybody to read. */
export default function Published(): ReactNode {
  const words = useWords(PUBLISHED_WORDS);
  const query = useCall("GET /api/v1/public/disclosures");
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <Loaded query={query} rows={5}>
        {(answer) =>
          answer.disclosures.length === 0 ? (
            <EmptyState title={words.nothing} hint={words.nothingHint} />
          ) : (
            <>
              <List answer={answer} />
              <p className="muted">{words.slow}</p>
            </>
          )
        }
      </Loaded>
    </>
  );
}

const FILE = "GET /api/v1/public/disclosures/{folder}/{format}";

function List({ answer: { formats, disclosures } }: { readonly answer: Answer }) {
  const words = useWords(PUBLISHED_WORDS);
  const latestFirst = disclosures.toSorted((a, b) => b.year - a.year);
  return (
    <div className="hall-table">
      <table>
        <thead>
          <tr>
            {[words.unit, words.year, words.kind, words.source, words.files].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {latestFirst.map(({ folder, unit, year, kind, source }) => (
            <tr key={folder}>
              <th scope="row">{unit}</th>
              <td>{year}</td>
              <td className="published-kind">{words[kind]}</td>
              <td>{source}</td>
              <td>
                <span className="published-files">
                  {formats.map((format) => (
                    <a
                      key={format}
                      href={addressOf(FILE, { params: { folder, format } })}
                      download
                      aria-label={`${unit} ${year} ${words[kind]} ${words[format]}`}
                    >
                      {words[format]}
                    </a>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
