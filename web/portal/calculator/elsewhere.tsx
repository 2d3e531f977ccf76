import { Table } from "antd";
import { Amount, fenOfYuan, useUnitWord } from "../../shared/amounts.tsx";
import type { CalculatorAnswer } from "../../shared/calculator-answer.ts";
import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { CALCULATOR_WORDS } from "./calculator.words.ts";

interface Row {
  readonly title: string;
  readonly fund: string | null;
  readonly person: string | null;
  readonly difference: string | null;
  readonly problem: string | null;
}

/** The same bill at other hospitals or places. */
export function Elsewhere({ answer }: { readonly answer: CalculatorAnswer }) {
  const words = useWords(CALCULATOR_WORDS);
  const unit = useUnitWord();
  if (answer.compare.length === 0) return null;
  const rows: readonly Row[] = [
    {
      title: words.compareHere,
      fund: answer.fund_sum,
      person: answer.person,
      difference: null,
      problem: null,
    },
    ...answer.compare.map((one) => ({
      title: one.title,
      fund: one.figures?.fund_sum ?? null,
      person: one.figures?.person ?? null,
      difference: one.person_difference,
      problem: one.problem,
    })),
  ];
  const amount = (yuan: string | null) => <Amount fen={yuan === null ? null : fenOfYuan(yuan)} />;
  return (
    <>
      <h2 className="section-title">{words.compareElsewhere}</h2>
      <Table<Row>
        size="small"
        rowKey="title"
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={[...rows]}
        columns={[
          {
            title: words.comparePlace,
            key: "title",
            render: (_value, { title, problem }) => (
              <>
                {title}
                {problem === null ? null : <div className="muted">{problem}</div>}
              </>
            ),
          },
          {
            title: `${words.compareFund}（${unit}）`,
            dataIndex: "fund",
            align: "right",
            render: amount,
          },
          {
            title: `${words.comparePerson}（${unit}）`,
            dataIndex: "person",
            align: "right",
            render: amount,
          },
          {
            title: `${words.compareDifference}（${unit}）`,
            dataIndex: "difference",
            align: "right",
            render: (yuan: string | null) => <Difference yuan={yuan} />,
          },
        ]}
      />
    </>
  );
}

/** Cheaper or dearer, said in a word and not by colour alone. */
function Difference({ yuan }: { readonly yuan: string | null }) {
  const words = useWords(CALCULATOR_WORDS);
  const fen = yuan === null ? 0 : fenOfYuan(yuan);
  if (yuan === null || fen === 0) return "—";
  return (
    <>
      <Mark tone={fen < 0 ? "good" : "warn"}>{fen < 0 ? words.cheaper : words.dearer}</Mark>{" "}
      <Amount fen={Math.abs(fen)} />
    </>
  );
}
