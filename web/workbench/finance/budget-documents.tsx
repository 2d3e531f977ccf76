import type { ReactNode } from "react";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS } from "./budget.words.ts";
import { DocumentTable } from "./document-table.tsx";
import "./finance.css";

/** All documents of the department's budget, those that wait first by the filter of the address. */
export default function BudgetDocuments(): ReactNode {
  const words = useWords(BUDGET_WORDS);
  return (
    <>
      <PageHeader title={words.documents} detail={words.documentsDetail} />
      <DocumentTable />
    </>
  );
}
