import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useSharedWords } from "../shared.words.ts";
import { PAGE_SIZES, type TableStateHandle } from "./table-state.ts";

export interface TablePagerProps {
  readonly state: TableStateHandle;
  readonly shown: number;
  /** Null where the server does not count: the next page is tried. */
  readonly total: number | null;
}

export function TablePager({ state, shown, total }: TablePagerProps) {
  const words = useSharedWords();
  const { offset, limit, setOffset, setLimit } = state;
  const isLast = total === null ? shown < limit : offset + shown >= total;
  return (
    <nav className="table-pager" aria-label={words.nextPage}>
      <span className="muted">{total === null ? null : words.total(total)}</span>
      <span className="table-pager-space" />
      <span className="table-pager-rows">
        {shown === 0 ? null : words.rowsFrom(offset + 1, offset + shown)}
      </span>
      <Button
        icon={<LeftOutlined />}
        disabled={offset === 0}
        aria-label={words.previousPage}
        title={words.previousPage}
        onClick={() => setOffset(Math.max(0, offset - limit))}
      />
      <Button
        icon={<RightOutlined />}
        disabled={isLast}
        aria-label={words.nextPage}
        title={words.nextPage}
        onClick={() => setOffset(offset + limit)}
      />
      <Select
        value={limit}
        aria-label={words.rowsPerPage(limit)}
        options={PAGE_SIZES.map((size) => ({ value: size, label: words.rowsPerPage(size) }))}
        onChange={setLimit}
      />
    </nav>
  );
}
