import { Alert, App, Button, Drawer, Form, Input, Space } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { type AnswerOf, call, useCall } from "../../shared/client.ts";
import { Loaded, ProblemAlert, SlowWork } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { Problem } from "../../shared/problem.ts";
import { queries } from "../../shared/queries.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import { Changes } from "./changes.tsx";
import { type DraftFiles, useDraftFiles } from "./draft-files.ts";
import { FileList } from "./file-list.tsx";
import { NewValueForm } from "./new-value-form.tsx";
import { TextEditor } from "./text-editor.tsx";
import type { Version } from "./version-steps.tsx";
import "./benefits.css";

type Files = AnswerOf<"GET /api/v1/policy-library/versions/{content_hash}/files">["files"];
type Trial = AnswerOf<"POST /api/v1/policy-library/versions/{content_hash}/trial">;

/** A new version drafted from another: by a form or in the text, tried, and handed in. */
export default function DraftScreen({ params }: ScreenProps): ReactNode {
  const { content_hash = "" } = params;
  const version = useCall("GET /api/v1/policy-library/versions/{content_hash}", {
    params: { content_hash },
  });
  const files = useCall("GET /api/v1/policy-library/versions/{content_hash}/files", {
    params: { content_hash },
  });
  return (
    <Loaded query={version}>
      {(base) => (
        <Loaded query={files}>{(found) => <Desk base={base} files={found.files} />}</Loaded>
      )}
    </Loaded>
  );
}

/** A line of a file that something is said of. */
interface Place {
  readonly path: string;
  readonly line: number;
  readonly is: "wrong" | "new";
}

interface DeskProps {
  readonly base: Version;
  readonly files: Files;
}

function Desk({ base, files }: DeskProps) {
  const words = useWords(BENEFITS_WORDS);
  const draft = useDraftFiles(base.content_hash, files);
  const [search] = useSearchParams();
  const [path, setPath] = useState(() => usualFile(files));
  const [place, setPlace] = useState<Place | null>(null);
  const [writing, setWriting] = useState(search.get("parameter") !== null);
  const { message } = App.useApp();
  const goTo = (to: Place) => {
    setPlace(to);
    setPath(to.path);
  };
  return (
    <>
      <PageHeader
        title={words.draftTitle(base.name, base.version_number)}
        detail={words.draftDetail}
        actions={
          <Button type="primary" onClick={() => setWriting(true)}>
            {words.byForm}
          </Button>
        }
      />
      {draft.restored ? <Alert type="info" showIcon title={words.kept} /> : null}
      <TryAndSubmit base={base} draft={draft} onPlace={goTo} />
      <div className="draft-desk">
        <FileList
          paths={files.map((one) => one.path)}
          shown={path}
          changed={draft.changedPaths}
          onShow={setPath}
        />
        <div>
          <TextEditor
            key={path}
            label={words.editorOf(path)}
            text={draft.textOf(path)}
            onChange={(text) => draft.write([{ path, text }])}
            line={place?.path === path ? place.line : null}
            lineIs={place?.is ?? "new"}
          />
          {draft.changedPaths.has(path) ? (
            <Button type="link" onClick={() => draft.reset(path)}>
              {words.resetFile}
            </Button>
          ) : null}
        </div>
      </div>
      <Drawer
        open={writing}
        size={620}
        title={words.byFormTitle}
        destroyOnHidden
        onClose={() => setWriting(false)}
      >
        <NewValueForm
          content_hash={base.content_hash}
          files={draft.changed}
          parameter={search.get("parameter")}
          onCancel={() => setWriting(false)}
          onWritten={(written) => {
            draft.write(written.files);
            goTo({ path: written.path, line: written.line, is: "new" });
            setWriting(false);
            message.success(words.byFormDone(written.path, written.line));
          }}
        />
      </Drawer>
    </>
  );
}

function usualFile(files: Files): string {
  return files.find(({ path }) => path === "parameters.yaml")?.path ?? files[0]?.path ?? "";
}

interface TryProps {
  readonly base: Version;
  readonly draft: DraftFiles;
  readonly onPlace: (place: Place) => void;
}

