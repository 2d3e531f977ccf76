import { DownloadOutlined } from "@ant-design/icons";
import { Button, Card, Dropdown } from "antd";
import type { ReactNode } from "react";
import { type AnswerOf, addressOf, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { PublicCard } from "./public-card.tsx";
import { PUBLICATION_WORDS } from "./publication.words.ts";
import { Counted, SEVERITIES, SeverityMark } from "./severity.tsx";
import "./disclosure.css";

type Publication = AnswerOf<"GET /api/v1/disclosures/publications/{publication_no}">;

/** A disclosure that was made: how it reads, what checking it found, and its files. */
export default function PublicationScreen({ params }: ScreenProps): ReactNode {
  const publication_no = Number(params.publication_no);
  const read = useCall("GET /api/v1/disclosures/publications/{publication_no}", {
    params: { publication_no },
  });
  return <Loaded query={read}>{(made) => <PublicationPage made={made} />}</Loaded>;
}

function PublicationPage({ made }: { readonly made: Publication }) {
  const words = useWords(PUBLICATION_WORDS);
  const { publication_no } = made;
  const isClean = made.errors + made.warns === 0;
  return (
    <>
      <PageHeader
        title={made.title}
        tags={isClean ? <Mark tone="good">{words.clean}</Mark> : null}
        detail={`${words.madeFrom(made.source, made.profile_title)}，${momentText(made.made_at)}，${
          made.made_by_name
        }`}
        actions={<Files made={made} />}
      />
      <div className="made">
        <iframe
          className="made-page"
          title={`${words.preview} ${made.title}`}
          sandbox=""
          src={addressOf("GET /api/v1/disclosures/publications/{publication_no}/page", {
            params: { publication_no },
          })}
        />
        <div className="made-side">
          <PublicCard made={made} />
          <Card size="small" title={words.checks}>
            <ChecksTable made={made} />
          </Card>
          <FoundCard made={made} />
          <TablesCard made={made} />
        </div>
      </div>
    </>
  );
}

const FORMATS = ["pdf", "docx", "xlsx", "html", "txt", "data"] as const;

function Files({ made }: { readonly made: Publication }) {
  const words = useWords(PUBLICATION_WORDS);
  const { publication_no, files } = made;
  const has = (format: string) =>
    format === "data" || files.some(({ path }) => path === `disclosure.${format}`);
  const address = (format: string) =>
    addressOf("GET /api/v1/disclosures/publications/{publication_no}/file", {
      params: { publication_no },
      query: { format },
    });
  const items = FORMATS.filter(has).map((format) => ({
    key: format,
    label: (
      <a href={address(format)} download>
        {words[format]}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button type="primary" icon={<DownloadOutlined />}>
        {words.download}
      </Button>
    </Dropdown>
  );
}

function ChecksTable({ made }: { readonly made: Publication }) {
  const words = useWords(PUBLICATION_WORDS);
  return (
    <table className="made-checks">
      <thead>
        <tr>
          <th scope="col">{words.file}</th>
          {SEVERITIES.map((one) => (
            <th key={one} scope="col" className="numeric">
              {words[one]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {made.checks.map((check) => (
          <tr key={check.path}>
            <th scope="row">{check.path.replace("disclosure.", "")}</th>
            {SEVERITIES.map((one) => (
              <td key={one} className="numeric">
                <Counted severity={one} count={check[one]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each thing once, however many of the files say it. */
function FoundCard({ made }: { readonly made: Publication }) {
  const words = useWords(PUBLICATION_WORDS);
  const found = new Map(made.findings.map((one) => [`${one.rule} ${one.message}`, one]));
  if (found.size === 0) return null;
  return (
    <Card size="small" title={words.findings}>
      <ul className="finding-merged">
        {[...found].map(([key, { rule, outcome, message }]) => (
          <li key={key}>
            <SeverityMark severity={outcome} /> {message} <code className="muted">{rule}</code>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function TablesCard({ made }: { readonly made: Publication }) {
  const words = useWords(PUBLICATION_WORDS);
  const { tables, tables_not_made: notMade, rounding } = made;
  return (
    <Card size="small" title={words.tables(tables.length)}>
      <p>{tables.map(({ title }) => title).join("、")}</p>
      {notMade.length === 0 ? null : (
        <p>
          <Mark tone="warn">{words.notMade}</Mark> {notMade.map(({ title }) => title).join("、")}
        </p>
      )}
      {rounding.length === 0 ? null : (
        <details>
          <summary>{words.rounding}</summary>
          {rounding.map((line) => (
            <p key={line} className="muted">
              {line}
            </p>
          ))}
        </details>
      )}
    </Card>
  );
}
