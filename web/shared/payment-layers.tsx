import type { ReactNode } from "react";
import { Amount, useUnitWord } from "./amounts.tsx";
import { Unverified } from "./feedback.tsx";
import { LAYER_WORDS } from "./payment-layers.words.ts";
import { useWords } from "./words.ts";

/** A slice of a bill: one payer, one reason. All slices together are the bill, to the fen. */
export interface PaymentSlice {
  readonly key: string;
  readonly title: string;
  readonly amount_fen: number;
  readonly payer: "fund" | "account" | "person";
  /** Document and clause. */
  readonly clause?: string;
  readonly unverified?: boolean;
  /** Below its title: how it was worked out. */
  readonly note?: ReactNode;
}

export interface PaymentLayersProps {
  readonly total_fen: number;
  readonly slices: readonly PaymentSlice[];
}

/** Who paid which slice of a bill: a bar of slices, and the same slices as a list. */
export function PaymentLayers({ total_fen, slices }: PaymentLayersProps) {
  const words = useWords(LAYER_WORDS);
  const unit = useUnitWord();
  const shown = slices.filter(({ amount_fen }) => amount_fen !== 0);
  const looks = looksOf(shown);
  const share = (amount_fen: number) => (total_fen === 0 ? 0 : (amount_fen / total_fen) * 100);
  return (
    <figure className="layers">
      <figcaption className="only-heard">{words.whoPays}</figcaption>
      <div className="layers-bar" aria-hidden>
        {shown.map((slice) => (
          <div
            key={slice.key}
            className={`layers-slice ${looks.get(slice.key)}`}
            style={{ flexGrow: Math.max(0, slice.amount_fen) }}
            title={slice.title}
          >
            {share(slice.amount_fen) >= 12 ? <span>{slice.title}</span> : null}
          </div>
        ))}
      </div>
      <table className="layers-list">
        <thead>
          <tr>
            <th scope="col">{words.whoPays}</th>
            <th scope="col" className="numeric">
              {words.amount}（{unit}）
            </th>
            <th scope="col" className="numeric">
              {words.share}
            </th>
            <th scope="col">{words.clause}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((slice) => (
            <tr key={slice.key}>
              <th scope="row">
                <span className={`layers-key ${looks.get(slice.key)}`} aria-hidden />
                {slice.title}
                {slice.note}
              </th>
              <td className="numeric">
                <Amount fen={slice.amount_fen} />
              </td>
              <td className="numeric">{share(slice.amount_fen).toFixed(1)}%</td>
              <td>
                {slice.clause} {slice.unverified ? <Unverified /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** Funds in blues and greens, the account in violet, the person in warm colours. */
const LOOKS_OF_A_PAYER = 4;

function looksOf(slices: readonly PaymentSlice[]): ReadonlyMap<string, string> {
  const used = { fund: 0, account: 0, person: 0 };
  return new Map(
    slices.map(({ key, payer }) => {
      const place = used[payer] % LOOKS_OF_A_PAYER;
      used[payer] += 1;
      return [key, `payer-${payer}-${place}`];
    }),
  );
}
