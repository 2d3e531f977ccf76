import { useQuery } from "@tanstack/react-query";
import { callQuery } from "../../shared/client.ts";
import { SlowWork } from "../../shared/feedback.tsx";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";

const POLL_MILLISECONDS = 700;

export interface ProvingProgressProps {
  readonly content_hash: string;
  readonly title: string;
}

/** How far the proof of a version is; shown while it runs. */
export function ProvingProgress({ content_hash, title }: ProvingProgressProps) {
  const words = useWords(BENEFITS_WORDS);
  const { data } = useQuery({
    ...callQuery("GET /api/v1/policy-library/versions/{content_hash}/progress", {
      params: { content_hash },
    }),
    refetchInterval: POLL_MILLISECONDS,
    staleTime: 0,
  });
  const at = data?.progress ?? null;
  if (at === null || at.total === 0) return <SlowWork title={title} percent={null} />;
  const percent = Math.floor((100 * at.done) / at.total);
  const detail = at.ahead > 0 ? words.ahead(at.ahead) : words.phase(at.phase, at.done, at.total);
  return <SlowWork title={title} percent={percent} detail={detail} />;
}
