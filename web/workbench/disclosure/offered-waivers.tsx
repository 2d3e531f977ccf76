import { Alert, Button } from "antd";
import { call } from "../../shared/client.ts";
import { dateText } from "../../shared/dates.ts";
import { queries } from "../../shared/queries.ts";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import type { Check } from "./check.tsx";
import { DISCLOSURE_WORDS } from "./disclosure.words.ts";
import type { Finding } from "./findings.tsx";

/** Takes waivers of an earlier version over, and reads the check again. */
function useCarry(check_no: number): (finding_ids: string[]) => Promise<void> {
  const words = useWords(DISCLOSURE_WORDS);
  const act = useAct();
  return async (finding_ids) => {
    const send = () =>
      call("POST /api/v1/disclosures/checks/{check_no}/waivers/carried", {
        ...{ params: { check_no }, body: { finding_ids } },
      });
    if (!(await act(send, words.carried))) return;
    queries.invalidateQueries({ queryKey: ["GET /api/v1/disclosures/checks/{check_no}"] });
  };
}

/** What was let stand in an earlier version of the document: to be looked at, then taken over. */
export function OfferedWaivers({ check }: { readonly check: Check }) {
  const words = useWords(DISCLOSURE_WORDS);
  const carry = useCarry(check.check_no);
  const offered = check.findings.filter((one) => one.offered !== null);
  if (offered.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="offered-waivers"
      title={words.offeredTitle(offered.length)}
      description={
        <details>
          <summary>{words.offeredWhy}</summary>
          <ul>
            {offered.map(({ id, title, place, offered: one }) => (
              <li key={id}>
                {title}（{place || words.wholeDocument}）：{one?.reason}
                <span className="muted">
                  {" "}
                  {words.waivedBy(one?.author ?? "", dateText(one?.date ?? null))}
                </span>{" "}
                <Button size="small" onClick={() => carry([id])}>
                  {words.carry}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      }
      action={
        <Button size="small" onClick={() => carry(offered.map(({ id }) => id))}>
          {words.carryAll}
        </Button>
      }
    />
  );
}

export interface OfferedHereProps {
  readonly check_no: number;
  readonly finding: Finding;
}

/** Beside the one finding. */
export function OfferedHere({ check_no, finding: { id, offered } }: OfferedHereProps) {
  const words = useWords(DISCLOSURE_WORDS);
  const carry = useCarry(check_no);
  if (offered === null) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="offered-waivers"
      title={`${words.offeredHere}：${offered.reason}`}
      description={words.waivedBy(offered.author, dateText(offered.date))}
      action={
        <Button size="small" onClick={() => carry([id])}>
          {words.carry}
        </Button>
      }
    />
  );
}
