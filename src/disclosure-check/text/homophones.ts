/** Characters that are typed for each other: they sound alike, or nearly. */
const GROUPS =
  "公工功供宫恭 费废肺飞非 差插查茶 旅履屡 会汇慧惠绘 议意义医艺易译异益 培陪赔配佩 训迅讯汛驯 " +
  "接结街节捷 待代带贷袋 邮油由游优 电店殿垫 水税睡 印因引银音 办班半伴 务物误雾 用拥佣涌 运云允 " +
  "行形型刑 维为围违唯惟委伟 护户互沪 购够沟构 置制治质致志智 租阻组足 赁任人认 劳牢老 托拖脱 " +
  "业页夜 福服附副负付复富辅 利力立历例 津金经精今斤 贴铁帖 补部步布不 奖讲将 绩级机积极集基际 " +
  "效校笑 养样 保宝报 险显现先限 缴交教叫较 退推腿 休修羞 住主注助 房方防仿 疗辽料 救旧就 济计记技 抚扶 " +
  "恤需须 手首守受 续序叙 咨资自 询寻循训 管官馆 理里礼 取去 乘成承程城 出初 国果过 境镜静 侯候 " +
  "材财才裁 专转砖 设社射 备被背 软阮 件建健 信新心 息系细 网往忘 络落 更耕 属署 收手 入如 " +
  "事实是市世 其期齐 他它 一以 般班 生声升 活火 伤商 失施 育预玉 老劳 残惨 疾急 卫位 健建 康抗 社设 " +
  "障章 疗料 住驻 积几 提题 离理 岗港 位为 旅旋 汁计 己已 末未 人入 帐账 拔拨 菅管 园员 检险 帖贴";

const SOUNDS = new Map<string, Set<string>>();
for (const group of GROUPS.split(" ")) {
  for (const one of group) {
    const others = SOUNDS.get(one) ?? new Set<string>();
    for (const other of group) others.add(other);
    SOUNDS.set(one, others);
  }
}

/** Whether one is easily typed for the other. */
export function soundAlike(one: string, other: string): boolean {
  return SOUNDS.get(one)?.has(other) ?? false;
}
