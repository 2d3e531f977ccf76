import { DownloadOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { countText } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { OPEN_DATA_WORDS } from "./open-data.words.ts";

type Table = AnswerOf<"GET /api/v1/public/open-data">["tables"][number];

/** What anybody may take away, and what its columns mean. */
export default function OpenData(): ReactNode {
  const words = useWords(OPEN_DATA_WORDS);
  const query = useCall("GET /api/v1/public/open-data");
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <Loaded query={query}>
        {({ source, tables }) => (
          <>
            <section className="plain-card hall-facts">
              <h2 className="section-title">{words.licence}</h2>
              <p>{words.licenceWhy(source)}</p>
              <p>{words.unverifiedWhy}</p>
              <p>{words.personal}</p>
            </section>
            {tables.map((table) => (
              <TableCard key={table.name} table={table} />
            ))}
          </>
        )}
      </Loaded>
    </>
  );
}

function TableCard({ table }: { readonly table: Table }) {
  const words = useWords(OPEN_DATA_WORDS);
  return (
    <section className="plain-card open-data">
      <div className="open-data-head">
        <div>
          <h2>{table.title}</h2>
          <p className="muted">
            {table.description} {words.rows(countText(table.rows))}
          </p>
        </div>
        <a className="open-data-link" href={table.path} download>
          <DownloadOutlined aria-hidden /> {words.download}
        </a>
      </div>
      <details>
        <summary>{words.columns(table.columns.length)}</summary>
        <div className="hall-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.column}</th>
                <th scope="col">{words.meaning}</th>
              </tr>
            </thead>
            <tbody>
              {table.columns.map(({ name, meaning }) => (
                <tr key={name}>
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  <td>{meaning}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
