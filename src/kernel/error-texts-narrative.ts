import type { ErrorMessage } from "./error-message.ts";

/** The narrative and the printed tables of a disclosure that is being made. */
export const NARRATIVE_ERROR_TEXTS = {
  "PUBLICATION-TEMPLATE": {
    what: "公开格式里的句式“{template}”用不了：括号不成对，或有不认识的名称",
    mend: "请改正 disclosure/profiles/ 里的该句；写法见 docs/publish.md",
  },
  "PUBLICATION-LAYOUT": {
    what: "公开格式里的表式“{layout}”不能用于{topic}",
    mend: "请改正 disclosure/profiles/ 里的 layout；可用：{known}",
  },
  "PUBLICATION-PARAGRAPH-MISSING": {
    what: "有 {count} 节须由单位自己写的文字没有给出：{sections}",
    mend: "请在 disclosure.yaml 的“段落”里补写这些节",
  },
  "PUBLICATION-FIGURE-MISSING": {
    what: "说明文字需要而数据里没有的数有 {count} 处：{addresses}",
    mend: "请在数据目录相应的表里补填；没有发生的填 0，或写在 disclosure.yaml 的“没有”里",
  },
} as const satisfies Record<string, ErrorMessage>;
