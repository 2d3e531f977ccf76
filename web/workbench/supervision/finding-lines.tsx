import { Link } from "wouter";
import { Amount, useUnitWord } from "../../shared/amounts.tsx";
import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import type { FindingAnswer, FindingProps } from "./finding.tsx";
import { SUPERVISION_WORDS } from "./supervision.words.ts";

type Line = FindingAnswer["lines"][number];

/** The lines that are wrong first, then those they have to do with. */
export function FindingLines({ finding }: FindingProps) {
  const words = useWords(SUPERVISION_WORDS);
  const unit = useUnitWord();
  return (
    <>
      <p className="muted">{words.linesWhy}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by the keyboard. */}
      <section className="finding-scroll" aria-label={words.lines} tabIndex={0}>
        <table className="finding-table">
          <thead>
            <tr>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.item}</th>
              <th scope="col">{words.ownCode}</th>
              <th scope="col">{words.day}</th>
              <th scope="col" className="numeric">
                {words.quantity}
              </th>
              <th scope="col" className="numeric">
                {words.price}
              </th>
              <th scope="col" className="numeric">
                {words.amount}（{unit}）
              </th>
              <th scope="col">{words.order}</th>
            </tr>
          </thead>
          <tbody>
            {finding.lines.map((line) => (
              <LineRow key={`${line.visit_id} ${line.order_id} ${line.role}`} line={line} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function LineRow({ line }: { readonly line: Line }) {
  const words = useWords(SUPERVISION_WORDS);
  const { item } = line;
  return (
    <tr>
      <td>
        <Mark tone={line.role === "offending" ? "bad" : "plain"}>{words.roles(line.role)}</Mark>
      </td>
      <td>
        {item === null ? (
          "—"
        ) : (
          <>
            {item.item_name}{" "}
            <Link
              className="finding-code"
              href={`/catalogue/items/${encodeURIComponent(item.item_code)}`}
            >
              {item.item_code}
            </Link>
          </>
        )}
      </td>
      <td>{item?.own_code ?? "—"}</td>
      <td>{item?.day ?? "—"}</td>
      <td className="numeric">{item?.quantity ?? "—"}</td>
      <td className="numeric">{item?.price_yuan ?? "—"}</td>
      <td className="numeric">
        <Amount fen={line.amount_fen} />
      </td>
      <td>{line.order_id}</td>
    </tr>
  );
}
