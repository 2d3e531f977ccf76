import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { periodText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { AgreementMark } from "./agreement-mark.tsx";
import { INSTITUTIONS_WORDS } from "./institutions.words.ts";

type Institution = AnswerOf<"GET /api/v1/public/institutions/{institution_code}">;

/** One institution: whether the insurance settles there, and since when. */
export default function InstitutionPage({ params }: ScreenProps): ReactNode {
  const { institution_code = "" } = params;
  const query = useCall("GET /api/v1/public/institutions/{institution_code}", {
    params: { institution_code },
  });
  return <Loaded query={query}>{(found) => <Sheet institution={found} />}</Loaded>;
}

function Sheet({ institution }: { readonly institution: Institution }) {
  const words = useWords(INSTITUTIONS_WORDS);
  const { name, agreement, level_title, type, district_name, institution_code } = institution;
  return (
    <>
      <PageHeader
        title={name}
        tags={<AgreementMark of={agreement} />}
        detail={
          <>
            <code>{institution_code}</code> · {[type, level_title, district_name].join(" · ")}
          </>
        }
        actions={<Link href="/institutions">{words.back}</Link>}
      />
      <section className="plain-card hall-facts">
        <p>{agreement === "active" ? words.activeWhy : words.notActiveWhy}</p>
        {agreement === "active" ? (
          <p>
            <Link href="/calculator">{words.calculate}</Link>
          </p>
        ) : null}
      </section>
      <h2 className="section-title">{words.agreements}</h2>
      {institution.agreements.length === 0 ? (
        <p className="muted">{words.none}</p>
      ) : (
        <div className="hall-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.period}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.settledLevel}</th>
              </tr>
            </thead>
            <tbody>
              {institution.agreements.map((one) => (
                <tr key={one.from}>
                  <th scope="row">{periodText(one.from, one.to, words.open)}</th>
                  <td>{one.state}</td>
                  <td>{one.settled_level ?? words.asLevel}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
