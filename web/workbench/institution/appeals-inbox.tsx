import type { ReactNode } from "react";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import { AppealsTable } from "./appeals-table.tsx";
import { INSTITUTION_WORDS } from "./institution.words.ts";

/** Appeals that the office decides. */
export default function AppealsInbox(): ReactNode {
  const words = useWords(INSTITUTION_WORDS);
  return (
    <>
      <PageHeader title={words.inbox} detail={words.inboxDetail} />
      <AppealsTable inbox />
    </>
  );
}
