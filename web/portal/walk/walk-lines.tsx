import { Table } from "antd";
import type { ReactNode } from "react";
import { Amount, amountText, rateText, useUnitWord } from "../../shared/amounts.tsx";
import { Mark } from "../../shared/mark.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { useWords } from "../../shared/words.ts";
import { WALK_WORDS } from "./walk.words.ts";

export interface WalkLine {
  readonly name: string;
  /** Of the catalogue: A, B, or C for what is outside. */
  readonly class: "A" | "B" | "C";
  readonly quantity: number;
  readonly price_fen: number;
  /** Decimal. */
  readonly first_share?: string;
}

export interface WalkLinesProps {
  readonly lines: readonly WalkLine[];
  readonly children: ReactNode;
}

/** Wholly in the catalogue, in part, and outside. */
const MARKS = { A: "good", B: "brand", C: "warn" } as const;

function lineFen({ quantity, price_fen }: WalkLine): number {
  return quantity * price_fen;
}

/** The lines of the bill as the hospital sends them. */
export function WalkLines({ lines, children }: WalkLinesProps) {
  const words = useWords(WALK_WORDS);
  const unit = useUnitWord();
  const { unit: chosen } = usePreferences();
  const classes = { A: words.classA, B: words.classB, C: words.classC };
  const total = lines.reduce((sum, line) => sum + lineFen(line), 0);
  return (
    <section className="plain-card">
      <h2>{words.seeLines}</h2>
      <Table<WalkLine>
        size="small"
        rowKey="name"
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={[...lines]}
        columns={[
          { title: words.item, dataIndex: "name" },
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
              Number(share ?? 0) === 0 ? "—" : rateText(Number(share) * 1_000_000),
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
      <div className="walk-total">{words.total(`${amountText(total, chosen)} ${unit}`)}</div>
      {children}
    </section>
  );
}
