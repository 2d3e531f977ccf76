import { dictionary } from "../../shared/words.ts";

export const OPEN_DATA_WORDS = dictionary(
  {
    title: "开放数据",
    detail:
      "可以整体下载、自己分析的数据：UTF-8 编码的 CSV，第一行为列名，每次下载都是当时的数据。",
    licence: "怎样使用",
    licenceWhy: (source: string) =>
      `来源：${source}。使用时请注明来源和下载日期。政策数值随本软件以 Apache-2.0 许可发布；` +
      "机构、目录和限价的使用许可由发布机关确定，确定之前仅供查询和核对。",
    unverifiedWhy:
      "“依据性质”一列不是 official 的数值，尚未与文件原文核对，请勿作为办理业务的依据。",
    personal: "开放数据里没有任何个人信息。",
    rows: (count: string) => `${count} 行`,
    download: "下载 CSV",
    column: "列名",
    meaning: "含义",
    columns: (count: number) => `${count} 列的含义`,
  },
  {
    title: "Open data",
    detail: "Whole tables to take away: CSV in UTF-8 with a header, as it stands when downloaded.",
    licence: "How to use it",
    licenceWhy: (source: string) =>
      `Source: ${source}. Please name the source and the day of the download. Policy values come ` +
      "with this software under Apache-2.0; for institutions, catalogue and ceilings the " +
      "publishing bureau sets the licence, and until then they are for looking up only.",
    unverifiedWhy:
      "Values whose basis is not “official” have not been checked with the text of the notice.",
    personal: "There is no personal data in it.",
    rows: (count: string) => `${count} rows`,
    download: "Download CSV",
    column: "Column",
    meaning: "Meaning",
    columns: (count: number) => `What the ${count} columns mean`,
  },
);
