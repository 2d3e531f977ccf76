import { Alert, Tabs } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "wouter";
import { useCall } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import { Changes } from "./changes.tsx";
import { FileList } from "./file-list.tsx";
import { TextEditor } from "./text-editor.tsx";
import { Titled } from "./titled.tsx";
import { VersionActs } from "./version-acts.tsx";
import { VersionFindings } from "./version-findings.tsx";
import { StateMark } from "./version-state.tsx";
import { type Version, VersionSteps } from "./version-steps.tsx";
import { VersionDocuments, VersionValues } from "./version-values.tsx";
import "./benefits.css";
import { DatePicker } from "../../shared/date-picker.tsx";

/** One version of a pack: where it stands, what it changes, what it says, what was found. */
export default function VersionScreen({ params }: ScreenProps): ReactNode {
  const { content_hash = "" } = params;
  const read = useCall("GET /api/v1/policy-library/versions/{content_hash}", {
    params: { content_hash },
  });
  return <Loaded query={read}>{(version) => <VersionPage version={version} />}</Loaded>;
}

function VersionPage({ version }: { readonly version: Version }) {
  const words = useWords(BENEFITS_WORDS);
  const rights = useRights();
  const { name, version_number, content_hash, region_code, state, may, superseded_by } = version;
  return (
    <>
      <PageHeader
        title={`${name} ${words.versionNo(version_number)}`}
        detail={`${region_code} · ${content_hash.slice(0, 12)}`}
        tags={<StateMark state={state} />}
        actions={<VersionActs version={version} />}
      />
      <VersionSteps version={version} />
      {may.is_own && state === "checked" && rights.has("policy.check") ? (
        <Alert type="info" showIcon title={words.ownDraft} className="step-panel" />
      ) : null}
      {superseded_by === null ? null : (
        <p>
          <Link href={`/policy-library/${superseded_by.content_hash}`}>
            {words.supersededBy(superseded_by.version_number)}
          </Link>
        </p>
      )}
      {version.withdrawal === null ? null : (
        <Alert
          type="warning"
          showIcon
          className="step-panel"
          title={`${words.withdrawn}：${words.by(version.withdrawal.by, version.withdrawal.at)}`}
          description={version.withdrawal.reason}
        />
      )}
      <Parts version={version} />
    </>
  );
}

function Parts({ version }: { readonly version: Version }) {
  const words = useWords(BENEFITS_WORDS);
  const [search, setSearch] = useSearchParams();
  const { content_hash, base_hash, state } = version;
  const usual = base_hash === null ? "values" : state === "faulty" ? "results" : "changes";
  return (
    <Tabs
      activeKey={search.get("tab") ?? usual}
      onChange={(tab) => setSearch({ tab }, { replace: true })}
      destroyOnHidden
      items={[
        { key: "changes", label: words.changes, children: <OwnChanges version={version} /> },
        {
          key: "values",
          label: words.values,
          children: <VersionValues content_hash={content_hash} />,
        },
        { key: "results", label: words.results, children: <VersionFindings version={version} /> },
        {
          key: "documents",
          label: words.documents,
          children: <VersionDocuments content_hash={content_hash} />,
        },
        { key: "texts", label: words.texts, children: <Texts content_hash={content_hash} /> },
      ]}
    />
  );
}

/** Against what was published when it was drafted. */
function OwnChanges({ version }: { readonly version: Version }) {
  const words = useWords(BENEFITS_WORDS);
  if (version.base_hash === null) return <EmptyState title={words.noBase} />;
  return <ChangesFrom version={version} before={version.base_hash} />;
}

const FAR_AHEAD = "2199-01-01";

function ChangesFrom({ version, before }: { readonly version: Version; readonly before: string }) {
  const words = useWords(BENEFITS_WORDS);
  const [search, setSearch] = useSearchParams();
  // On a day far ahead whatever the version says for later days is in force, too.
  const day = search.get("day") ?? version.effective_from ?? FAR_AHEAD;
  const after = version.content_hash;
  const base = useCall("GET /api/v1/policy-library/versions/{content_hash}", {
    params: { content_hash: before },
  });
  const read = useCall("GET /api/v1/policy-library/diff", {
    query: { before, after, from: day, to: day },
  });
  return (
    <section className="plain-card">
      <div className="day-question">
        <span className="muted">
          {base.data === undefined ? null : words.baseIs(base.data.version_number)}
        </span>
        <Titled title={words.changeOn}>
          <DatePicker
            value={day === FAR_AHEAD ? null : dayjs(day)}
            aria-label={words.changeOn}
            onChange={(chosen) =>
              setSearch(
                {
                  tab: "changes",
                  ...(chosen === null ? {} : { day: chosen.format("YYYY-MM-DD") }),
                },
                { replace: true },
              )
            }
          />
        </Titled>
        <Link
          href={`/policy-compare?before=${before}&after=${after}&from=${today()}&to=${today()}`}
        >
          {words.openExample}
        </Link>
        <Link href={`/policy-compare?before=${before}&after=${after}&view=text`}>
          {words.textDiff}
        </Link>
      </div>
      <Loaded query={read}>{(diff) => <Changes diff={diff} />}</Loaded>
    </section>
  );
}

function Texts({ content_hash }: { readonly content_hash: string }) {
  const words = useWords(BENEFITS_WORDS);
  const [search, setSearch] = useSearchParams();
  const read = useCall("GET /api/v1/policy-library/versions/{content_hash}/files", {
    params: { content_hash },
  });
  return (
    <Loaded query={read}>
      {({ files }) => {
        const asked = search.get("file");
        const shown = files.find(({ path }) => path === asked) ?? files[0];
        if (shown === undefined) return <EmptyState />;
        const line = Number(search.get("line") ?? 0);
        return (
          <div className="draft-desk">
            <FileList
              paths={files.map(({ path }) => path)}
              shown={shown.path}
              onShow={(file) => setSearch({ tab: "texts", file }, { replace: true })}
            />
            <TextEditor
              key={shown.path}
              label={words.editorOf(shown.path)}
              text={shown.text}
              line={shown.path === asked && line > 0 ? line : null}
            />
          </div>
        );
      }}
    </Loaded>
  );
}
