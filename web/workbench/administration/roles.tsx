import { Table } from "antd";
import type { ReactNode } from "react";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePhrase, useWords } from "../../shared/words.ts";
import { ADMINISTRATION_WORDS } from "./administration.words.ts";

type Role = AnswerOf<"GET /api/v1/roles">["roles"][number];

/** Every role, and what it allows. */
export default function Roles(): ReactNode {
  const words = useWords(ADMINISTRATION_WORDS);
  const phrase = usePhrase();
  const read = useCall("GET /api/v1/roles");
  const word = (key: string) => (words as Readonly<Record<string, unknown>>)[key] as string;
  return (
    <>
      <PageHeader title={words.rolesTitle} detail={words.rolesDetail} />
      <Loaded query={read}>
        {({ roles }) => (
          <Table<Role>
            size="small"
            rowKey="id"
            pagination={false}
            scroll={{ x: "max-content" }}
            dataSource={[...roles]}
            columns={[
              { title: words.role, key: "title", render: (_v, { title }) => phrase(title) },
              { title: words.office, dataIndex: "office", render: (office) => office ?? "—" },
              { title: words.power, dataIndex: "power", render: word },
              {
                title: words.rights,
                key: "rights",
                render: (_value, { rights }) => (
                  <div className="tags">
                    {rights.map(({ id, title }) => (
                      <Mark key={id} tone="plain">
                        {title}
                      </Mark>
                    ))}
                  </div>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
