import { Button, Progress, Space } from "antd";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { problemWords } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import {
  cancelFile,
  canTryAgain,
  dismiss,
  type QueuedFile,
  tryAgain,
  useCheckQueue,
} from "./check-queue.ts";
import { DISCLOSURE_WORDS } from "./disclosure.words.ts";

const TICK_MILLISECONDS = 500;

/** The files of this tab: how far each is, what was found, what went wrong. */
export function FileQueue() {
  const words = useWords(DISCLOSURE_WORDS);
  const files = useCheckQueue();
  const now = useNow(files.some(({ state }) => state === "working"));
  if (files.length === 0) return null;
  return (
    <section className="file-queue" aria-label={words.queue} aria-live="polite">
      <h2 className="section-title">{words.queue}</h2>
      <ul>
        {files.map((file) => (
          <li key={file.key} className="queued-file">
            <span className="queued-name" title={file.name}>
              {file.name}
            </span>
            <State file={file} now={now} />
            <Acts file={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(performance.now()), TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}

function State({ file, now }: { readonly file: QueuedFile; readonly now: number }) {
  const words = useWords(DISCLOSURE_WORDS);
  const { state, began, result, problem } = file;
  if (state === "working") {
    const seconds = Math.max(0, Math.floor((now - (began ?? now)) / 1_000));
    return (
      <span className="queued-state" aria-live="off">
        <Progress percent={100} status="active" showInfo={false} aria-label={file.name} />
        <span className="muted">{words.working(seconds)}</span>
      </span>
    );
  }
  if (state === "done" && result !== null) {
    const isClean = result.errors + result.warns === 0;
    return (
      <span className="queued-state">
        <Mark tone={isClean ? "good" : "bad"}>
          {isClean ? words.foundNothing : words.found(result.errors, result.warns)}
        </Mark>
        <span className="muted">{result.unit}</span>
      </span>
    );
  }
  if (state === "failed" && problem !== null) {
    const { why, mend } = problemWords(problem);
    return (
      <span className="queued-state queued-problem" role="alert">
        {why}
        {mend === "" ? "" : `。${mend}`}
      </span>
    );
  }
  return (
    <span className="queued-state muted">
      {state === "cancelled" ? words.cancelled : words.waiting}
    </span>
  );
}

function Acts({ file }: { readonly file: QueuedFile }) {
  const words = useWords(DISCLOSURE_WORDS);
  const { key, state, result } = file;
  if (state === "working" || state === "waiting") {
    return (
      <Button size="small" onClick={() => cancelFile(key)}>
        {words.cancelFile}
      </Button>
    );
  }
  return (
    <Space size={4}>
      {result === null ? null : (
        <Link href={`/disclosures/checks/${result.check_no}`} className="queued-open">
          {words.openResult}
        </Link>
      )}
      {canTryAgain(file) ? (
        <Button size="small" onClick={() => tryAgain(key)}>
          {words.again}
        </Button>
      ) : null}
      <Button
        size="small"
        type="text"
        aria-label={`${words.dismiss} ${file.name}`}
        title={words.dismiss}
        onClick={() => dismiss(key)}
      >
        ×
      </Button>
    </Space>
  );
}
