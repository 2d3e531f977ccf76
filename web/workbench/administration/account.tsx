import { App, Button, Card, Descriptions, Form, Input, Modal, Space } from "antd";
import { type ReactNode, useState } from "react";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import { AccountState } from "./accounts.tsx";
import { ADMINISTRATION_WORDS } from "./administration.words.ts";
import { IdentityForm } from "./identity-form.tsx";
import { RolesForm } from "./roles-form.tsx";

type Account = AnswerOf<"GET /api/v1/accounts/{account_no}">;

/** One account, with what an administrator or a security officer may do about it. */
export default function AccountScreen({ params }: ScreenProps): ReactNode {
  const account_no = Number(params.account_no);
  const read = useCall("GET /api/v1/accounts/{account_no}", { params: { account_no } });
  return <Loaded query={read}>{(account) => <AccountPage account={account} />}</Loaded>;
}

function AccountPage({ account }: { readonly account: Account }) {
  const words = useWords(ADMINISTRATION_WORDS);
  const rights = useRights();
  return (
    <>
      <PageHeader
        title={account.name}
        detail={account.account}
        tags={
          <>
            <AccountState row={account} />
            {account.demo ? <Mark tone="warn">{words.demo}</Mark> : null}
          </>
        }
        actions={rights.has("accounts.manage") ? <Acts account={account} /> : null}
      />
      <div className="cards">
        <Card size="small">
          <Facts account={account} />
        </Card>
        {rights.has("access.review") ? (
          <Card size="small" title={words.grant}>
            <p className="muted">{words.grantWhy}</p>
            <RolesForm account={account} />
          </Card>
        ) : null}
        {rights.has("access.review") && mayLink(account) ? (
          <Card size="small" title={words.identity}>
            <p className="muted">{words.identityWhy}</p>
            <IdentityForm account={account} />
          </Card>
        ) : null}
      </div>
    </>
  );
}

/** Staff may come in by the organisation's sign-in, where there is one; a link can always go. */
function mayLink({ kind, demo, issuer, identity }: Account): boolean {
  return identity !== null || (issuer !== null && kind === "staff" && !demo);
}

function Facts({ account }: { readonly account: Account }) {
  const words = useWords(ADMINISTRATION_WORDS);
  const items = [
    [words.kind, words[account.kind]],
    [words.roles, account.role_titles || words.noRole],
    [words.regions, account.regions.join("、") || "—"],
    [words.institutionCode, account.institution_code ?? "—"],
    [words.factor, account.has_second_factor ? words.bound : words.unbound],
    [
      words.lastSignIn,
      account.last_signed_in_at ? momentText(account.last_signed_in_at) : words.never,
    ],
    [words.created, momentText(account.created_at)],
  ];
  return (
    <Descriptions
      column={1}
      size="small"
      items={items.map(([label, children]) => ({ key: label ?? "", label, children }))}
    />
  );
}

/** What is done about an account, one after another; the page is read again after each. */
function Acts({ account }: { readonly account: Account }) {
  const words = useWords(ADMINISTRATION_WORDS);
  const { modal, message } = App.useApp();
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const params = { account_no: account.account_no };
  const run = async (send: () => Promise<unknown>) => {
    if (await act(send, words.done)) queries.invalidateQueries();
  };
  const setState = (state: "active" | "disabled") =>
    run(() => call("PUT /api/v1/accounts/{account_no}/state", { params, body: { state } }));
  const resetFactor = () =>
    run(() => call("DELETE /api/v1/accounts/{account_no}/second-factor", { params }));
  return (
    <Space wrap>
      <Button onClick={() => setAsking(true)}>{words.resetPassword}</Button>
      {account.has_second_factor ? (
        <Button onClick={() => modal.confirm({ title: words.resetFactorAsk, onOk: resetFactor })}>
          {words.resetFactor}
        </Button>
      ) : null}
      {account.state === "active" ? (
        <Button
          danger
          onClick={() =>
            modal.confirm({ title: words.disableAsk, onOk: () => setState("disabled") })
          }
        >
          {words.disable}
        </Button>
      ) : (
        <Button onClick={() => setState("active")}>{words.enable}</Button>
      )}
      <Modal
        open={asking}
        title={words.resetPassword}
        footer={null}
        destroyOnHidden
        onCancel={() => setAsking(false)}
      >
        <NewPassword
          account_no={account.account_no}
          onDone={() => {
            setAsking(false);
            message.success(words.passwordSet);
          }}
        />
      </Modal>
    </Space>
  );
}

interface NewPasswordProps {
  readonly account_no: number;
  readonly onDone: () => void;
}

function NewPassword({ account_no, onDone }: NewPasswordProps) {
  const words = useWords(ADMINISTRATION_WORDS);
  const required = useRequired();
  return (
    <ActionForm<{ password: string }, unknown>
      name="reset-password"
      withoutDraft
      send={(body) =>
        call("PUT /api/v1/accounts/{account_no}/password", { params: { account_no }, body })
      }
      onDone={onDone}
    >
      <Form.Item
        name="password"
        label={words.firstPassword}
        extra={words.firstPasswordWhy}
        rules={[required]}
      >
        <Input.Password autoFocus autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </ActionForm>
  );
}
