import { Table } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount, useUnitWord } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { PaymentLayers } from "../../shared/payment-layers.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { INSTITUTION_WORDS } from "./institution.words.ts";
import { SettlementsTable } from "./settlements-table.tsx";

type Month = AnswerOf<"GET /api/v1/own/months/{month}">;

/** One month: what each fund paid for what, and the entries behind it. */
export default function MonthScreen({ params }: ScreenProps): ReactNode {
  const words = useWords(INSTITUTION_WORDS);
  const { month = "" } = params;
  const query = useCall("GET /api/v1/own/months/{month}", { params: { month } });
  return (
    <>
      <PageHeader
        title={words.funds(month)}
        detail={<Link href="/own/statements">{words.statements}</Link>}
      />
      <Loaded query={query}>
        {(found) => (
          <>
            <Funds month={found} />
            <h2 className="section-title">{words.entries}</h2>
            <SettlementsTable fixed={{ from: found.from, until: found.until }} />
          </>
        )}
      </Loaded>
    </>
  );
}

const ACCOUNT = "个人账户";

function Funds({ month }: { readonly month: Month }) {
  const words = useWords(INSTITUTION_WORDS);
  const unit = useUnitWord();
  const sum = month.funds.reduce((all, { paid_fen }) => all + paid_fen, 0);
  if (month.rows.length === 0) return <EmptyState title={words.noEntries} />;
  return (
    <>
      <section className="plain-card">
        <PaymentLayers
          total_fen={sum}
          slices={month.funds.map(({ fund, name, paid_fen }) => ({
            ...{ key: fund, title: name, amount_fen: paid_fen },
            payer: name.includes(ACCOUNT) ? ("account" as const) : ("fund" as const),
          }))}
        />
      </section>
      <h2 className="section-title">{words.byType}</h2>
      <Table<Month["rows"][number]>
        size="small"
        pagination={false}
        rowKey={({ scheme, visit_type, fund }) => `${scheme} ${visit_type} ${fund}`}
        dataSource={[...month.rows]}
        columns={[
          { title: words.scheme, dataIndex: "scheme" },
          { title: words.visitType, dataIndex: "visit_type" },
          { title: words.fundName, dataIndex: "name" },
          {
            title: `${words.paid}（${unit}）`,
            dataIndex: "paid_fen",
            align: "right",
            render: (fen: number) => <Amount fen={fen} />,
          },
        ]}
      />
    </>
  );
}
