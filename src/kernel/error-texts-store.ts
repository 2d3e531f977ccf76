import type { ErrorMessage } from "./error-message.ts";

/** Texts of folders, backup and restore; the store room's older ones are in error-texts.ts. */
export const STORE_ERROR_TEXTS = {
  "STORE-FOLDER-NO-DATA": {
    what: "目录 {folder} 里没有平台的数据",
    mend: "请用 --data（或 YIBAO_DATA）指明平台的数据目录；还没有平台时先运行 yibao serve",
  },
  "STORE-BACKUP-FOREIGN-DATABASE": {
    what: "用 --database-url 连接的是您自己的 PostgreSQL，yibao 拿不到它的数据文件",
    mend:
      "请用它自己的工具做物理备份：pg_basebackup 加日志归档（archive_command 或 pg_receivewal），" +
      "或云厂商的按时间点恢复；不要用 pg_dump，事务号会落在账本封存之后",
  },
  "STORE-BACKUP-FOLDER-UNUSABLE": {
    what: "备份目录 {folder} 不能用：{reason}",
    mend: "请另选一个空目录，或这个数据目录以前用过的备份目录，并确认有写入权限和空间",
  },
  "STORE-BACKUP-UNDER-WAY": {
    what: "这个数据目录正在做另一次备份，没有开始往 {folder} 备份",
    mend: "请等它完成后再试",
  },
  "STORE-BACKUP-NONE": {
    what: "目录 {folder} 里没有完整的备份",
    mend: "请核对目录；中途停止的备份不能恢复，请重新执行 yibao backup",
  },
  "STORE-BACKUP-DAMAGED": {
    what: "备份已损坏，{file}：{reason}",
    mend: "没有写入任何数据；请改用另一份备份，或更早的时刻",
  },
  "STORE-RESTORE-MOMENT": {
    what: "时刻 {moment} 不在这份备份可恢复的范围内",
    mend: "请指定 {from} 至 {to} 之间的时刻（北京时间），或用 --to-latest",
  },
  "STORE-RESTORE-NOT-EMPTY": {
    what: "数据目录 {folder} 不是空的，恢复不会覆盖已有的数据",
    mend: "请用 --data 指定一个新目录；核对无误后再用它启动",
  },
} as const satisfies Record<string, ErrorMessage>;
