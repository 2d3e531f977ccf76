import { type Check, isBody } from "../defect.ts";
import { placeIn } from "../passages.ts";

/** RESIDUE-INSTR: what the template tells the writer to do was published with it. */
export const residueInstructions: Check = function* ({ passages }) {
  for (const passage of passages.filter(isBody)) {
    const found = INSTRUCTIONS.flatMap(([pattern, sure]) => {
      const match = pattern.exec(passage.text);
      return match === null ? [] : [{ at: match.index, words: match[0], sure }];
    }).toSorted((a, b) => a.at - b.at);
    const first = found[0];
    if (first === undefined) continue;
    const sure = found.some((one) => one.sure) && passage.area !== "duties";
    yield {
      rule: "RESIDUE-INSTR",
      severity: sure ? "error" : "warn",
      place: placeIn(passage, first.at, first.words.length),
      printed: found.map(({ words }) => words).join("、"),
    };
  }
};

/** Whom they speak to: the writer, not the reader. */
const INSTRUCTIONS: readonly (readonly [RegExp, boolean])[] = [
  [
    /如[无有为果]?(?:持平|变化|增减)[^。；，（）]{0,8}[作做按写][^。；，（）]{0,8}(?:表述|说明)/,
    true,
  ],
  [/不涉及的?(?:内容|事项|项目|部分|科目)?(?:可)?(?:不列|不写|不填|删除|删去|略)/, true],
  [/(?:没有|无此项?)的?[^。，；]{0,8}(?:不列|不写|不填|可删除|请删除|应删除)/, true],
  [/(?:仍|应|须|需)?保留(?:该|此|本|空)?表?格?(?:格式|样式)/, true],
  [/作(?:下述|以下|如下)(?:说明|表述)/, true],
  [/按(?:照)?(?:上述|以上|此)(?:格式|样式)(?:依次|逐项|逐一)?/, true],
  [/不用说明变动原因|(?:需|应|请)(?:逐项|分别|详细)?说明(?:增减)?(?:变动|变化)?原因/, true],
  [/列明[^。，；]{0,12}(?:数量|批次|人次|用途|金额|名称)/, true],
  [/(?:数据|数字|金额)?(?:来源|取自|取数)[于自：:]?[^。，；（）]{0,6}财决\s*(?:附)?\d+/, true],
  [
    /[（(]\s*(?:图\s*\d+\s*[:：][^（）()]{0,40}|(?:柱状|饼状?|折线|插入[^（）()]{0,10})图)[）)]/,
    true,
  ],
  [/[（(]\s*(?:单位|部门|制度|项目|文件|办法)名称\s*[）)]/, true],
  [/[（(](?:请|此处|注：请|备注：请)[^（）()]{2,60}[）)]/, true],
  [
    /请各?(?:部门|单位)(?:根据|结合|按|对照|自行)[^。]{0,30}(?:填写|填列|说明|调整|修改|补充)/,
    true,
  ],
  [/(?:由|根据|按照)[^。，；]{0,44}(?:填写|填列)(?=[。；，）)]|$)/, true],
  [/(?:自行|据实|如实)(?:填写|填列|增减|添加|删减)/, true],
  [/保留[^。，；]{0,16}名词解释|但不列举主要内容/, true],
  [/仅有一个单位的部门|本部分内容为/, true],
  [/(?:模板|范本|样例|示例|参考格式|参考样式)\s*[：:]/, false],
  [
    /[（(]\s*(?:[如若][有无]|可选|选填|必填|可删除|任选其一|二选一|请删)[^（）()]{0,10}[）)]/,
    false,
  ],
];
