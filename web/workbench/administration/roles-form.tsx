import { App, Form, Select } from "antd";
import { type AnswerOf, type BodyOf, call, useCall } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { ActionForm } from "../../shared/form/action-form.tsx";
import { queries } from "../../shared/queries.ts";
import { usePhrase, useWords } from "../../shared/words.ts";
import { ADMINISTRATION_WORDS } from "./administration.words.ts";

type Account = AnswerOf<"GET /api/v1/accounts/{account_no}">;
type Values = BodyOf<"PUT /api/v1/accounts/{account_no}/roles">;

/** Roles and regions of an account: the security officer's act. */
export function RolesForm({ account }: { readonly account: Account }) {
  const words = useWords(ADMINISTRATION_WORDS);
  const phrase = usePhrase();
  const { message } = App.useApp();
  const read = useCall("GET /api/v1/roles");
  const params = { account_no: account.account_no };
  return (
    <Loaded query={read} rows={3}>
      {({ roles }) => (
        <ActionForm<Values, unknown>
          name={`roles-${account.account_no}`}
          initial={{ roles: [...account.roles], regions: [...account.regions] }}
          submitTitle={words.grant}
          send={(body) => call("PUT /api/v1/accounts/{account_no}/roles", { params, body })}
          onDone={() => {
            message.success(words.granted);
            queries.invalidateQueries();
          }}
        >
          <Form.Item name="roles" label={words.roles}>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: "label" }}
              options={roles
                .filter(({ kind }) => kind === account.kind)
                .map(({ id, title }) => ({ value: id, label: phrase(title) }))}
            />
          </Form.Item>
          {account.kind === "staff" ? (
            <Form.Item name="regions" label={words.regions} extra={words.regionsRule}>
              <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[" ", "，"]} />
            </Form.Item>
          ) : null}
        </ActionForm>
      )}
    </Loaded>
  );
}
