import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown, Tabs } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { type AnswerOf, addressOf, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords, wordsNow } from "../../shared/words.ts";
import { kindWord } from "./checks.tsx";
import { DISCLOSURE_WORDS } from "./disclosure.words.ts";
import { Findings } from "./findings.tsx";
import { OfferedWaivers } from "./offered-waivers.tsx";
import { RulesTable } from "./rules-table.tsx";
import "./disclosure.css";

export type Check = AnswerOf<"GET /api/v1/disclosures/checks/{check_no}">;

/** One check: the findings beside the page they stand on, and what was judged at all. */
export default function CheckScreen({ params }: ScreenProps): ReactNode {
  const check_no = Number(params.check_no);
  const read = useCall("GET /api/v1/disclosures/checks/{check_no}", { params: { check_no } });
  return <Loaded query={read}>{(check) => <CheckPage check={check} />}</Loaded>;
}

function CheckPage({ check }: { readonly check: Check }) {
  const words = useWords(DISCLOSURE_WORDS);
  const [search, setSearch] = useSearchParams();
  const { pass, hint, fail, unresolved, not_applicable } = check.coverage;
  const rules = pass + hint + fail + unresolved + not_applicable;
  return (
    <>
      <PageHeader
        title={titleOf(check)}
        detail={
          <>
            {check.file_name}，{words.checkedAs(check.profile_title, check.pages)}，
            {check.against === null ? "" : `${words.comparedWith(check.against.name)}，`}
            {momentText(check.checked_at)}，{check.checked_by_name}
          </>
        }
        actions={<Papers check_no={check.check_no} />}
      />
      <div className="coverage-line">
        <span>{words.judged(pass + hint + fail, pass)}</span>
        <span className="muted">{words.notJudged(unresolved, not_applicable)}</span>
        <MissingTables check={check} />
      </div>
      <OfferedWaivers check={check} />
      <Tabs
        activeKey={search.get("tab") ?? "findings"}
        onChange={(tab) => setSearch(tab === "findings" ? {} : { tab }, { replace: true })}
        destroyOnHidden
        items={[
          {
            key: "findings",
            label: words.tabFindings(check.findings.length),
            children:
              check.findings.length === 0 ? (
                <EmptyState title={words.clean} hint={words.cleanHint} />
              ) : (
                <Findings check={check} />
              ),
          },
          {
            key: "rules",
            label: words.tabRules(rules),
            children: <RulesTable check_no={check.check_no} />,
          },
        ]}
      />
    </>
  );
}

function titleOf({ unit, year, kind }: Check): string {
  const words = wordsNow(DISCLOSURE_WORDS);
  const yearText = year === null ? "" : words.yearOf(year);
  return words.titleOf(unit || words.unitUnknown, yearText, kindWord(kind));
}

const REPORT = "GET /api/v1/disclosures/checks/{check_no}/report";

function Papers({ check_no }: { readonly check_no: number }) {
  const words = useWords(DISCLOSURE_WORDS);
  const papers = [
    ["xlsx", words.paperSheet],
    ["html", words.paperHtml],
    ["json", words.paperJson],
  ] as const;
  const items = papers.map(([format, label]) => ({
    key: format,
    label: (
      <a href={addressOf(REPORT, { params: { check_no }, query: { format } })} download>
        {label}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button type="primary" icon={<DownloadOutlined />}>
        {words.papers}
      </Button>
    </Dropdown>
  );
}

/** Folded, for a finding says so, too. */
function MissingTables({ check: { tables_missing: missing } }: { readonly check: Check }) {
  const words = useWords(DISCLOSURE_WORDS);
  if (missing.length === 0) return null;
  return (
    <details className="missing-tables">
      <summary>
        <Mark tone="warn">{words.missingTables(missing.length)}</Mark>
      </summary>
      {missing.map(({ title }) => `《${title}》`).join("")}
    </details>
  );
}
