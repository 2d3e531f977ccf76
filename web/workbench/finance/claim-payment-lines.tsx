import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { useWords } from "../../shared/words.ts";
import { CLAIM_PAYMENT_WORDS } from "./claim-payments.words.ts";

interface PaidClaim {
  readonly person_no: string;
  readonly settlement_id: number;
  readonly amounts: readonly { readonly fund: string; readonly paid_fen: number }[];
}

/** The claims of a payment that was put up, each leading to its settlement. */
export function ClaimPaymentLines({ content }: { readonly content: unknown }): ReactNode {
  const words = useWords(CLAIM_PAYMENT_WORDS);
  const { claims } = content as { readonly claims: readonly PaidClaim[] };
  return (
    <section className="plain-card records claim-result">
      <h2>{words.claims}</h2>
      <table className="layers-list">
        <thead>
          <tr>
            <th scope="col">{words.settlement}</th>
            <th scope="col">{words.person}</th>
            <th scope="col" className="numeric">
              {words.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {claims.map(({ person_no, settlement_id, amounts }) => (
            <tr key={settlement_id}>
              <th scope="row">
                <Link href={`/people/${person_no}/settlements/${settlement_id}`}>
                  {settlement_id}
                </Link>
              </th>
              <td>{person_no}</td>
              <td className="numeric">
                <Amount fen={amounts.reduce((sum, { paid_fen }) => sum + paid_fen, 0)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
