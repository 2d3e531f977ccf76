import { Button, Table } from "antd";
import type { ReactNode } from "react";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useSharedWords } from "../../shared/shared.words.ts";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import { ADMINISTRATION_WORDS } from "./administration.words.ts";

type Lockout = AnswerOf<"GET /api/v1/lockouts">["lockouts"][number];

/** Accounts that too many wrong passwords have locked. */
export default function Lockouts(): ReactNode {
  const words = useWords(ADMINISTRATION_WORDS);
  const shared = useSharedWords();
  const act = useAct();
  const read = useCall("GET /api/v1/lockouts");
  const unlock = async ({ account_no }: Lockout) => {
    const params = { account_no };
    await act(() => call("DELETE /api/v1/lockouts/{account_no}", { params }), words.done);
    await read.refetch();
  };
  return (
    <>
      <PageHeader title={words.lockouts} detail={words.lockoutsDetail} />
      <Loaded query={read}>
        {({ lockouts }) => (
          <Table<Lockout>
            size="small"
            rowKey="account_no"
            pagination={false}
            dataSource={[...lockouts]}
            locale={{ emptyText: <EmptyState title={words.noLockouts} /> }}
            columns={[
              { title: words.account, dataIndex: "account" },
              { title: words.name, dataIndex: "name" },
              { title: words.failures, dataIndex: "failures", align: "right" },
              { title: words.lockedUntil, dataIndex: "locked_until", render: momentText },
              {
                title: <span className="only-heard">{shared.actions}</span>,
                key: "act",
                render: (_value, row) => (
                  <Button size="small" onClick={() => unlock(row)}>
                    {words.unlock}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
