import { Alert, Button, Empty, Progress, Result, Skeleton, Tooltip } from "antd";
import type { ReactNode } from "react";
import { isBusy, NO_ANSWER, NOT_ALLOWED, NOT_FOUND, type Problem } from "./problem.ts";
import { SHARED_WORDS, useSharedWords } from "./shared.words.ts";
import { wordsNow } from "./words.ts";

/** What is shown while something is read, when there is nothing, and when it went wrong. */

export function PageSkeleton({ rows = 8 }: { readonly rows?: number }) {
  const words = useSharedWords();
  return (
    <div role="status" aria-label={words.loading} className="page-skeleton">
      <Skeleton active title={{ width: "28%" }} paragraph={{ rows }} />
    </div>
  );
}

export interface SlowWorkProps {
  readonly title: string;
  /** 0 to 100; null where nobody knows how long it takes. */
  readonly percent: number | null;
  readonly detail?: string;
  readonly onCancel?: () => void;
}

/** Work that takes longer than a breath: how far it is, and a way out where there is one. */
export function SlowWork({ title, percent, detail, onCancel }: SlowWorkProps) {
  const words = useSharedWords();
  return (
    <div className="slow-work" role="status" aria-live="polite">
      <div className="slow-work-title">{title}</div>
      <Progress
        percent={percent ?? 100}
        status="active"
        showInfo={percent !== null}
        aria-label={title}
      />
      {detail === undefined ? null : <div className="muted">{detail}</div>}
      {onCancel === undefined ? null : <Button onClick={onCancel}>{words.cancel}</Button>}
    </div>
  );
}

export interface EmptyStateProps {
  readonly title?: string;
  /** What somebody can do about it. */
  readonly hint?: ReactNode;
  readonly children?: ReactNode;
}

export function EmptyState({ title, hint, children }: EmptyStateProps) {
  const words = useSharedWords();
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div>{title ?? words.noData}</div>
          {hint === undefined ? null : <div className="muted">{hint}</div>}
        </>
      }
    >
      {children}
    </Empty>
  );
}

export interface ProblemWords {
  readonly what: string;
  readonly why: string;
  readonly mend: string;
}

/** What, why, mend: each in one sentence, in the words of the platform where it has some. */
export function problemWords(problem: Problem): ProblemWords {
  const words = wordsNow(SHARED_WORDS);
  const why = problem.reason ?? problem.message;
  const { mend } = problem;
  if (problem.status === NO_ANSWER) {
    return { what: words.errorNetwork, why, mend: mend ?? words.errorNetworkMend };
  }
  if (isBusy(problem)) {
    const wait = words.errorBusyMend(problem.retry_after_seconds ?? 1);
    return { what: words.errorBusy, why, mend: wait };
  }
  if (problem.status === NOT_ALLOWED) {
    return { what: words.errorForbidden, why, mend: mend ?? words.errorForbiddenMend };
  }
  if (problem.status === NOT_FOUND) {
    return { what: words.errorNotFound, why, mend: mend ?? words.errorNotFoundMend };
  }
  if (problem.status >= 500) {
    return { what: words.errorFault, why, mend: mend ?? words.errorFaultMend };
  }
  return { what: words.errorTitle, why, mend: mend ?? "" };
}

export interface ErrorPageProps {
  readonly problem: Problem;
  readonly onRetry?: () => void;
}

/** In place of a page that could not be read. */
export function ErrorPage({ problem, onRetry }: ErrorPageProps) {
  const words = useSharedWords();
  const { what, why, mend } = problemWords(problem);
  return (
    <Result
      status={RESULT_STATUS[problem.status] ?? "warning"}
      title={what}
      subTitle={
        <div role="alert">
          <div>{why}</div>
          {mend === "" ? null : <div>{mend}</div>}
          {problem.code === null ? null : (
            <div className="muted">
              {words.errorCode} <code>{problem.code}</code>
            </div>
          )}
        </div>
      }
      extra={
        onRetry === undefined ? undefined : (
          <Button type="primary" onClick={onRetry}>
            {words.retry}
          </Button>
        )
      }
    />
  );
}

const RESULT_STATUS: Readonly<Record<number, "error" | "warning" | "info">> = {
  403: "warning",
  404: "info",
  500: "error",
};

/** Inside a page: a part that went wrong, while the rest stays. */
export function ProblemAlert({ problem, onRetry }: ErrorPageProps) {
  const words = useSharedWords();
  const { what, why, mend } = problemWords(problem);
  return (
    <Alert
      type="error"
      showIcon
      className="problem-alert"
      title={why === "" ? what : why}
      description={mend === "" ? undefined : mend}
      action={
        onRetry === undefined ? undefined : (
          <Button size="small" onClick={onRetry}>
            {words.retry}
          </Button>
        )
      }
    />
  );
}

/** 待核实: of a value that nobody has checked with the text of its notice. */
export function Unverified({ why }: { readonly why?: string }) {
  const words = useSharedWords();
  return (
    <Tooltip title={why ?? words.unverifiedWhy}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: by the keyboard too one learns why. */}
      <span className="mark mark-warn unverified" tabIndex={0}>
        {words.unverified}
      </span>
    </Tooltip>
  );
}

export interface LoadedProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly error: Problem | null;
    readonly refetch: () => unknown;
  };
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** A page, or a part of one, that needs an answer: its skeleton, its error, or itself. */
export function Loaded<T>({ query, rows, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return <ErrorPage problem={query.error} onRetry={() => query.refetch()} />;
  }
  return <PageSkeleton {...(rows === undefined ? {} : { rows })} />;
}
