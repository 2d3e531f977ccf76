import type { ErrorMessage } from "./error-message.ts";

/** The life of a policy pack: draft, checked, reviewed, published. */
export const POLICY_LIBRARY_ERROR_TEXTS = {
  "LIBRARY-STATE": {
    what: "这一版政策处于“{state}”，不能{event}",
    mend: "{usual}；各版的经过见工作台“政策库”，或用命令 yibao policy versions 查看",
  },
  "LIBRARY-PACK-UNKNOWN": {
    what: "政策库里没有政策包“{code}”",
    mend: "请核对六位统筹区代码；已有的见工作台“政策库”；新的政策包请用命令 yibao policy draft 提交",
  },
  "LIBRARY-NO-SUCH-VERSION": {
    what: "政策包 {code} 没有版本“{version}”，或有几版都以它开头",
    mend: "请写版本号或散列的前六位以上；现有版本见工作台“政策库”，或用命令 yibao policy versions {code} 查看",
  },
  "LIBRARY-NOTHING-PUBLISHED": {
    what: "{at}没有已发布的统筹区政策 {code}",
    mend: "请核对六位代码，已发布过的有：{known}；代码无误的，请改查它发布之后的时刻，或先发布",
  },
  "LIBRARY-REGION-VERSION-UNKNOWN": {
    what: "政策库里没有散列为“{version}”的统筹区政策",
    mend: "请核对结算所存的政策版本；它可能是以 options 改过的试算，或在政策库建立之前用别的程序结算的",
  },
  "LIBRARY-OWN-REVIEW": {
    what: "{person} 是这一版的起草人，不能审核自己的稿件",
    mend: "请由另一人审核",
  },
  "LIBRARY-BASE-SUPERSEDED": {
    what: "这一版是在第 {base} 版之上起草的，而政策包 {code} 现行的已是第 {current} 版",
    mend:
      "请把现行版的改动并入后重新提交，再校验、审核：在工作台打开现行版，按“由此起草新的一版”，" +
      "或用命令 yibao policy draft",
  },
  "LIBRARY-DAY-NOT-AHEAD": {
    what: "发布的生效日 {day} 不在今天（{today}）之后，会改变已经发生的就医的待遇",
    mend:
      "请改为 {today} 之后的日期；确需追溯的，在工作台发布时填写“追溯理由”，" +
      "或在命令里用 --retroactive-reason 写明",
  },
  "LIBRARY-NOT-SOUND": {
    what: "统筹区 {region} 的政策有 {errors} 处错误，不能发布；第一处：{first}",
    mend: "请改正后重新提交；全部错误见工作台里这一版的“校验结果”，或用命令 yibao policy check 查看",
  },
  "LIBRARY-EARLIER-ANSWER": {
    what: "新的一版会改变统筹区 {region} 在生效日 {day} 之前的待遇：{first}",
    mend: "请把改动写成从 {day} 起的新版本而不改旧值；确需更早生效的，请改生效日并写明追溯理由",
  },
  "LIBRARY-FUND-GONE": {
    what: "新的一版删去或改动了基金 {fund}（账套 {pool}、科目 {account}），它已经记过账",
    mend: "请保留原来的基金定义；停用一个基金，只须不再让任何一层用它付钱",
  },
  "LIBRARY-NOT-A-MOMENT": {
    what: "“{value}”不是北京时间的时刻",
    mend: "请写成 2026-11-22 或 2026-11-22 10:00:00；只写日期指当天结束时",
  },
  "LIBRARY-CHANGED-MEANWHILE": {
    what: "校验期间，政策包 {code} 或它的上级有了新的发布",
    mend: "请再发布一次；如提示须重新提交，请先并入新的改动",
  },
  "LIBRARY-PARAMETER-UNKNOWN": {
    what: "{region}的政策里没有参数“{name}”",
    mend: "请在政策数值里按名称查找",
  },
  "LIBRARY-VALUE-ELSEWHERE": {
    what: "“{title}”不写在政策包 {folder} 里",
    mend: "它写在 {other}，请打开那个政策包起草；只改本地的，请在文本里为它写上本地的值",
  },
  "LIBRARY-VALUE-BY-TEXT": {
    what: "“{title}”的值是分段或清单，不能逐项填写",
    mend: "请在文本里照上一版的写法加一行",
  },
  "LIBRARY-VALUE-MISSING": {
    what: "“{title}”有一项没有填值",
    mend: "请填写；确实不支付、不设限的，请选“不设”",
  },
  "LIBRARY-VALUE-WORD": {
    what: "“{title}”不能是“{value}”",
    mend: "可以填：{known}",
  },
  "LIBRARY-SIMULATING": {
    what: "已有 {running} 项政策测算正在进行",
    mend: "请等它结束再开始；进度见政策测算页",
  },
  "LIBRARY-SIMULATION-UNKNOWN": {
    what: "没有第 {run_no} 次测算的结果",
    mend: "每个统筹区留最近 200 次，更早的已不在；可以按原来的变更文件重新测算",
  },
  "LIBRARY-BUSY": {
    what: "已有 {running} 项政策校验在排队",
    mend: "请稍后再试；排着的做完一项就会让出位置",
  },
} as const satisfies Record<string, ErrorMessage>;
