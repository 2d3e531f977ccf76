import type { ReactNode } from "react";
import { useCall } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { PublishedPage, StateMark } from "../../shared/published/published-page.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { PUBLISHED_WORDS } from "./published.words.ts";

/** One budget or final account that is public, or was. */
export default function Publication({ params }: ScreenProps): ReactNode {
  const words = useWords(PUBLISHED_WORDS);
  const public_no = Number(params.public_no);
  const query = useCall("GET /api/v1/public/publications/{public_no}", { params: { public_no } });
  return (
    <Loaded query={query} rows={8}>
      {(one) => (
        <>
          <PageHeader
            title={one.title}
            detail={`${one.unit}，${one.year}，${words[one.kind]}`}
            tags={<StateMark state={one.state} />}
          />
          <PublishedPage
            one={one}
            mayRead={one.state === "in-force"}
            pathOf={(other) => `/published/${other}`}
          />
        </>
      )}
    </Loaded>
  );
}
