import { App, Button, Card, Table } from "antd";
import type { ReactNode } from "react";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useSharedWords } from "../../shared/shared.words.ts";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import { FRONT_WORDS } from "./front.words.ts";
import { PasswordForm } from "./password-form.tsx";
import { SecondFactor } from "./second-factor.tsx";

/** One's own account: where it is signed in, its password, its second factor. */
export default function MyAccount(): ReactNode {
  const words = useWords(FRONT_WORDS);
  return (
    <>
      <PageHeader title={words.myAccount} />
      <div className="cards">
        <Card size="small" title={words.sessions} className="card-wide">
          <Sessions />
        </Card>
        <Card size="small" title={words.password}>
          <PasswordForm onDone={() => undefined} />
        </Card>
        <Card size="small" title={words.factor}>
          <SecondFactor onDone={() => location.reload()} />
        </Card>
      </div>
    </>
  );
}

type SessionRow = AnswerOf<"GET /api/v1/sessions">["sessions"][number];

function Sessions() {
  const words = useWords(FRONT_WORDS);
  const shared = useSharedWords();
  const { modal } = App.useApp();
  const act = useAct();
  const read = useCall("GET /api/v1/sessions");
  const end = ({ session_no }: SessionRow) =>
    modal.confirm({
      title: words.endSessionAsk,
      onOk: async () => {
        const params = { session_no };
        await act(() => call("DELETE /api/v1/sessions/{session_no}", { params }), words.ended);
        await read.refetch();
      },
    });
  return (
    <Loaded query={read} rows={3}>
      {({ sessions }) => (
        <Table<SessionRow>
          size="small"
          rowKey="session_no"
          pagination={false}
          scroll={{ x: "max-content" }}
          dataSource={[...sessions]}
          columns={[
            { title: words.sessionAddress, dataIndex: "address" },
            { title: words.sessionAgent, dataIndex: "agent", ellipsis: true },
            { title: words.sessionSince, dataIndex: "signed_in_at", render: momentText },
            { title: words.sessionSeen, dataIndex: "last_seen_at", render: momentText },
            {
              title: <span className="only-heard">{shared.actions}</span>,
              key: "act",
              render: (_value, row) =>
                row.is_this ? (
                  <Mark tone="good">{words.thisSession}</Mark>
                ) : (
                  <Button size="small" onClick={() => end(row)}>
                    {words.endSession}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Loaded>
  );
}