/** A trial tells the line of an error, or what the draft changes; then it is handed in. */
function TryAndSubmit({ base, draft, onPlace }: TryProps) {
  const words = useWords(BENEFITS_WORDS);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const isEmpty = draft.changed.length === 0;
  const params = { content_hash: base.content_hash };
  // What was tried is said of the text as it was then.
  const told = outcome?.of === draft.changed ? outcome.result : null;
  const failed = (problem: Problem) => {
    setOutcome({ of: draft.changed, result: problem });
    const place = placeOf(problem);
    if (place !== null) onPlace(place);
  };
  const run = async () => {
    setBusy(true);
    try {
      const result = await call("POST /api/v1/policy-library/versions/{content_hash}/trial", {
        params,
        body: { files: [...draft.changed] },
      });
      setOutcome({ of: draft.changed, result });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failed(error);
    } finally {
      setBusy(false);
    }
  };
  if (busy) return <SlowWork title={words.trying} percent={null} />;
  return (
    <section className="plain-card step-panel draft-acts">
      <Space wrap>
        <Button onClick={run} disabled={isEmpty}>
          {words.tryIt}
        </Button>
        <Button onClick={draft.resetAll} disabled={isEmpty}>
          {words.resetAll}
        </Button>
        {isEmpty ? <span className="muted">{words.nothingChanged}</span> : null}
      </Space>
      {told instanceof Problem ? <PlacedProblem problem={told} onPlace={onPlace} /> : null}
      {told === null || told instanceof Problem ? null : <Tried trial={told} />}
      {isEmpty ? null : <SubmitForm base={base} draft={draft} onFailed={failed} />}
    </section>
  );
}

interface Outcome {
  readonly of: DraftFiles["changed"];
  readonly result: Trial | Problem;
}

/** `430400-hengyang/parameters.yaml:12` of a problem. */
function placeOf({ field }: Problem): Place | null {
  const [, path, line] = /^[^/]+\/(.+):(\d+)$/.exec(field ?? "") ?? [];
  return path === undefined ? null : { path, line: Number(line), is: "wrong" };
}

interface PlacedProblemProps {
  readonly problem: Problem;
  readonly onPlace: (place: Place) => void;
}

function PlacedProblem({ problem, onPlace }: PlacedProblemProps) {
  const words = useWords(BENEFITS_WORDS);
  const place = placeOf(problem);
  return (
    <div role="alert">
      {place === null ? null : (
        <Button type="link" onClick={() => onPlace({ ...place })}>
          {place.path} {words.atLine(place.line)}
        </Button>
      )}
      <ProblemAlert problem={problem} />
    </div>
  );
}

function Tried({ trial }: { readonly trial: Trial }) {
  const words = useWords(BENEFITS_WORDS);
  return (
    <div aria-live="polite">
      <Alert
        type={trial.repeated ? "warning" : "success"}
        showIcon
        title={trial.repeated ? words.repeatedText : words.tried_}
      />
      {trial.diff === null ? null : <Changes diff={trial.diff} />}
    </div>
  );
}

interface SubmitProps {
  readonly base: Version;
  readonly draft: DraftFiles;
  readonly onFailed: (problem: Problem) => void;
}

function SubmitForm({ base, draft, onFailed }: SubmitProps) {
  const words = useWords(BENEFITS_WORDS);
  const required = useRequired();
  const { message } = App.useApp();
  const [, navigate] = useLocation();
  const params = useMemo(() => ({ content_hash: base.content_hash }), [base.content_hash]);
  const send = async ({ note }: { readonly note: string }) => {
    try {
      return await call("POST /api/v1/policy-library/versions/{content_hash}/drafts", {
        params,
        body: { files: [...draft.changed], note },
      });
    } catch (error) {
      if (error instanceof Problem) onFailed(error);
      throw error;
    }
  };
  return (
    <ActionForm<{ readonly note: string }, Awaited<ReturnType<typeof send>>>
      name={`policy-draft-note-${base.content_hash}`}
      submitTitle={words.submitDraft}
      send={send}
      onDone={({ content_hash, version_number, repeated }) => {
        draft.resetAll();
        queries.invalidateQueries();
        message.success(repeated ? words.repeatedText : words.submitted(version_number));
        navigate(`/policy-library/${content_hash}`);
      }}
    >
      <Form.Item name="note" label={words.note} extra={words.noteWhy} rules={[required]}>
        <Input maxLength={500} />
      </Form.Item>
    </ActionForm>
  );
}
