import { Input, Table, type TableColumnType } from "antd";
import { useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";

/**
 * What `yibao bench workbench` measures our table against: all rows in the browser, antd's own
 * table with its own pages, order and virtual rows, a filter over the rows.
 */
type Row = Readonly<Record<string, string>>;

const COLUMNS: readonly (readonly [key: string, title: string, width?: number])[] = [
  ["person_no", "人员编号", 150],
  ["name", "姓名", 100],
  ["certificate_no", "证件号码", 180],
  ["sex", "性别", 60],
  ["born", "出生年", 70],
  ["scheme", "险种", 170],
  ["person_type", "人员类别", 120],
  ["state", "参保状态", 100],
  ["employer_name", "用人单位"],
  ["region", "参保地", 100],
];

const PAGE_ROWS = 50;
/** As our table leaves around its rows. */
const AROUND_ROWS = 344;
const WIDTH = 1_190;

function columnsOf(): TableColumnType<Row>[] {
  return COLUMNS.map(([key, title, width]) => ({
    ...{ key, title, dataIndex: key },
    ...(width === undefined ? {} : { width }),
    ...(key === "person_no" ? { sorter: byKey(key) } : {}),
    render: (value: string) => value || "—",
  }));
}

function byKey(key: string) {
  return (one: Row, other: Row): number => {
    const [a, b] = [one[key] ?? "", other[key] ?? ""];
    return a < b ? -1 : a > b ? 1 : 0;
  };
}

function Peer() {
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [employer, setEmployer] = useState("");
  const [page, setPage] = useState(1);
  useEffect(() => {
    fetch("rows.json")
      .then((answer) => answer.json())
      .then(setRows);
  }, []);
  const columns = useMemo(columnsOf, []);
  const shown = useMemo(
    () => rows.filter((row) => row.employer_name?.startsWith(employer)),
    [rows, employer],
  );
  return (
    <>
      <Input
        aria-label="用人单位"
        onPressEnter={(event) => {
          setEmployer(event.currentTarget.value);
          setPage(1);
        }}
      />
      <Table<Row>
        virtual
        size="small"
        rowKey="person_no"
        columns={columns}
        dataSource={shown as Row[]}
        scroll={{ x: WIDTH, y: innerHeight - AROUND_ROWS }}
        showSorterTooltip={false}
        pagination={{ current: page, pageSize: PAGE_ROWS, showSizeChanger: false }}
        onChange={({ current }, _filters, _sorter, { action }) =>
          setPage(action === "sort" ? 1 : (current ?? 1))
        }
      />
    </>
  );
}

const place = document.getElementById("root");
if (place !== null) createRoot(place).render(<Peer />);
