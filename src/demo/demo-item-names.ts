/** Words that made-up catalogue names are put together from. Every name made of them says 演示. */

export const WESTERN_DRUGS: readonly string[] = (
  "阿莫西林 头孢呋辛 头孢克肟 头孢拉定 左氧氟沙星 莫西沙星 阿奇霉素 克拉霉素 甲硝唑 氟康唑 " +
  "奥司他韦 恩替卡韦 替诺福韦 二甲双胍 格列美脲 阿卡波糖 西格列汀 达格列净 格列齐特 " +
  "瑞格列奈 氨氯地平 硝苯地平 缬沙坦 厄贝沙坦 培哚普利 美托洛尔 比索洛尔 氢氯噻嗪 螺内酯 " +
  "呋塞米 阿托伐他汀 瑞舒伐他汀 阿司匹林 氯吡格雷 替格瑞洛 利伐沙班 华法林 阿哌沙班 单硝酸异山梨酯 " +
  "曲美他嗪 奥美拉唑 泮托拉唑 铝碳酸镁 多潘立酮 莫沙必利 蒙脱石 乳果糖 熊去氧胆酸 布洛芬 " +
  "对乙酰氨基酚 塞来昔布 双氯芬酸钠 曲马多 别嘌醇 非布司他 甲氨蝶呤 来氟米特 泼尼松 地塞米松 " +
  "甲泼尼龙 曲尼司特 班布特罗 孟鲁司特 氨溴索 茶碱 氯雷他定 西替利嗪 左甲状腺素 甲巯咪唑 " +
  "碳酸钙 阿法骨化醇 阿仑膦酸钠 丙戊酸钠 左乙拉西坦 奥氮平"
).split(" ");

/** Dear drugs that are paid by a rule of their own; no such substance exists. */
export const PAID_ALONE_DRUGS: readonly string[] =
  "演示利昔单抗 演示妥珠单抗 演示伐珠单抗 演示替尼 演示非尼 演示拉帕利 演示环利 演示酶替代剂".split(
    " ",
  );

/** Form, dosage unit, packing unit. */
export const WESTERN_FORMS: readonly (readonly [form: string, dose: string, unit: string])[] = [
  ["片", "mg", "盒"],
  ["胶囊", "mg", "盒"],
  ["注射液", "ml", "支"],
];

export const PATENT_MEDICINES: readonly string[] =
  "清热 止咳 健脾 活血 安神 补肾 舒肝 祛风 润肠 养心 消食 通络 益气 固表 清咽 化痰 明目 和胃 利湿 强骨".split(
    " ",
  );

export const PATENT_FORMS: readonly string[] = "颗粒 片 口服液 丸 胶囊".split(" ");

export const HERBS: readonly string[] = (
  "黄芪 当归 党参 白术 茯苓 甘草 川芎 白芍 熟地黄 生地黄 麦冬 五味子 丹参 红花 桃仁 柴胡 黄芩 " +
  "黄连 黄柏 栀子 金银花 连翘 板蓝根 桔梗 杏仁"
).split(" ");

/** Services by charge type: how many, their words, unit, price range in fen, ceiling by level. */
export interface ServicePlan {
  readonly charge_type: string;
  readonly count: number;
  readonly words: readonly string[];
  readonly ending: string;
  readonly unit: string;
  readonly price_fen: readonly [least: number, most: number];
  readonly ceiling: "by-level" | "one";
}

const service = (
  charge_type: string,
  count: number,
  words: string,
  ending: string,
  unit: string,
  price_fen: readonly [number, number],
  ceiling: "by-level" | "one" = "one",
): ServicePlan => {
  return { charge_type, count, words: words.split(" "), ending, unit, price_fen, ceiling };
};

export const SERVICES: readonly ServicePlan[] = [
  service("01", 12, "普通 双人 单人 监护 层流 母婴", "床位费", "日", [30_00, 120_00], "by-level"),
  service("02", 20, "普通 副主任 主任 急诊 住院 会诊", "诊查费", "次", [5_00, 50_00], "by-level"),
  service("03", 120, "胸部 腹部 头颅 心脏 颈部 腰椎 膝关节 血管", "检查", "次", [30_00, 900_00]),
  service("04", 160, "血 尿 便 肝功能 肾功能 血糖 血脂 凝血", "化验", "项", [5_00, 180_00]),
  service("05", 80, "静脉 肌肉 雾化 物理 针灸 推拿 透析 换药", "治疗", "次", [8_00, 420_00]),
  service(
    "06",
    70,
    "骨科 普外 泌尿 妇科 眼科 胸外 神经外 耳鼻喉",
    "手术",
    "次",
    [300_00, 6_000_00],
  ),
  service("07", 20, "特级 一级 二级 三级 专项", "护理", "日", [6_00, 120_00], "by-level"),
  service("12", 6, "基层 家庭 签约", "一般诊疗费", "次", [6_00, 15_00]),
  service("13", 4, "普通 专家", "挂号费", "次", [1_00, 5_00]),
  service("14", 8, "出诊 体检 材料 档案", "其他服务", "次", [2_00, 60_00]),
];

export const CONSUMABLES: readonly string[] = (
  "输液器 注射器 留置针 导尿管 引流管 缝合线 敷料 绷带 球囊 支架 人工晶体 骨板 骨钉 吻合器 补片 " +
  "穿刺针 导丝 电极片 氧气面罩 血液滤器"
).split(" ");

export const MAKERS: readonly string[] =
  "演示制药一厂 演示制药二厂 衡阳演示药业 演示生物制药 演示健康药业 演示中药饮片厂".split(" ");

export const DEVICE_MAKERS: readonly string[] = "演示医疗器械一厂 演示医疗器械二厂 演示耗材".split(
  " ",
);
