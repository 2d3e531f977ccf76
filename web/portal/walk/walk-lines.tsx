import { Table } from "antd";
import type { ReactNode } from "react";
import { Amount, amountText, rateText, useUnitWord } from "../../shared/amounts.tsx";
import { Mark } from "../../shared/mark.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { usePhrase, useWords } from "../../shared/words.ts";
import { WALK_WORDS } from "./walk.words.ts";
import { lineFen, totalFen, type WalkLine, type WalkVisit } from "./walk-data.ts";

export interface WalkLinesProps {
  readonly visit: WalkVisit;
  readonly children: ReactNode;
}

/** Wholly in the catalogue, in part, and outside. */
const MARKS = { A: "good", B: "brand", C: "warn" } as const;

/** The lines of the bill as the hospital sends them. */
export function WalkLines({ visit, children }: WalkLinesProps) {
  const words = useWords(WALK_WORDS);
  const phrase = usePhrase();
  const unit = useUnitWord();
  const { unit: chosen } = usePreferences();
  const classes = { A: words.classA, B: words.classB, C: words.classC };
  return (
    <section className="plain-card">
      <h2>{words.seeLines}</h2>
      <Table<WalkLine>
        size="small"
        rowKey={({ name }) => name.zh}
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={[...visit.lines]}
        columns={[
          { title: words.item, key: "name", render: (_value, { name }) => phrase(name) },
          {
            title: words.class,
            dataIndex: "class",
            render: (value: WalkLine["class"]) => <Mark tone={MARKS[value]}>{classes[value]}</Mark>,
          },
          {
            title: words.firstShare,
            dataIndex: "first_share",
            align: "right",
            render: (share?: string) =>
              share === undefined ? "—" : rateText(Number(share) * 1_000_000),
          },
          { title: words.quantity, dataIndex: "quantity", align: "right" },
          {
            title: `${words.price}（${unit}）`,
            dataIndex: "price_fen",
            align: "right",
            render: (fen: number) => <Amount fen={fen} />,
          },
          {
            title: `${words.amount}（${unit}）`,
            key: "amount",
            align: "right",
            render: (_value, line) => <Amount fen={lineFen(line)} />,
          },
        ]}
      />
      <div className="walk-total">
        {words.total(`${amountText(totalFen(visit), chosen)} ${unit}`)}
      </div>
      {children}
    </section>
  );
}
