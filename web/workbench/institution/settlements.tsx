import type { ReactNode } from "react";
import { Link } from "wouter";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import { INSTITUTION_WORDS } from "./institution.words.ts";
import { SettlementsTable } from "./settlements-table.tsx";

export default function Settlements(): ReactNode {
  const words = useWords(INSTITUTION_WORDS);
  return (
    <>
      <PageHeader
        title={words.entries}
        detail={<Link href="/own/statements">{words.statements}</Link>}
      />
      <SettlementsTable />
    </>
  );
}
