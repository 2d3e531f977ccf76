import { App, Button, Descriptions, Form, Input } from "antd";
import { type AnswerOf, call } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { queries } from "../../shared/queries.ts";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import { ADMINISTRATION_WORDS } from "./administration.words.ts";

type Account = AnswerOf<"GET /api/v1/accounts/{account_no}">;
type Identity = NonNullable<Account["identity"]>;

/** Who of the organisation's own sign-in comes in by this account: the security officer's act. */
export function IdentityForm({ account }: { readonly account: Account }) {
  const { account_no, identity } = account;
  if (identity !== null) return <Linked account_no={account_no} identity={identity} />;
  return <Link account_no={account_no} issuer={account.issuer ?? ""} />;
}

interface LinkedProps {
  readonly account_no: number;
  readonly identity: Identity;
}

function Linked({ account_no, identity }: LinkedProps) {
  const words = useWords(ADMINISTRATION_WORDS);
  const { modal } = App.useApp();
  const act = useAct();
  const unlink = async () => {
    const send = () =>
      call("DELETE /api/v1/accounts/{account_no}/identity", { params: { account_no } });
    if (await act(send, words.unlinked)) queries.invalidateQueries();
  };
  return (
    <>
      <Descriptions
        className="linked-identity"
        column={1}
        size="small"
        items={[
          { key: "issuer", label: words.issuer, children: identity.issuer },
          { key: "subject", label: words.subject, children: identity.subject },
          { key: "linked", label: words.linkedAt, children: momentText(identity.linked_at) },
        ]}
      />
      <Button danger onClick={() => modal.confirm({ title: words.unlinkAsk, onOk: unlink })}>
        {words.unlink}
      </Button>
    </>
  );
}

interface LinkProps {
  readonly account_no: number;
  readonly issuer: string;
}

function Link({ account_no, issuer }: LinkProps) {
  const words = useWords(ADMINISTRATION_WORDS);
  const required = useRequired();
  const { message } = App.useApp();
  return (
    <ActionForm<{ subject: string }, unknown>
      name={`identity-${account_no}`}
      submitTitle={words.link}
      send={(body) =>
        call("PUT /api/v1/accounts/{account_no}/identity", { params: { account_no }, body })
      }
      onDone={() => {
        message.success(words.linked);
        queries.invalidateQueries();
      }}
    >
      <Form.Item
        name="subject"
        label={words.subject}
        extra={words.subjectWhy(issuer)}
        rules={[required]}
      >
        <Input maxLength={255} autoComplete="off" spellCheck={false} />
      </Form.Item>
    </ActionForm>
  );
}
