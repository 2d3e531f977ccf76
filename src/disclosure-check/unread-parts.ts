import type { CheckContext, Defect } from "./defect.ts";

/** What was not read is neither passed nor blamed: what is alike is told once. */
export function* unreadDefects({ reading, document }: CheckContext): Generator<Defect> {
  const groups = new Map<string, { first: Unread; count: number }>();
  for (const one of reading.unread) {
    const { what, why, place } = one;
    const key = `${what} ${why} ${place.table === "" ? place.page : place.table}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: one, count: 1 });
    else group.count += 1;
  }
  for (const { first, count } of groups.values()) {
    const words = { what: WHAT[first.what], why: first.why, count: count > 1 ? String(count) : "" };
    yield { rule: "NOT-READ", severity: "unresolved", place: first.place, printed: "", words };
  }
  for (const note of document.notes) {
    const why = NOTES[note.kind];
    if (why === undefined) continue;
    yield {
      rule: "NOT-READ",
      severity: "unresolved",
      place: {
        page: note.page,
        line: 0,
        table: "",
        row: "",
        column: "",
        text: note.text.slice(0, 80),
      },
      printed: "",
      words: { what: "页面", why },
    };
  }
}

const WHAT: Readonly<Record<string, string>> & Record<Kind, string> = {
  unit: "单位名称",
  year: "年度",
  kind: "是预算还是决算",
  province: "所在省份",
  table: "表",
  column: "表的一列",
  row: "表的一行",
  figure: "一个数字",
};

type Unread = CheckContext["reading"]["unread"][number];
type Kind = Unread["what"];

const NOTES: Readonly<Partial<Record<string, string>>> = {
  "unreadable-font": "字体没有附文字编码，读不出文字",
  "image-page": "这一页是图片，没有文字",
  damaged: "文件在这里损坏",
};
