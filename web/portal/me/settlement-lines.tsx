import { Amount, useUnitWord } from "../../shared/amounts.tsx";
import { useWords } from "../../shared/words.ts";
import { ME_WORDS } from "./me.words.ts";
import type { Settlement } from "./settlement.tsx";

type Line = Settlement["lines"][number];

/** The charges of a bill: what of each counts, and what does not. */
export function SettlementLines({ lines }: { readonly lines: readonly Line[] }) {
  const words = useWords(ME_WORDS);
  const unit = useUnitWord();
  const amounts = [words.lineAmount, words.outOfScope, words.firstSelf, words.inScope];
  return (
    <>
      <h2 className="section-title">{words.lines}</h2>
      <div className="hall-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.item}</th>
              <th scope="col">{words.class}</th>
              <th scope="col" className="numeric">
                {words.quantity}
              </th>
              <th scope="col" className="numeric">
                {words.price}
              </th>
              {amounts.map((title) => (
                <th key={title} scope="col" className="numeric">
                  {title}（{unit}）
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <LineRow key={line.serial} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function LineRow({ line }: { readonly line: Line }) {
  const words = useWords(ME_WORDS);
  const { name, specification, quantity, price, amount_fen, settled_class } = line;
  const classes = { A: words.classA, B: words.classB, C: words.classC };
  const figures = [
    amount_fen,
    line.full_self_fen + line.over_limit_fen,
    line.first_self_fen,
    line.in_scope_fen,
  ];
  return (
    <tr>
      <th scope="row">
        {name} <span className="muted">{specification}</span>
      </th>
      <td>{classes[settled_class]}</td>
      <td className="numeric">{quantity}</td>
      <td className="numeric">{price}</td>
      {figures.map((fen, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: figures are told apart by their place.
        <td key={place} className="numeric">
          <Amount fen={fen} />
        </td>
      ))}
    </tr>
  );
}
