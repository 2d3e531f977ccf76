/**
 * Diseases and operations for the demo region. The codes written out here are of the insurance
 * editions (ICD-10 医保版 2.0 and ICD-9-CM-3 医保版 2.0, national code sets); the rest is made up
 * to fill the lists: their codes hold YS and their names say 演示.
 */

export interface DemoTerm {
  readonly code: string;
  readonly name: string;
  readonly version: string;
}

const DISEASES = `I10.x00x002 高血压,I10.x09 原发性高血压,E11.900 2型糖尿病,E14.900x001 糖尿病,
I25.103 冠状动脉粥样硬化性心脏病,I20.000 不稳定型心绞痛,I21.900 急性心肌梗死,I50.900 心力衰竭,
I63.900 脑梗死,I61.900x002 脑出血,I69.300 脑梗死后遗症,J06.900 急性上呼吸道感染,
J20.900 急性支气管炎,J18.900 肺炎,J18.000 支气管肺炎,J44.900 慢性阻塞性肺病,
J45.900x001 支气管哮喘,A16.200x002 肺结核,K29.500 慢性胃炎,K25.900x001 胃溃疡,
K26.900x001 十二指肠溃疡,K35.800x001 急性阑尾炎,K80.200x003 胆囊结石,K81.000 急性胆囊炎,
K74.100 肝硬化,K85.900 急性胰腺炎,K56.700 肠梗阻,K64.900 痔,N18.500 慢性肾脏病5期,
N18.902 慢性肾衰竭,N20.000 肾结石,N20.100 输尿管结石,N40.x00 前列腺增生,N04.900 肾病综合征,
M06.900 类风湿性关节炎,M32.900 系统性红斑狼疮,M10.900 痛风,M51.202 腰椎间盘突出,
M81.900 骨质疏松,S72.000 股骨颈骨折,S52.801 桡骨骨折,E05.900x001 甲状腺功能亢进症,
E03.900 甲状腺功能减退症,E04.101 甲状腺结节,D50.900 缺铁性贫血,E78.500 高脂血症,
C34.900x001 肺恶性肿瘤,C16.900 胃恶性肿瘤,C22.900 肝恶性肿瘤,C18.900 结肠恶性肿瘤,
C20.x00 直肠恶性肿瘤,N83.201 卵巢囊肿,N76.000x001 阴道炎,H25.900 老年性白内障,H26.900 白内障,
H40.900 青光眼,H66.900 中耳炎,J03.900 急性扁桃体炎,L30.902 湿疹,L50.900 荨麻疹,
B02.900x001 带状疱疹,G40.900 癫痫,G20.x00 帕金森病,G43.900 偏头痛,G47.000x001 失眠,
F20.900 精神分裂症,F41.900 焦虑障碍,R51.x00 头痛,R50.900 发热,R10.402 腹痛,A09.900x007 腹泻,
B08.401 手足口病,B01.900x001 水痘,D66.x02 血友病,D61.900 再生障碍性贫血,C95.900 白血病,
N00.902 急性肾小球肾炎,I51.400 心肌炎,I11.901 高血压性心脏病`;

const OPERATIONS = `47.0901 阑尾切除术,47.0100 腹腔镜下阑尾切除术,51.2200 胆囊切除术,
51.2300 腹腔镜下胆囊切除术,13.5900x001 白内障囊外摘除术,13.4100x001 白内障超声乳化抽吸术,
49.4600 痔切除术,88.5500 单根导管的冠状动脉造影术,44.1300x001 胃镜检查,45.2300 结肠镜检查,
45.2302 电子结肠镜检查,39.9500 血液透析,54.9800 腹膜透析,99.0301 输血,28.2x00x002 扁桃体切除术,
06.3900x003 单侧甲状腺部分切除术,60.2900 其他经尿道前列腺切除术,81.5100 全髋关节置换,
79.3501 股骨骨折切开复位内固定术,80.5100 椎间盘切除术,32.4902 肺叶切除术,41.4300 部分脾切除术,
64.0x00 包皮环切术,31.1x00x005 暂时性气管切开术,68.2901 子宫肌瘤切除术,
39.2700x001 为肾透析的动静脉造瘘术,50.2205 腹腔镜下肝部分切除术,44.1401 胃镜下活组织检查,
41.3800x001 骨髓穿刺术,03.3101 腰椎穿刺术,34.0401 胸腔闭式引流术,51.4100x001 胆总管切开取石术,
54.5903 肠粘连松解术,57.3200x001 膀胱镜检查,98.5101 肾体外冲击波碎石术,92.2900x001 放射治疗`;

const DISEASE_COUNT = 200;
const OPERATION_COUNT = 60;

export function demoDiseases(): readonly DemoTerm[] {
  return filledUp(DISEASES, DISEASE_COUNT, "2.0");
}

export function demoOperations(): readonly DemoTerm[] {
  return filledUp(OPERATIONS, OPERATION_COUNT, "2.0");
}

function filledUp(list: string, count: number, version: string): readonly DemoTerm[] {
  const known = list.split(/,\n?/).map((entry) => {
    const [code = "", name = ""] = entry.split(" ");
    return { code, name, version };
  });
  const madeUp = Array.from({ length: Math.max(0, count - known.length) }, (_, index) => {
    const { code, name } = known[index % known.length] as DemoTerm;
    const serial = String(index + 1).padStart(3, "0");
    return {
      code: `${code.split(".")[0]}.9YS${serial}`,
      name: `${name}（演示细目${serial}）`,
      version,
    };
  });
  return [...known, ...madeUp];
}
