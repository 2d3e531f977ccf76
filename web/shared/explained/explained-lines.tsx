import { Table, type TableColumnsType } from "antd";
import { Amount, rateText, useUnitWord } from "../amounts.tsx";
import { dateText } from "../dates.ts";
import { Mark } from "../mark.tsx";
import { useWords } from "../words.ts";
import { EXPLAINED_WORDS } from "./explained.words.ts";
import type { ExplainedLine, SettlementAnswer } from "./settlement-answer.ts";

const AMOUNTS = ["full_self", "over_limit", "first_self", "in_scope"] as const;
const ROWS_AT_ONCE = 50;

/** The charge lines with what the catalogue made of each, and the sums of their four amounts. */
export function ExplainedLines({ page }: { readonly page: SettlementAnswer }) {
  const words = useWords(EXPLAINED_WORDS);
  const { lines, amounts } = page;
  const columns = useColumns();
  return (
    <section className="plain-card">
      <h2>{words.lines(lines.length)}</h2>
      <p className="muted">{words.fourAmountsWhy}</p>
      <Table<ExplainedLine>
        size="small"
        rowKey="serial"
        columns={columns}
        dataSource={lines as ExplainedLine[]}
        pagination={lines.length > ROWS_AT_ONCE ? { pageSize: ROWS_AT_ONCE, size: "small" } : false}
        scroll={{ x: "max-content" }}
        summary={() => (
          <Table.Summary.Row className="sum-row">
            <Table.Summary.Cell index={0} />
            <Table.Summary.Cell index={1} colSpan={4}>
              {words.sum}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={5} align="right">
              <Amount fen={amounts.total_fen} strong />
            </Table.Summary.Cell>
            {AMOUNTS.map((name, index) => (
              <Table.Summary.Cell key={name} index={index + 6} align="right">
                <Amount fen={amounts[`${name}_fen`]} strong />
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
    </section>
  );
}

function useColumns(): TableColumnsType<ExplainedLine> {
  const words = useWords(EXPLAINED_WORDS);
  const unit = useUnitWord();
  const amount = (key: "amount" | (typeof AMOUNTS)[number], title: string) => ({
    title: `${title}（${unit}）`,
    key,
    align: "right" as const,
    render: (_value: unknown, line: ExplainedLine) => <Amount fen={line[`${key}_fen`]} />,
  });
  return [
    { title: words.line, key: "number", align: "right", render: (_v, { number }) => number ?? "" },
    { title: words.item, key: "name", render: (_value, line) => <Item line={line} /> },
    { title: words.quantity, dataIndex: "quantity", align: "right" },
    { title: words.price, dataIndex: "price", align: "right" },
    { title: words.class, key: "class", render: (_value, line) => <Class line={line} /> },
    amount("amount", words.amount),
    ...AMOUNTS.map((name) => amount(name, words[name])),
  ];
}

function Item({ line }: { readonly line: ExplainedLine }) {
  const words = useWords(EXPLAINED_WORDS);
  return (
    <>
      <div>
        {line.name} {line.paid_alone ? <Mark tone="brand">{words.paidAlone}</Mark> : null}
        {line.amount_fen < 0 ? <Mark tone="warn">{words.refund}</Mark> : null}
      </div>
      <div className="muted line-detail">
        {[line.item_code, line.specification, line.charge_type, dateText(line.fee_at)]
          .filter(Boolean)
          .join(" · ")}
      </div>
    </>
  );
}

function Class({ line }: { readonly line: ExplainedLine }) {
  const words = useWords(EXPLAINED_WORDS);
  const details = [
    line.first_share_ppm > 0 ? `${words.firstShare} ${rateText(line.first_share_ppm)}` : "",
    line.ceiling === null ? "" : `${words.ceiling} ${line.ceiling}`,
    line.settled_class === line.class ? "" : words.settledAs(words.classOf(line.settled_class)),
  ].filter((text) => text !== "");
  return (
    <>
      <div>{words.classOf(line.class)}</div>
      {details.map((text) => (
        <div key={text} className="muted line-detail">
          {text}
        </div>
      ))}
    </>
  );
}
