import { Descriptions } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { useCall } from "../../shared/client.ts";
import { EXPLAINED_WORDS } from "../../shared/explained/explained.words.ts";
import { ExplainedSettlement, ReAdds } from "../../shared/explained/explained-settlement.tsx";
import type { SettlementAnswer } from "../../shared/explained/settlement-answer.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { ClaimWithdrawal } from "./claim-withdrawal.tsx";
import { SETTLEMENT_WORDS } from "./settlement.words.ts";
import { settlementAsked } from "./settlement-asked.ts";
import "./agency.css";

/** One settlement: what it was, every yuan of it, and what became of it. */
export default function Settlement({ params }: ScreenProps): ReactNode {
  // Read again in the other language when it is switched.
  usePreferences();
  const read = useCall(
    "GET /api/v1/people/{person_no}/settlements/{settlement_id}",
    settlementAsked(params),
  );
  return <Loaded query={read}>{(page) => <SettlementPage page={page} />}</Loaded>;
}

function SettlementPage({ page }: { readonly page: SettlementAnswer }) {
  const words = useWords(SETTLEMENT_WORDS);
  const { facts } = page;
  return (
    <>
      <PageHeader
        title={words.title(facts.settlement_id)}
        detail={
          <>
            <Link href={`/people/${facts.person_no}`}>
              {facts.name} {facts.person_no}
            </Link>{" "}
            · <Institution facts={facts} /> · {facts.visit_type} · {facts.settled_at}
          </>
        }
        actions={<ClaimWithdrawal facts={facts} />}
        tags={
          <>
            <Standing facts={facts} />
            {facts.is_claim ? <Mark tone="brand">{words.manualClaim}</Mark> : null}
            {facts.is_paid ? <Mark tone="good">{words.paidOut}</Mark> : null}
            <ReAdds page={page} />
            {facts.policy_is_current ? null : <Mark tone="warn">{words.earlierPolicy}</Mark>}
          </>
        }
      />
      <section className="plain-card settlement-facts">
        <Facts page={page} />
      </section>
      <ExplainedSettlement page={page} />
      {page.records.length > 1 ? <Records page={page} /> : null}
      <div className="only-printed sheet-signatures">
        <span>{words.signPerson}</span>
        <span>{words.signAgency}</span>
        <span>{words.signDate}</span>
      </div>
    </>
  );
}

/** Outside the register there is no page to lead to. */
function Institution({ facts }: Pick<SettlementAnswer, "facts">) {
  const { institution_code, institution } = facts;
  if (institution_code === "") return institution;
  return <Link href={`/institutions/${institution_code}`}>{institution}</Link>;
}

function Standing({ facts }: Pick<SettlementAnswer, "facts">) {
  const words = useWords(SETTLEMENT_WORDS);
  if (facts.reversed_by !== null) return <Mark tone="bad">{words.reversed}</Mark>;
  if (facts.adjusted) return <Mark tone="brand">{words.adjusted}</Mark>;
  return <Mark tone="good">{words.inForce}</Mark>;
}

function ownVisit({ visit_id, own_number }: SettlementAnswer["facts"]): string {
  return own_number === "" ? visit_id : `${visit_id}（${own_number}）`;
}

function Facts({ page }: { readonly page: SettlementAnswer }) {
  const words = useWords(SETTLEMENT_WORDS);
  const { facts, amounts } = page;
  const stay = facts.begin === facts.end ? facts.begin : `${facts.begin} – ${facts.end}`;
  const items: readonly (readonly [string, ReactNode])[] = [
    [words.scheme, `${facts.scheme}（${facts.person_type}）`],
    [words.care, stay],
    [words.level, `${facts.level} · ${facts.place}`],
    [words.disease, facts.disease ?? "—"],
    [words.diagnoses, facts.diagnoses.map(({ code, name }) => `${code} ${name}`).join("；") || "—"],
    [words.visit, ownVisit(facts)],
    [words.benefits, facts.benefits.join("、")],
    [words.clearing, facts.clearing_type],
    [words.interim, facts.interim ? words.yes : words.no],
    [words.balanceAfter, <Amount key="balance" fen={amounts.balance_after_fen} unit />],
    [words.policy, <code key="policy">{facts.policy_version}</code>],
    [words.message, <code key="message">{facts.message_id}</code>],
  ];
  return (
    <Descriptions
      column={{ xs: 1, sm: 2, lg: 3 }}
      size="small"
      items={items.map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}

/** The settlement, and what later took it back or replaced it. */
function Records({ page }: { readonly page: SettlementAnswer }) {
  const words = useWords(EXPLAINED_WORDS);
  const own = useWords(SETTLEMENT_WORDS);
  return (
    <section className="plain-card records">
      <h2>{words.chain}</h2>
      <table className="layers-list">
        <thead>
          <tr>
            <th scope="col">{words.settlementId}</th>
            <th scope="col">{own.kind}</th>
            <th scope="col">{words.settledAt}</th>
            {(["total", "fund", "account", "cash"] as const).map((name) => (
              <th key={name} scope="col" className="numeric">
                {words[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.records.map((record) => (
            <tr key={record.settlement_id}>
              <th scope="row">
                <Link href={`/people/${page.facts.person_no}/settlements/${record.settlement_id}`}>
                  {record.settlement_id}
                </Link>
              </th>
              <td>{words.kinds(record.kind)}</td>
              <td>{record.settled_at}</td>
              {(["total_fen", "fund_fen", "account_fen", "cash_fen"] as const).map((name) => (
                <td key={name} className="numeric">
                  <Amount fen={record[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
