import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useCall } from "../../shared/client.ts";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import { useRights } from "../../shared/session.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { ADMINISTRATION_WORDS } from "./administration.words.ts";
import { NewAccountForm } from "./new-account-form.tsx";

type Row = RowOf<"GET /api/v1/accounts">;

const { zh, en } = ADMINISTRATION_WORDS;
const both = (key: "account" | "name" | "roles" | "role" | "state" | "lastSignIn" | "created") => ({
  zh: zh[key],
  en: en[key],
});

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "account", title: both("account"), width: 220 },
  { key: "name", title: both("name"), width: 140 },
  { key: "role_titles", title: both("roles") },
  { key: "state", title: both("state"), width: 110, render: (row) => <AccountState row={row} /> },
  { key: "last_signed_in_at", title: both("lastSignIn"), kind: "time", width: 180 },
  { key: "created_at", title: both("created"), kind: "time", width: 180 },
];

/** Accounts: found, opened, and by administrators made. */
export default function Accounts(): ReactNode {
  const words = useWords(ADMINISTRATION_WORDS);
  const rights = useRights();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const made = (account: string) => {
    setOpen(false);
    message.success(words.newAccountMade(account));
    queries.invalidateQueries({ queryKey: ["GET /api/v1/accounts"] });
  };
  return (
    <>
      <PageHeader
        title={words.accounts}
        detail={words.accountsDetail}
        actions={
          rights.has("accounts.manage") ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
              {words.newAccount}
            </Button>
          ) : null
        }
      />
      <DataTable
        list="GET /api/v1/accounts"
        title={words.accounts}
        columns={COLUMNS}
        filters={useFilters()}
        rowKey={({ account_no }) => String(account_no)}
        open={({ account_no }) => `/accounts/${account_no}`}
      />
      <Modal
        open={open}
        title={words.newAccount}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <NewAccountForm onMade={made} onCancel={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function useFilters(): readonly TableFilter[] {
  const roles = useCall("GET /api/v1/roles").data?.roles ?? [];
  return [
    { key: "text", title: both("account"), kind: "text", personal: true },
    {
      key: "role",
      title: both("role"),
      kind: "choice",
      width: 180,
      choices: roles.map(({ id, title }) => ({ value: id, title })),
    },
  ];
}

/** Active, disabled, or locked for a while. */
export function AccountState({ row }: { readonly row: Pick<Row, "state" | "locked_until"> }) {
  const words = wordsNow(ADMINISTRATION_WORDS);
  const isLocked = row.locked_until !== null && Date.parse(row.locked_until) > Date.now();
  if (row.state === "disabled") return <Mark tone="plain">{words.disabled}</Mark>;
  if (isLocked) return <Mark tone="bad">{words.locked}</Mark>;
  return <Mark tone="good">{words.active}</Mark>;
}
