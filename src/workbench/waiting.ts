import type { Right } from "../access/index.ts";
import type { Context } from "./route.ts";

/** Work that waits for somebody: shown on the first page of those who hold the right. */
export interface Waiting {
  readonly right: Right;
  /** 中文, said with the count: “待复核的零星报销”. */
  readonly title: string;
  readonly title_en: string;
  /** Of the workbench's page where it is done. */
  readonly path: string;
  count(context: Context): Promise<number>;
}
