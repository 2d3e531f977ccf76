import type { ErrorMessage } from "./error-message.ts";

/** Reading published documents: pdf, docx, xlsx, html, text. The file stands before each. */
export const DOCUMENT_ERROR_TEXTS = {
  "DOCUMENT-EMPTY": {
    what: "文件是空的，没有内容可读",
    mend: "请核对文件是否下载完整，再试一次",
  },
  "DOCUMENT-TOO-LARGE": {
    what: "文件有 {size} MB，超过 {most} MB 的上限",
    mend: "请压缩图片或拆成几份后再试",
  },
  "DOCUMENT-TOO-MANY-PAGES": {
    what: "文件有 {count} 页，超过 {most} 页的上限",
    mend: "请按部门或按年拆成几份后再试",
  },
  "DOCUMENT-TOO-COMPLEX": {
    what: "文件里的{what}超过上限 {most}，不像公开文件",
    mend: "请核对文件来源；确为公开文件的，请另存为 PDF 或拆成几份后再试",
  },
  "DOCUMENT-PACKED-BOMB": {
    what: "文件内的“{part}”解压后达 {size} MB，压缩比异常，可能是恶意文件，没有解压",
    mend: "请核对文件来源，或用办公软件打开后另存一份再试",
  },
  "DOCUMENT-LOCKED": {
    what: "文件设有打开密码，不能读取",
    mend: "请取消密码后另存一份再试；公开文件不应设打开密码",
  },
  "DOCUMENT-SCANNED": {
    what: "{pages} 页都没有文字，只有图片，是扫描件",
    mend: "请换用由文字处理软件导出的文件，或先做文字识别再试",
  },
  "DOCUMENT-NO-TEXT": {
    what: "文件里没有任何文字",
    mend: "请核对是否选对了文件",
  },
  "DOCUMENT-DAMAGED": {
    what: "文件已损坏或不完整（{reason}）",
    mend: "请重新下载，或用原软件打开后另存一份再试",
  },
  "DOCUMENT-OLD-FORMAT": {
    what: "文件是旧版 {format} 格式，不能读取",
    mend: "请用办公软件另存为 {better} 或 PDF 后再试",
  },
  "DOCUMENT-UNKNOWN-FORMAT": {
    what: "文件不是 PDF、docx、xlsx、html 或文本（{reason}）",
    mend: "请换用这五种格式之一",
  },
  "DOCUMENT-UNSAFE-XML": {
    what: "文件内的“{part}”含有文档类型定义，可能引用外部内容，没有读取",
    mend: "请核对文件来源，或用办公软件打开后另存一份再试",
  },
  "DOCUMENT-TOO-SLOW": {
    what: "读取用时超过 {seconds} 秒，已读 {done} 页，共 {total} 页，未读完",
    mend: "请拆成几份后再试，或核对文件来源",
  },
  "DOCUMENT-NOT-READABLE": {
    what: "读不到文件（{reason}）",
    mend: "请核对路径与读取权限",
  },
} as const satisfies Record<string, ErrorMessage>;
