/** The names of `disclosure.yaml` in Chinese, for those who would rather write them so. */

const KEYS: Readonly<Record<string, string>> = {
  种类: "kind",
  年度: "year",
  格式: "profile",
  没有: "none",
  来源: "source",
  单位: "unit",
  原因: "reasons",
  用途: "uses",
  段落: "paragraphs",
};

const UNIT_KEYS: Readonly<Record<string, string>> = {
  名称: "name",
  自称: "self",
  省份: "province",
  级别: "level",
  所属单位: "members",
  性质: "nature",
};

const VALUES: Readonly<Record<string, string>> = {
  预算: "budget",
  决算: "final",
  政府性基金: "fund",
  政府性基金预算: "fund",
  国有资本经营: "capital",
  国有资本经营预算: "capital",
  财政专户: "special-account",
  财政专户管理资金: "special-account",
  三公: "three-public",
  三公经费: "three-public",
  "“三公”经费": "three-public",
  机关运行经费: "operating",
  政府采购: "procurement",
};

type Path = readonly (string | number)[];

/** The content with English names, and the way back: the path as it was written. */
export function inEnglish(content: unknown): {
  readonly content: unknown;
  readonly written: (path: Path) => Path;
} {
  const original = new Map<string, string>();
  const english = (node: unknown, path: Path): unknown => {
    if (Array.isArray(node)) return node.map((one, index) => english(one, [...path, index]));
    if (typeof node !== "object" || node === null) return wordOf(node, path);
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        const own = keyOf(key, path);
        if (own !== key) original.set([...path, own].join("/"), key);
        return [own, english(value, [...path, own])];
      }),
    );
  };
  return {
    content: english(content, []),
    written: (path) =>
      path.map((step, index) => original.get(path.slice(0, index + 1).join("/")) ?? step),
  };
}

function keyOf(key: string, path: Path): string {
  if (path.length === 0) return KEYS[key] ?? key;
  return path[0] === "unit" ? (UNIT_KEYS[key] ?? key) : key;
}

function wordOf(value: unknown, path: Path): unknown {
  const isWord = path[0] === "kind" || path[0] === "none";
  return isWord ? (VALUES[String(value)] ?? value) : value;
}

const CHINESE: ReadonlyMap<string, string> = new Map(
  // The first of several Chinese words for one English word is shown.
  [...Object.entries(VALUES), ...Object.entries(UNIT_KEYS), ...Object.entries(KEYS)]
    .toReversed()
    .map(([chinese, english]): readonly [string, string] => [english, chinese]),
);

/** `unit.level` → 单位.级别; what has no Chinese word stays. */
export function inChinese(words: string): string {
  return words
    .split(".")
    .map((word) => CHINESE.get(word) ?? word)
    .join(".");
}
