import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount, amountText, rateText } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { dateText } from "../../shared/dates.ts";
import { Loaded, Unverified } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { PaymentLayers, type PaymentSlice } from "../../shared/payment-layers.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { ME_WORDS } from "./me.words.ts";
import { SettlementLines } from "./settlement-lines.tsx";

export type Settlement = AnswerOf<"GET /api/v1/me/settlements/{settlement_id}">;

/** One's own settlement: who paid which slice of it, by which clause, in words. */
export default function MySettlement({ params }: ScreenProps): ReactNode {
  const { settlement_id = "" } = params;
  const { language } = usePreferences();
  const query = useCall("GET /api/v1/me/settlements/{settlement_id}", {
    params: { settlement_id },
    query: { language },
  });
  return <Loaded query={query}>{(found) => <Sheet settlement={found} />}</Loaded>;
}

function Sheet({ settlement }: { readonly settlement: Settlement }) {
  const words = useWords(ME_WORDS);
  const { facts, amounts, sentences } = settlement;
  const when = facts.begin === facts.end ? facts.begin : `${facts.begin} – ${facts.end}`;
  return (
    <>
      <PageHeader
        title={words.settlement}
        detail={[facts.institution, facts.visit_type, facts.scheme, when].join(" · ")}
        actions={<Link href="/me/visits">{words.back}</Link>}
      />
      {facts.reversed_by === null ? null : <p className="hall-notice">{words.reversedNote}</p>}
      <Figures settlement={settlement} />
      <h2 className="section-title">{words.whoPaid}</h2>
      <PaymentLayers total_fen={amounts.total_fen} slices={useSlices(settlement)} />
      <h2 className="section-title">{words.inWords}</h2>
      <ol className="sentences">
        {sentences.map(({ text, source, unverified }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence may be said twice, in order.
          <li key={index}>
            {text.replace(MARK, "")}{" "}
            {source === null ? null : <span className="muted">{source}</span>}{" "}
            {unverified ? <Unverified /> : null}
          </li>
        ))}
      </ol>
      <SettlementLines lines={settlement.lines} />
      <p className={settlement.re_adds === false ? "hall-notice" : "muted"}>
        {settlement.re_adds === null ? null : settlement.re_adds ? words.reAdds : words.notReAdds}
      </p>
      <p className="muted">
        {words.disagree} <code>{facts.settlement_id}</code> · {dateText(facts.settled_at)}
      </p>
    </>
  );
}

/** Said by the mark that follows. */
const MARK = "〔待核实〕";

function Figures({ settlement: { amounts } }: { readonly settlement: Settlement }) {
  const words = useWords(ME_WORDS);
  const { unit } = usePreferences();
  const { total_fen, fund_sum_fen, person_fen, account_fen, mutual_fen, cash_fen } = amounts;
  const share = total_fen === 0 ? 0 : Math.round((fund_sum_fen / total_fen) * 1_000_000);
  const text = (fen: number) => amountText(fen, unit);
  return (
    <dl className="figures">
      <div className="figure figure-total">
        <dt>{words.total}</dt>
        <dd>
          <Amount fen={total_fen} unit />
        </dd>
      </div>
      <div className="figure figure-fund">
        <dt>{words.fund}</dt>
        <dd>
          <Amount fen={fund_sum_fen} unit />
          <div className="figure-part">{words.share(rateText(share))}</div>
        </dd>
      </div>
      <div className="figure figure-person">
        <dt>{words.ownShare}</dt>
        <dd>
          <Amount fen={person_fen} unit />
          <div className="figure-part">
            {words.paidBy(text(account_fen + mutual_fen), text(cash_fen))}
          </div>
        </dd>
      </div>
    </dl>
  );
}

/** The slices of the server, those of the person in our words. */
function useSlices({ slices }: Settlement): readonly PaymentSlice[] {
  const words = useWords(ME_WORDS);
  const reasons = {
    full_self: words.fullSelf,
    over_limit: words.overLimit,
    first_self: words.firstSelfWhy,
    cross_region: words.cross_region,
    deductible: words.deductible,
    rest: words.rest,
  };
  return slices.map(({ key, title, reason, payer, amount_fen, rate_ppm, ...one }) => {
    const rate = rate_ppm === null ? "" : ` ${rateText(rate_ppm)}`;
    const name = reason === null ? (title ?? words.hospital) : reasons[reason];
    const clause = [one.document, one.clause].filter(Boolean).join(" ");
    return {
      ...{ key, amount_fen, clause, unverified: one.unverified, title: `${name}${rate}` },
      payer: payer === "fund" ? ("fund" as const) : ("person" as const),
    };
  });
}
