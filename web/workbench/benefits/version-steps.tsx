import { Steps } from "antd";
import type { ReactNode } from "react";
import type { AnswerOf } from "../../shared/client.ts";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import { personText } from "./version-state.tsx";

export type Version = AnswerOf<"GET /api/v1/policy-library/versions/{content_hash}">;

type Status = "wait" | "process" | "finish" | "error";

interface Step {
  readonly title: string;
  readonly status: Status;
  readonly content: ReactNode;
}

/** The way of a version: who did what, when, and what comes next. */
export function VersionSteps({ version }: { readonly version: Version }) {
  const steps = useSteps(version);
  return (
    <section className="plain-card version-steps">
      <Steps
        size="small"
        items={steps.map(({ title, status, content }) => ({ title, status, content }))}
      />
    </section>
  );
}

function useSteps(version: Version): readonly Step[] {
  const words = useWords(BENEFITS_WORDS);
  const { state, check, review, note, redrafted } = version;
  const publication = version.publication;
  const done = (title: string, who: string, at: string, more: ReactNode = null): Step => ({
    ...{ title, status: "finish" },
    content: (
      <>
        {words.by(personText(who, words.shipped), at)}
        {more}
      </>
    ),
  });
  const next = (title: string, isNext: boolean): Step => ({
    ...{ title, status: isNext ? "process" : "wait" },
    content: isNext ? words.isNext : words.notYet,
  });
  const drafted = redrafted ?? { by: version.author, at: version.drafted_at };
  const counted =
    check === null ? null : <div>{words.counts(check.error_count, check.warning_count)}</div>;
  // What came with the program was published at once.
  if (version.author === "shipped" && check === null && publication !== null) {
    return [done(words.step4, "shipped", publication.at)];
  }
  return [
    done(words.step1, drafted.by, drafted.at, note === null ? null : <Said text={note} />),
    check === null
      ? next(words.step2, state === "drafted")
      : {
          ...done(words.step2, check.by, check.at, counted),
          ...(check.error_count > 0 ? { status: "error" as const } : {}),
        },
    review === null
      ? next(words.step3, state === "checked")
      : {
          ...done(words.step3, review.by, review.at, <Said text={review.reason} />),
          ...(review.decision === "refuse" ? { status: "error" as const } : {}),
        },
    publication === null
      ? next(words.step4, state === "approved")
      : done(words.step4, publication.by, publication.at, <Effective version={version} />),
  ];
}

function Said({ text }: { readonly text: string }) {
  return <div className="version-words">“{text}”</div>;
}

function Effective({ version: { publication } }: { readonly version: Version }) {
  const words = useWords(BENEFITS_WORDS);
  return (
    <>
      {publication?.effective_from ? (
        <div>{words.effective(publication.effective_from)}</div>
      ) : null}
      {publication?.retroactive_reason ? <Said text={publication.retroactive_reason} /> : null}
    </>
  );
}
