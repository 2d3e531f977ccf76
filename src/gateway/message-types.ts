// Generated from the transaction table by src/gateway/generate.ts; not edited.
import type { CivilDate, Fen, Ppm } from "../kernel/index.ts";

/** A unit price in whole 10^-6 yuan. */
export type MicroYuan = number;

/** A quantity in whole 10^-4 units. */
export type TenThousandths = number;

/** 人员信息获取 · Find a person and their enrolments: input. */
export interface Input1101 {
  readonly data: {
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no: string;
    /** 卡识别码 */ readonly card_sn?: string;
    /** 开始时间 */ readonly begntime?: string;
    /** 人员证件类型 */ readonly psn_cert_type?: string;
    /** 证件号码 */ readonly certno?: string;
    /** 人员姓名 */ readonly psn_name?: string;
  };
}

/** 人员信息获取 · Find a person and their enrolments: output. */
export interface Output1101 {
  readonly baseinfo: {
    /** 人员编号 */ readonly psn_no: string;
    /** 人员证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 性别 */ readonly gend: string;
    /** 民族 */ readonly naty?: string;
    /** 出生日期 */ readonly brdy?: CivilDate;
    /** 年龄 */ readonly age: number;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly insuinfo: readonly {
    /** 余额 */ readonly balc: Fen;
    /** 险种类型 */ readonly insutype: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 人员参保状态 */ readonly psn_insu_stas?: string;
    /** 个人参保日期 */ readonly psn_insu_date?: CivilDate;
    /** 暂停参保日期 */ readonly paus_insu_date?: CivilDate;
    /** 公务员标志 */ readonly cvlserv_flag: string;
    /** 参保地医保区划 */ readonly insuplc_admdvs: string;
    /** 单位名称 */ readonly emp_name?: string;
  }[];
  readonly idetinfo: readonly {
    /** 人员身份类别 */ readonly psn_idet_type: string;
    /** 人员类别等级 */ readonly psn_type_lv?: string;
    /** 备注 */ readonly memo?: string;
    /** 开始时间 */ readonly begntime: string;
    /** 结束时间 */ readonly endtime?: string;
  }[];
}

/** 医药机构信息获取 · Find an institution: input. */
export interface Input1201 {
  readonly medinsinfo: {
    /** 定点医疗服务机构类型 */ readonly fixmedins_type: string;
    /** 定点医药机构名称 */ readonly fixmedins_name?: string;
    /** 定点医药机构编号 */ readonly fixmedins_code?: string;
  };
}

/** 医药机构信息获取 · Find an institution: output. */
export interface Output1201 {
  readonly medinsinfo: {
    /** 定点医药机构编号 */ readonly fixmedins_code: string;
    /** 定点医药机构名称 */ readonly fixmedins_name: string;
    /** 统一社会信用代码 */ readonly uscc: string;
    /** 定点医疗服务机构类型 */ readonly fixmedins_type: string;
    /** 医院等级 */ readonly hosp_lv?: string;
    /** 扩展字段 */ readonly exp_content?: string;
  };
}

/** 医保目录信息查询 · List the insurance catalogue: input. */
export interface Input1312 {
  readonly data: {
    /** 查询时间点 */ readonly query_date?: CivilDate;
    /** 医保目录编码 */ readonly hilist_code?: string;
    /** 参保机构医保区划 */ readonly insu_admdvs?: string;
    /** 开始日期 */ readonly begndate?: CivilDate;
    /** 医保目录名称 */ readonly hilist_name?: string;
    /** 五笔助记码 */ readonly wubi?: string;
    /** 拼音助记码 */ readonly pinyin?: string;
    /** 医疗收费项目类别 */ readonly med_chrgitm_type?: string;
    /** 收费项目等级 */ readonly chrgitm_lv?: string;
    /** 限制使用标志 */ readonly lmt_used_flag?: string;
    /** 目录类别 */ readonly list_type?: string;
    /** 医疗使用标志 */ readonly med_use_flag?: string;
    /** 生育使用标志 */ readonly matn_used_flag?: string;
    /** 医保目录使用类别 */ readonly hilist_use_type?: string;
    /** 限复方使用类型 */ readonly lmt_cpnd_type?: string;
    /** 有效标志 */ readonly vali_flag?: string;
    /** 更新时间 */ readonly updt_time: CivilDate;
    /** 当前页数 */ readonly page_num: number;
    /** 本页数据量 */ readonly page_size: number;
  };
}

/** 医保目录信息查询 · List the insurance catalogue: output. */
export interface Output1312 {
  /** 总条数 */ readonly recordCounts: number;
  /** 总页数 */ readonly pages?: number;
  /** 当前页数 */ readonly pageNum?: number;
  /** 每页条数 */ readonly pageSize?: number;
  /** 本页条数 */ readonly size?: number;
  /** 起始行 */ readonly startRow?: number;
  /** 结束行 */ readonly endRow?: number;
  /** 是否首页 */ readonly firstPage?: boolean;
  /** 是否末页 */ readonly lastPage?: boolean;
  readonly data: readonly {
    /** 医保目录编码 */ readonly hilist_code: string;
    /** 医保目录名称 */ readonly hilist_name: string;
    /** 参保机构医保区划 */ readonly insu_admdvs: string;
    /** 开始日期 */ readonly begndate: CivilDate;
    /** 结束日期 */ readonly enddate?: CivilDate;
    /** 医疗收费项目类别 */ readonly med_chrgitm_type: string;
    /** 收费项目等级 */ readonly chrgitm_lv: string;
    /** 限制使用标志 */ readonly lmt_used_flag: string;
    /** 目录类别 */ readonly list_type: string;
    /** 医疗使用标志 */ readonly med_use_flag: string;
    /** 生育使用标志 */ readonly matn_used_flag: string;
    /** 医保目录使用类别 */ readonly hilist_use_type: string;
    /** 限复方使用类型 */ readonly lmt_cpnd_type: string;
    /** 五笔助记码 */ readonly wubi?: string;
    /** 拼音助记码 */ readonly pinyin?: string;
    /** 备注 */ readonly memo?: string;
    /** 有效标志 */ readonly vali_flag: string;
    /** 唯一记录号 */ readonly rid: string;
    /** 更新时间 */ readonly updt_time: string;
    /** 创建人 */ readonly crter_id?: string;
    /** 创建人姓名 */ readonly crter_name?: string;
    /** 创建时间 */ readonly crte_time: string;
    /** 创建机构 */ readonly crte_optins_no?: string;
    /** 经办人 */ readonly opter_id?: string;
    /** 经办人姓名 */ readonly opter_name?: string;
    /** 经办时间 */ readonly opt_time?: string;
    /** 经办机构 */ readonly optins_no?: string;
    /** 统筹区 */ readonly poolarea_no?: string;
  }[];
}

/** 医保目录限价信息查询 · List price ceilings: input. */
export interface Input1318 {
  readonly data: {
    /** 查询时间点 */ readonly query_date?: CivilDate;
    /** 医保目录编码 */ readonly hilist_code?: string;
    /** 医保目录限价类型 */ readonly hilist_lmtpric_type?: string;
    /** 医保目录超限处理方式 */ readonly overlmt_dspo_way?: string;
    /** 参保机构医保区划 */ readonly insu_admdvs?: string;
    /** 开始日期 */ readonly begndate?: CivilDate;
    /** 结束日期 */ readonly enddate?: CivilDate;
    /** 有效标志 */ readonly vali_flag?: string;
    /** 唯一记录号 */ readonly rid?: string;
    /** 表名 */ readonly tabname?: string;
    /** 统筹区 */ readonly poolarea_no?: string;
    /** 更新时间 */ readonly updt_time: CivilDate;
    /** 当前页数 */ readonly page_num: number;
    /** 本页数据量 */ readonly page_size: number;
  };
}

/** 医保目录限价信息查询 · List price ceilings: output. */
export interface Output1318 {
  /** 总条数 */ readonly recordCounts: number;
  /** 总页数 */ readonly pages?: number;
  /** 当前页数 */ readonly pageNum?: number;
  /** 每页条数 */ readonly pageSize?: number;
  /** 本页条数 */ readonly size?: number;
  /** 起始行 */ readonly startRow?: number;
  /** 结束行 */ readonly endRow?: number;
  /** 是否首页 */ readonly firstPage?: boolean;
  /** 是否末页 */ readonly lastPage?: boolean;
  readonly data: readonly {
    /** 医保目录编码 */ readonly hilist_code: string;
    /** 医保目录限价类型 */ readonly hilist_lmtpric_type: string;
    /** 医保目录超限处理方式 */ readonly overlmt_dspo_way: string;
    /** 参保机构医保区划 */ readonly insu_admdvs: string;
    /** 开始日期 */ readonly begndate: CivilDate;
    /** 结束日期 */ readonly enddate?: CivilDate;
    /** 医保目录定价上限金额 */ readonly hilist_pric_uplmt_amt: MicroYuan;
    /** 有效标志 */ readonly vali_flag: string;
    /** 唯一记录号 */ readonly rid: string;
    /** 更新时间 */ readonly updt_time: string;
    /** 创建人 */ readonly crter_id?: string;
    /** 创建人姓名 */ readonly crter_name?: string;
    /** 创建时间 */ readonly crte_time: string;
    /** 创建机构 */ readonly crte_optins_no?: string;
    /** 经办人 */ readonly opter_id?: string;
    /** 经办人姓名 */ readonly opter_name?: string;
    /** 经办时间 */ readonly opt_time?: string;
    /** 经办机构 */ readonly optins_no?: string;
    /** 表名 */ readonly tabname?: string;
    /** 统筹区 */ readonly poolarea_no?: string;
  }[];
}

/** 医保目录先自付比例信息查询 · List first-share ratios: input. */
export interface Input1319 {
  readonly data: {
    /** 查询时间点 */ readonly query_date?: CivilDate;
    /** 医保目录编码 */ readonly hilist_code?: string;
    /** 医保目录自付比例人员类别 */ readonly selfpay_prop_psn_type?: string;
    /** 目录自付比例类别 */ readonly selfpay_prop_type?: string;
    /** 参保机构医保区划 */ readonly insu_admdvs?: string;
    /** 开始日期 */ readonly begndate?: CivilDate;
    /** 结束日期 */ readonly enddate?: CivilDate;
    /** 有效标志 */ readonly vali_flag?: string;
    /** 唯一记录号 */ readonly rid?: string;
    /** 表名 */ readonly tabname?: string;
    /** 统筹区 */ readonly poolarea_no?: string;
    /** 更新时间 */ readonly updt_time: CivilDate;
    /** 当前页数 */ readonly page_num: number;
    /** 本页数据量 */ readonly page_size: number;
  };
}

/** 医保目录先自付比例信息查询 · List first-share ratios: output. */
export interface Output1319 {
  /** 总条数 */ readonly recordCounts: number;
  /** 总页数 */ readonly pages?: number;
  /** 当前页数 */ readonly pageNum?: number;
  /** 每页条数 */ readonly pageSize?: number;
  /** 本页条数 */ readonly size?: number;
  /** 起始行 */ readonly startRow?: number;
  /** 结束行 */ readonly endRow?: number;
  /** 是否首页 */ readonly firstPage?: boolean;
  /** 是否末页 */ readonly lastPage?: boolean;
  readonly data: readonly {
    /** 医保目录编码 */ readonly hilist_code: string;
    /** 医保目录自付比例人员类别 */ readonly selfpay_prop_psn_type: string;
    /** 目录自付比例类别 */ readonly selfpay_prop_type: string;
    /** 参保机构医保区划 */ readonly insu_admdvs: string;
    /** 开始日期 */ readonly begndate: CivilDate;
    /** 结束日期 */ readonly enddate?: CivilDate;
    /** 自付比例 */ readonly selfpay_prop: Ppm;
    /** 有效标志 */ readonly vali_flag: string;
    /** 唯一记录号 */ readonly rid: string;
    /** 更新时间 */ readonly updt_time: string;
    /** 创建人 */ readonly crter_id?: string;
    /** 创建人姓名 */ readonly crter_name?: string;
    /** 创建时间 */ readonly crte_time: string;
    /** 创建机构 */ readonly crte_optins_no?: string;
    /** 经办人 */ readonly opter_id?: string;
    /** 经办人姓名 */ readonly opter_name?: string;
    /** 经办时间 */ readonly opt_time?: string;
    /** 经办机构 */ readonly optins_no?: string;
    /** 表名 */ readonly tabname?: string;
    /** 统筹区 */ readonly poolarea_no?: string;
  }[];
}

/** 人员待遇享受检查 · Check entitlement before care: input. */
export interface Input2001 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 险种类型 */ readonly insutype: string;
    /** 定点医药机构编号 */ readonly fixmedins_code: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 开始时间 */ readonly begntime: string;
    /** 结束时间 */ readonly endtime?: string;
    /** 病种编码 */ readonly dise_codg?: string;
    /** 病种名称 */ readonly dise_name?: string;
    /** 手术操作代码 */ readonly oprn_oprt_code?: string;
    /** 手术操作名称 */ readonly oprn_oprt_name?: string;
    /** 生育类别 */ readonly matn_type?: string;
    /** 计划生育手术类别 */ readonly birctrl_type?: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 人员待遇享受检查 · Check entitlement before care: output. */
export interface Output2001 {
  readonly trtinfo: readonly {
    /** 人员编号 */ readonly psn_no: string;
    /** 待遇检查类型 */ readonly trt_chk_type: string;
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 基金款项待遇享受标志 */ readonly trt_enjymnt_flag: string;
    /** 开始日期 */ readonly begndate: CivilDate;
    /** 结束日期 */ readonly enddate?: CivilDate;
    /** 待遇检查结果 */ readonly trt_chk_rslt?: string;
    /** 字段扩展 */ readonly exp_content?: string;
  }[];
}

/** 药店预结算 · Pharmacy purchase, trial: input. */
export interface Input2101 {
  readonly druginfo: {
    /** 人员编号 */ readonly psn_no: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no: string;
    /** 卡识别码 */ readonly card_sn?: string;
    /** 证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 开始时间 */ readonly begntime: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 险种类型 */ readonly insutype: string;
    /** 病种编码 */ readonly dise_codg?: string;
    /** 病种名称 */ readonly dise_name?: string;
    /** 个人账户使用标志 */ readonly acct_used_flag: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly drugdetail: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn: string;
    /** 处方号 */ readonly rxno?: string;
    /** 外购处方标志 */ readonly rx_circ_flag: string;
    /** 费用发生时间 */ readonly fee_ocur_time: string;
    /** 医疗目录编码 */ readonly med_list_codg: string;
    /** 医药机构目录编码 */ readonly medins_list_codg: string;
    /** 明细项目费用总额 */ readonly det_item_fee_sumamt: Fen;
    /** 数量 */ readonly cnt: TenThousandths;
    /** 单价 */ readonly pric: MicroYuan;
    /** 单次剂量描述 */ readonly sin_dos_dscr?: string;
    /** 使用频次描述 */ readonly used_frqu_dscr?: string;
    /** 周期天数 */ readonly prd_days?: number;
    /** 用药途径描述 */ readonly medc_way_dscr?: string;
    /** 开单医生编码 */ readonly bilg_dr_codg?: string;
    /** 开单医师姓名 */ readonly bilg_dr_name?: string;
    /** 中药使用方式 */ readonly tcmdrug_used_way?: string;
    /** 字段扩展 */ readonly exp_content?: string;
  }[];
}

/** 药店预结算 · Pharmacy purchase, trial: output. */
export interface Output2101 {
  readonly setlinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 人员证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 性别 */ readonly gend?: string;
    /** 民族 */ readonly naty?: string;
    /** 出生日期 */ readonly brdy?: CivilDate;
    /** 年龄 */ readonly age?: number;
    /** 险种类型 */ readonly insutype?: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 公务员标志 */ readonly cvlserv_flag: string;
    /** 结算时间 */ readonly setl_time: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type?: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc?: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 清算方式 */ readonly clr_way?: string;
    /** 清算类别 */ readonly clr_type: string;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 医院负担金额 */ readonly hosp_part_amt?: Fen;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay: Fen;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
  readonly detlcutinfo: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn: string;
    /** 明细项目费用总额 */ readonly det_item_fee_sumamt: Fen;
    /** 数量 */ readonly cnt: TenThousandths;
    /** 单价 */ readonly pric: MicroYuan;
    /** 定价上限金额 */ readonly pric_uplmt_amt: MicroYuan;
    /** 自付比例 */ readonly selfpay_prop?: Ppm;
    /** 全自费金额 */ readonly fulamt_ownpay_amt?: Fen;
    /** 超限价金额 */ readonly overlmt_amt?: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt?: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt?: Fen;
    /** 收费项目等级 */ readonly chrgitm_lv: string;
    /** 医疗收费项目类别 */ readonly med_chrgitm_type: string;
    /** 基本药物标志 */ readonly bas_medn_flag?: string;
    /** 医保谈判药品标志 */ readonly hi_nego_drug_flag?: string;
    /** 儿童用药标志 */ readonly chld_medc_flag?: string;
    /** 目录特项标志 */ readonly list_sp_item_flag?: string;
    /** 直报标志 */ readonly drt_reim_flag?: string;
    /** 备注 */ readonly memo?: string;
    /** 医院负担金额 */ readonly hosp_part_amt?: Fen;
  }[];
}

/** 药店结算 · Pharmacy purchase, settle: input. */
export interface Input2102 {
  readonly druginfo: {
    /** 人员编号 */ readonly psn_no: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no: string;
    /** 卡识别码 */ readonly card_sn?: string;
    /** 证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 开始时间 */ readonly begntime: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 发票号 */ readonly invono?: string;
    /** 险种类型 */ readonly insutype: string;
    /** 病种编码 */ readonly dise_codg?: string;
    /** 病种名称 */ readonly dise_name?: string;
    /** 个人账户使用标志 */ readonly acct_used_flag: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly drugdetail: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn: string;
    /** 处方号 */ readonly rxno?: string;
    /** 外购处方标志 */ readonly rx_circ_flag: string;
    /** 费用发生时间 */ readonly fee_ocur_time: string;
    /** 医疗目录编码 */ readonly med_list_codg: string;
    /** 医药机构目录编码 */ readonly medins_list_codg: string;
    /** 明细项目费用总额 */ readonly det_item_fee_sumamt: Fen;
    /** 数量 */ readonly cnt: TenThousandths;
    /** 单价 */ readonly pric: MicroYuan;
    /** 单次剂量描述 */ readonly sin_dos_dscr?: string;
    /** 使用频次描述 */ readonly used_frqu_dscr?: string;
    /** 周期天数 */ readonly prd_days?: number;
    /** 用药途径描述 */ readonly medc_way_dscr?: string;
    /** 开单医生编码 */ readonly bilg_dr_codg?: string;
    /** 开单医师姓名 */ readonly bilg_dr_name?: string;
    /** 中药使用方式 */ readonly tcmdrug_used_way?: string;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 追溯码节点信息 */ readonly durg_trac_info?: NonNullable<Input2102["durg_trac_info"]>;
  }[];
  readonly durg_trac_info?: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn: string;
    /** 药品追溯码 */ readonly drug_trac_codg: string;
    /** 拆零标志 */ readonly trdn_flag: string;
  }[];
}

/** 药店结算 · Pharmacy purchase, settle: output. */
export interface Output2102 {
  readonly setlinfo: {
    /** 结算ID */ readonly setl_id: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 人员证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 性别 */ readonly gend?: string;
    /** 民族 */ readonly naty?: string;
    /** 出生日期 */ readonly brdy?: CivilDate;
    /** 年龄 */ readonly age: number;
    /** 险种类型 */ readonly insutype: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 公务员标志 */ readonly cvlserv_flag: string;
    /** 结算时间 */ readonly setl_time: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type?: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc?: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 清算方式 */ readonly clr_way?: string;
    /** 清算类别 */ readonly clr_type: string;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 医院负担金额 */ readonly hosp_part_amt?: Fen;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay: Fen;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
  readonly detlcutinfo: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn: string;
    /** 明细项目费用总额 */ readonly det_item_fee_sumamt: Fen;
    /** 数量 */ readonly cnt: TenThousandths;
    /** 单价 */ readonly pric: MicroYuan;
    /** 定价上限金额 */ readonly pric_uplmt_amt: MicroYuan;
    /** 自付比例 */ readonly selfpay_prop?: Ppm;
    /** 全自费金额 */ readonly fulamt_ownpay_amt?: Fen;
    /** 超限价金额 */ readonly overlmt_amt?: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt?: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt?: Fen;
    /** 收费项目等级 */ readonly chrgitm_lv: string;
    /** 医疗收费项目类别 */ readonly med_chrgitm_type: string;
    /** 基本药物标志 */ readonly bas_medn_flag?: string;
    /** 医保谈判药品标志 */ readonly hi_nego_drug_flag?: string;
    /** 儿童用药标志 */ readonly chld_medc_flag?: string;
    /** 目录特项标志 */ readonly list_sp_item_flag?: string;
    /** 直报标志 */ readonly drt_reim_flag?: string;
    /** 备注 */ readonly memo?: string;
  }[];
}

/** 药店结算撤销 · Pharmacy purchase, cancel: input. */
export interface Input2103 {
  readonly data: {
    /** 结算ID */ readonly setl_id: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 药店结算撤销 · Pharmacy purchase, cancel: output. */
export interface Output2103 {
  readonly setlinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 结算ID */ readonly setl_id: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 结算时间 */ readonly setl_time: string;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc?: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay: Fen;
    /** 医院负担金额 */ readonly hosp_part_amt: Fen;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
}

/** 门诊挂号 · Register an outpatient visit: input. */
export interface Input2201 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 险种类型 */ readonly insutype: string;
    /** 开始时间 */ readonly begntime: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no: string;
    /** 卡识别码 */ readonly card_sn?: string;
    /** 证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 住院/门诊号 */ readonly ipt_otp_no: string;
    /** 医师编码 */ readonly atddr_no?: string;
    /** 医师姓名 */ readonly dr_name?: string;
    /** 科室编码 */ readonly dept_code: string;
    /** 科室名称 */ readonly dept_name: string;
    /** 科别 */ readonly caty: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 门诊挂号 · Register an outpatient visit: output. */
export interface Output2201 {
  readonly data: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 住院/门诊号 */ readonly ipt_otp_no: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 门诊挂号撤销 · Cancel an outpatient registration: input. */
export interface Input2202 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 住院/门诊号 */ readonly ipt_otp_no: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 门诊就诊信息上传 · Report an outpatient visit and its diagnoses: input. */
export interface Input2203 {
  readonly mdtrtinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 开始时间 */ readonly begntime: string;
    /** 主要病情描述 */ readonly main_cond_dscr?: string;
    /** 病种类型代码 */ readonly dise_type_code?: string;
    /** 病种编码 */ readonly dise_codg: string;
    /** 病种名称 */ readonly dise_name: string;
    /** 计划生育手术类别 */ readonly birctrl_type?: string;
    /** 计划生育手术或生育日期 */ readonly birctrl_matn_date?: CivilDate;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly diseinfo: readonly {
    /** 诊断类别 */ readonly diag_type: string;
    /** 诊断排序号 */ readonly diag_srt_no: number;
    /** 诊断代码 */ readonly diag_code: string;
    /** 诊断名称 */ readonly diag_name: string;
    /** 诊断科室 */ readonly diag_dept: string;
    /** 诊断医生编码 */ readonly dise_dor_no: string;
    /** 诊断医生姓名 */ readonly dise_dor_name: string;
    /** 诊断时间 */ readonly diag_time: string;
    /** 有效标志 */ readonly vali_flag: string;
  }[];
}

/** 定点零售药店门诊就诊信息上传 · Report a visit, pharmacy and wider edition: input. */
export interface Input2203A {
  readonly mdtrtinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 开始时间 */ readonly begntime: string;
    /** 主要病情描述 */ readonly main_cond_dscr?: string;
    /** 病种编码 */ readonly dise_codg?: string;
    /** 病种名称 */ readonly dise_name?: string;
    /** 计划生育手术类别 */ readonly birctrl_type?: string;
    /** 计划生育手术或生育日期 */ readonly birctrl_matn_date?: CivilDate;
    /** 生育类别 */ readonly matn_type?: string;
    /** 孕周数 */ readonly geso_val?: number;
    /** 处方医药机构编码 */ readonly rxfixmedinsCode?: string;
    /** 处方医药机构名称 */ readonly rxfixmedinsName?: string;
    /** 文件数据 */ readonly rxIn?: string;
    /** 文件名 */ readonly rxfilename?: string;
    /** 处方扩展字段 */ readonly rxExpContent?: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly diseinfo: readonly {
    /** 诊断类别 */ readonly diag_type: string;
    /** 诊断排序号 */ readonly diag_srt_no: number;
    /** 诊断代码 */ readonly diag_code: string;
    /** 诊断名称 */ readonly diag_name: string;
    /** 诊断科室 */ readonly diag_dept: string;
    /** 诊断医生编码 */ readonly dise_dor_no: string;
    /** 诊断医生姓名 */ readonly dise_dor_name: string;
    /** 诊断时间 */ readonly diag_time: string;
    /** 有效标志 */ readonly vali_flag: string;
  }[];
}

/** 门诊费用明细信息上传 · Upload outpatient charge lines: input. */
export interface Input2204 {
  readonly feedetail: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 收费批次号 */ readonly chrg_bchno: string;
    /** 病种编码 */ readonly dise_codg?: string;
    /** 处方号 */ readonly rxno?: string;
    /** 外购处方标志 */ readonly rx_circ_flag: string;
    /** 费用发生时间 */ readonly fee_ocur_time: string;
    /** 医疗目录编码 */ readonly med_list_codg: string;
    /** 医药机构目录编码 */ readonly medins_list_codg: string;
    /** 明细项目费用总额 */ readonly det_item_fee_sumamt: Fen;
    /** 数量 */ readonly cnt: TenThousandths;
    /** 单价 */ readonly pric: MicroYuan;
    /** 单次剂量描述 */ readonly sin_dos_dscr?: string;
    /** 使用频次描述 */ readonly used_frqu_dscr?: string;
    /** 周期天数 */ readonly prd_days?: number;
    /** 用药途径描述 */ readonly medc_way_dscr?: string;
    /** 开单科室编码 */ readonly bilg_dept_codg: string;
    /** 开单科室名称 */ readonly bilg_dept_name: string;
    /** 开单医生编码 */ readonly bilg_dr_codg: string;
    /** 开单医师姓名 */ readonly bilg_dr_name: string;
    /** 受单科室编码 */ readonly acord_dept_codg?: string;
    /** 受单科室名称 */ readonly acord_dept_name?: string;
    /** 受单医生编码 */ readonly orders_dr_code?: string;
    /** 受单医生姓名 */ readonly orders_dr_name?: string;
    /** 医院审批标志 */ readonly hosp_appr_flag: string;
    /** 中药使用方式 */ readonly tcmdrug_used_way?: string;
    /** 外检标志 */ readonly etip_flag?: string;
    /** 外检医院编码 */ readonly etip_hosp_code?: string;
    /** 出院带药标志 */ readonly dscg_tkdrug_flag?: string;
    /** 生育费用标志 */ readonly matn_fee_flag?: string;
    /** 备注 */ readonly memo?: string;
    /** 组套编码 */ readonly comb_no?: string;
    /** 字段扩展 */ readonly exp_content?: string;
  }[];
}

/** 门诊费用明细信息上传 · Upload outpatient charge lines: output. */
export interface Output2204 {
  readonly result: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn: string;
    /** 明细项目费用总额 */ readonly det_item_fee_sumamt: Fen;
    /** 数量 */ readonly cnt: TenThousandths;
    /** 单价 */ readonly pric: MicroYuan;
    /** 定价上限金额 */ readonly pric_uplmt_amt: MicroYuan;
    /** 自付比例 */ readonly selfpay_prop?: Ppm;
    /** 全自费金额 */ readonly fulamt_ownpay_amt?: Fen;
    /** 超限价金额 */ readonly overlmt_amt?: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt?: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt?: Fen;
    /** 收费项目等级 */ readonly chrgitm_lv: string;
    /** 医疗收费项目类别 */ readonly med_chrgitm_type: string;
    /** 基本药物标志 */ readonly bas_medn_flag?: string;
    /** 医保谈判药品标志 */ readonly hi_nego_drug_flag?: string;
    /** 儿童用药标志 */ readonly chld_medc_flag?: string;
    /** 目录特项标志 */ readonly list_sp_item_flag?: string;
    /** 限制使用标志 */ readonly lmt_used_flag: string;
    /** 直报标志 */ readonly drt_reim_flag?: string;
    /** 备注 */ readonly memo?: string;
    /** 字段扩展 */ readonly exp_content?: string;
  }[];
}

/** 门诊费用明细信息撤销 · Withdraw outpatient charge lines: input. */
export interface Input2205 {
  readonly data: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 收费批次号 */ readonly chrg_bchno: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 门诊预结算 · Outpatient settlement, trial: input. */
export interface Input2206 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no: string;
    /** 卡识别码 */ readonly card_sn?: string;
    /** 证件类型 */ readonly psn_cert_type?: string;
    /** 证件号码 */ readonly certno?: string;
    /** 人员类别 */ readonly psn_type?: string;
    /** 人员姓名 */ readonly psn_name?: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 个人结算方式 */ readonly psn_setlway: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 收费批次号 */ readonly chrg_bchno: string;
    /** 个人账户使用标志 */ readonly acct_used_flag: string;
    /** 险种类型 */ readonly insutype: string;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 公立医院改革标志 */ readonly pub_hosp_rfom_flag?: string;
  };
}

/** 门诊预结算 · Outpatient settlement, trial: output. */
export interface Output2206 {
  readonly setlinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 人员证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 性别 */ readonly gend?: string;
    /** 民族 */ readonly naty?: string;
    /** 出生日期 */ readonly brdy?: CivilDate;
    /** 年龄 */ readonly age?: number;
    /** 险种类型 */ readonly insutype?: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 公务员标志 */ readonly cvlserv_flag: string;
    /** 结算时间 */ readonly setl_time: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type?: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc?: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
    /** 医院负担金额 */ readonly hosp_part_amt: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 清算方式 */ readonly clr_way?: string;
    /** 清算类别 */ readonly clr_type: string;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay: Fen;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
}

/** 门诊结算 · Outpatient settlement: input. */
export interface Input2207 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no: string;
    /** 卡识别码 */ readonly card_sn?: string;
    /** 证件类型 */ readonly psn_cert_type?: string;
    /** 证件号码 */ readonly certno?: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 个人结算方式 */ readonly psn_setlway: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 收费批次号 */ readonly chrg_bchno: string;
    /** 险种类型 */ readonly insutype: string;
    /** 个人账户使用标志 */ readonly acct_used_flag: string;
    /** 发票号 */ readonly invono?: string;
    /** 全自费金额 */ readonly fulamt_ownpay_amt?: Fen;
    /** 超限价金额 */ readonly overlmt_selfpay?: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt?: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt?: Fen;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 公立医院改革标志 */ readonly pub_hosp_rfom_flag?: string;
  };
}

/** 门诊结算 · Outpatient settlement: output. */
export interface Output2207 {
  readonly setlinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 结算ID */ readonly setl_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 人员证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 性别 */ readonly gend?: string;
    /** 民族 */ readonly naty?: string;
    /** 出生日期 */ readonly brdy?: CivilDate;
    /** 年龄 */ readonly age?: number;
    /** 险种类型 */ readonly insutype?: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 公务员标志 */ readonly cvlserv_flag: string;
    /** 结算时间 */ readonly setl_time: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type?: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc?: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
    /** 医院负担金额 */ readonly hosp_part_amt: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 清算方式 */ readonly clr_way?: string;
    /** 清算类别 */ readonly clr_type: string;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay: Fen;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
}

/** 门诊结算撤销 · Cancel an outpatient settlement: input. */
export interface Input2208 {
  readonly data: {
    /** 结算ID */ readonly setl_id: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 门诊结算撤销 · Cancel an outpatient settlement: output. */
export interface Output2208 {
  readonly setlinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 结算ID */ readonly setl_id: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 结算时间 */ readonly setl_time: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc?: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医院负担金额 */ readonly hosp_part_amt: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay: Fen;
    /** 人员编号 */ readonly psn_no?: string;
    /** 人员姓名 */ readonly psn_name?: string;
    /** 人员证件类型 */ readonly psn_cert_type?: string;
    /** 证件号码 */ readonly certno?: string;
    /** 性别 */ readonly gend?: string;
    /** 民族 */ readonly naty?: string;
    /** 出生日期 */ readonly brdy?: CivilDate;
    /** 年龄 */ readonly age?: number;
    /** 险种类型 */ readonly insutype?: string;
    /** 人员类别 */ readonly psn_type?: string;
    /** 公务员标志 */ readonly cvlserv_flag?: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type?: string;
    /** 医疗类别 */ readonly med_type?: string;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 清算类别 */ readonly clr_type?: string;
    /** 清算方式 */ readonly clr_way?: string;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
}

/** 住院费用明细上传 · Upload or refund inpatient charge lines: input. */
export interface Input2301 {
  readonly feedetail: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn: string;
    /** 原费用流水号 */ readonly init_feedetl_sn?: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 医嘱号 */ readonly drord_no?: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 费用发生时间 */ readonly fee_ocur_time: string;
    /** 医疗目录编码 */ readonly med_list_codg: string;
    /** 医药机构目录编码 */ readonly medins_list_codg: string;
    /** 明细项目费用总额 */ readonly det_item_fee_sumamt: Fen;
    /** 数量 */ readonly cnt: TenThousandths;
    /** 单价 */ readonly pric: MicroYuan;
    /** 开单科室编码 */ readonly bilg_dept_codg: string;
    /** 开单科室名称 */ readonly bilg_dept_name: string;
    /** 开单医生编码 */ readonly bilg_dr_codg: string;
    /** 开单医师姓名 */ readonly bilg_dr_name: string;
    /** 受单科室编码 */ readonly acord_dept_codg?: string;
    /** 受单科室名称 */ readonly acord_dept_name?: string;
    /** 受单医生编码 */ readonly orders_dr_code?: string;
    /** 受单医生姓名 */ readonly orders_dr_name?: string;
    /** 医院审批标志 */ readonly hosp_appr_flag?: string;
    /** 中药使用方式 */ readonly tcmdrug_used_way?: string;
    /** 外检标志 */ readonly etip_flag?: string;
    /** 外检医院编码 */ readonly etip_hosp_code?: string;
    /** 出院带药标志 */ readonly dscg_tkdrug_flag?: string;
    /** 生育费用标志 */ readonly matn_fee_flag?: string;
    /** 备注 */ readonly memo?: string;
    /** 组套编号 */ readonly comb_no?: string;
    /** 字段扩展 */ readonly exp_content?: string;
  }[];
}

/** 住院费用明细上传 · Upload or refund inpatient charge lines: output. */
export interface Output2301 {
  readonly result: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn?: string;
    /** 明细项目费用总额 */ readonly det_item_fee_sumamt: Fen;
    /** 数量 */ readonly cnt: TenThousandths;
    /** 单价 */ readonly pric: MicroYuan;
    /** 定价上限金额 */ readonly pric_uplmt_amt: MicroYuan;
    /** 自付比例 */ readonly selfpay_prop?: Ppm;
    /** 全自费金额 */ readonly fulamt_ownpay_amt?: Fen;
    /** 超限价金额 */ readonly overlmt_amt?: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt?: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt?: Fen;
    /** 收费项目等级 */ readonly chrgitm_lv: string;
    /** 医疗收费项目类别 */ readonly med_chrgitm_type: string;
    /** 基本药物标志 */ readonly bas_medn_flag?: string;
    /** 医保谈判药品标志 */ readonly hi_nego_drug_flag?: string;
    /** 儿童用药标志 */ readonly chld_medc_flag?: string;
    /** 目录特项标志 */ readonly list_sp_item_flag?: string;
    /** 限制使用标志 */ readonly lmt_used_flag: string;
    /** 直报标志 */ readonly drt_reim_flag?: string;
    /** 备注 */ readonly memo?: string;
    /** 字段扩展 */ readonly exp_content?: string;
  }[];
}

/** 住院费用明细撤销 · Withdraw inpatient charge lines: input. */
export interface Input2302 {
  readonly data: readonly {
    /** 费用明细流水号 */ readonly feedetl_sn: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 字段扩展 */ readonly exp_content?: string;
  }[];
}

/** 住院预结算 · Inpatient settlement, trial: input. */
export interface Input2303 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no?: string;
    /** 卡识别码 */ readonly card_sn?: string;
    /** 证件类型 */ readonly psn_cert_type?: string;
    /** 证件号码 */ readonly certno?: string;
    /** 人员类别 */ readonly psn_type?: string;
    /** 人员姓名 */ readonly psn_name?: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 个人结算方式 */ readonly psn_setlway: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 个人账户使用标志 */ readonly acct_used_flag?: string;
    /** 险种类型 */ readonly insutype: string;
    /** 中途结算标志 */ readonly mid_setl_flag: string;
    /** 全自费金额 */ readonly fulamt_ownpay_amt?: Fen;
    /** 超限价金额 */ readonly overlmt_selfpay?: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt?: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt?: Fen;
    /** 出院时间 */ readonly dscgTime?: CivilDate;
    /** 参保地医保区划 */ readonly insuplc_admdvs?: string;
    /** 就医地医保区划 */ readonly mdtrtarea_admvs?: string;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 就诊凭证识别码 */ readonly mdtrt_cert_sn?: string;
    /** 病种编码 */ readonly dise_codg?: string;
  };
}

/** 住院预结算 · Inpatient settlement, trial: output. */
export interface Output2303 {
  readonly setlinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 人员证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 性别 */ readonly gend?: string;
    /** 民族 */ readonly naty?: string;
    /** 出生日期 */ readonly brdy?: CivilDate;
    /** 年龄 */ readonly age?: number;
    /** 险种类型 */ readonly insutype?: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 公务员标志 */ readonly cvlserv_flag: string;
    /** 结算时间 */ readonly setl_time?: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type?: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc?: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt?: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
    /** 医院负担金额 */ readonly hosp_part_amt?: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 清算方式 */ readonly clr_way?: string;
    /** 清算类别 */ readonly clr_type: string;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay?: Fen;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
}

/** 住院结算 · Inpatient settlement: input. */
export interface Input2304 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no?: string;
    /** 卡识别码 */ readonly card_sn?: string;
    /** 证件类型 */ readonly psn_cert_type?: string;
    /** 证件号码 */ readonly certno?: string;
    /** 人员类别 */ readonly psn_type?: string;
    /** 人员姓名 */ readonly psn_name?: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 个人结算方式 */ readonly psn_setlway: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 险种类型 */ readonly insutype: string;
    /** 个人账户使用标志 */ readonly acct_used_flag: string;
    /** 参保地医保区划 */ readonly insuplc_admdvs?: string;
    /** 就医地医保区划 */ readonly mdtrtarea_admvs?: string;
    /** 发票号 */ readonly invono?: string;
    /** 中途结算标志 */ readonly mid_setl_flag: string;
    /** 全自费金额 */ readonly fulamt_ownpay_amt?: Fen;
    /** 超限价金额 */ readonly overlmt_selfpay?: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt?: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt?: Fen;
    /** 出院时间 */ readonly dscgTime?: CivilDate;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 就诊凭证识别码 */ readonly mdtrt_cert_sn?: string;
    /** 病种编码 */ readonly dise_codg?: string;
  };
}

/** 住院结算 · Inpatient settlement: output. */
export interface Output2304 {
  readonly setlinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 结算ID */ readonly setl_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 人员证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 性别 */ readonly gend?: string;
    /** 民族 */ readonly naty?: string;
    /** 出生日期 */ readonly brdy?: CivilDate;
    /** 年龄 */ readonly age?: number;
    /** 险种类型 */ readonly insutype?: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 公务员标志 */ readonly cvlserv_flag: string;
    /** 结算时间 */ readonly setl_time?: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type?: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc?: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 医院负担金额 */ readonly hosp_part_amt?: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt?: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 清算方式 */ readonly clr_way?: string;
    /** 清算类别 */ readonly clr_type: string;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay?: Fen;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
}

/** 住院结算撤销 · Cancel an inpatient settlement: input. */
export interface Input2305 {
  readonly data: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 结算ID */ readonly setl_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 住院结算撤销 · Cancel an inpatient settlement: output. */
export interface Output2305 {
  readonly setlinfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 结算ID */ readonly setl_id: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 结算时间 */ readonly setl_time: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc?: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt?: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
    /** 医院负担金额 */ readonly hosp_part_amt?: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay?: Fen;
    /** 人员参保关系ID */ readonly psn_insu_rlts_id?: string;
    /** 参保机构行政区划 */ readonly insu_admdvs?: string;
    /** 开始日期 */ readonly begndate?: CivilDate;
    /** 结算日期 */ readonly enddate?: CivilDate;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no?: string;
    /** 结算类别 */ readonly setl_type?: string;
    /** 本次起付线 */ readonly crt_dedc?: Fen;
    /** 发票号 */ readonly invono?: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
}

/** 入院办理 · Admit an inpatient: input. */
export interface Input2401 {
  readonly mdtrtinfo: {
    /** 人员编号 */ readonly psn_no: string;
    /** 险种类型 */ readonly insutype: string;
    /** 联系人姓名 */ readonly coner_name?: string;
    /** 联系电话 */ readonly tel?: string;
    /** 开始时间 */ readonly begntime: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 就诊凭证编号 */ readonly mdtrt_cert_no?: string;
    /** 卡识别码 */ readonly card_sn?: string;
    /** 证件类型 */ readonly cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 住院号 */ readonly ipt_no: string;
    /** 病历号 */ readonly medrcdno?: string;
    /** 主治医生编码 */ readonly atddr_no: string;
    /** 主诊医师姓名 */ readonly chfpdr_name: string;
    /** 入院诊断描述 */ readonly adm_diag_dscr: string;
    /** 入院科室编码 */ readonly adm_dept_codg: string;
    /** 入院科室名称 */ readonly adm_dept_name: string;
    /** 入院床位 */ readonly adm_bed: string;
    /** 住院主诊断代码 */ readonly dscg_maindiag_code: string;
    /** 住院主诊断名称 */ readonly dscg_maindiag_name: string;
    /** 主要病情描述 */ readonly main_cond_dscr?: string;
    /** 病种编码 */ readonly dise_codg?: string;
    /** 病种名称 */ readonly dise_name?: string;
    /** 手术操作代码 */ readonly oprn_oprt_code?: string;
    /** 手术操作名称 */ readonly oprn_oprt_name?: string;
    /** 计划生育服务证号 */ readonly fpsc_no?: string;
    /** 生育类别 */ readonly matn_type?: string;
    /** 计划生育手术类别 */ readonly birctrl_type?: string;
    /** 晚育标志 */ readonly latechb_flag?: string;
    /** 孕周数 */ readonly geso_val?: number;
    /** 胎次 */ readonly fetts?: number;
    /** 胎儿数 */ readonly fetus_cnt?: number;
    /** 早产标志 */ readonly pret_flag?: string;
    /** 计划生育手术或生育日期 */ readonly birctrl_matn_date?: CivilDate;
    /** 病种类型 */ readonly dise_type_code?: string;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 参保地医保区划 */ readonly insuplc_admdvs?: string;
    /** 就医地医保区划 */ readonly mdtrtarea_admvs?: string;
  };
  readonly diseinfo: readonly {
    /** 人员编号 */ readonly psn_no: string;
    /** 诊断类别 */ readonly diag_type: string;
    /** 主诊断标志 */ readonly maindiag_flag: string;
    /** 诊断排序号 */ readonly diag_srt_no: number;
    /** 诊断代码 */ readonly diag_code: string;
    /** 诊断名称 */ readonly diag_name: string;
    /** 入院病情 */ readonly adm_cond?: string;
    /** 诊断科室 */ readonly diag_dept: string;
    /** 诊断医生编码 */ readonly dise_dor_no: string;
    /** 诊断医生姓名 */ readonly dise_dor_name: string;
    /** 诊断时间 */ readonly diag_time: string;
  }[];
}

/** 入院办理 · Admit an inpatient: output. */
export interface Output2401 {
  readonly result: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 出院办理 · Discharge an inpatient: input. */
export interface Input2402 {
  readonly dscginfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 险种类型 */ readonly insutype: string;
    /** 结束时间 */ readonly endtime: string;
    /** 病种编码 */ readonly dise_codg?: string;
    /** 病种名称 */ readonly dise_name?: string;
    /** 手术操作代码 */ readonly oprn_oprt_code?: string;
    /** 手术操作名称 */ readonly oprn_oprt_name?: string;
    /** 计划生育服务证号 */ readonly fpsc_no?: string;
    /** 生育类别 */ readonly matn_type?: string;
    /** 计划生育手术类别 */ readonly birctrl_type?: string;
    /** 晚育标志 */ readonly latechb_flag?: string;
    /** 孕周数 */ readonly geso_val?: number;
    /** 胎次 */ readonly fetts?: number;
    /** 胎儿数 */ readonly fetus_cnt?: number;
    /** 早产标志 */ readonly pret_flag?: string;
    /** 计划生育手术或生育日期 */ readonly birctrl_matn_date?: CivilDate;
    /** 伴有并发症标志 */ readonly cop_flag?: string;
    /** 出院科室编码 */ readonly dscg_dept_codg: string;
    /** 出院科室名称 */ readonly dscg_dept_name: string;
    /** 出院床位 */ readonly dscg_bed?: string;
    /** 离院方式 */ readonly dscg_way: string;
    /** 死亡日期 */ readonly die_date?: CivilDate;
    /** 字段扩展 */ readonly exp_content?: string;
  };
  readonly diseinfo?: readonly {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 诊断类别 */ readonly diag_type: string;
    /** 主诊断标志 */ readonly maindiag_flag: string;
    /** 诊断排序号 */ readonly diag_srt_no: number;
    /** 诊断代码 */ readonly diag_code: string;
    /** 诊断名称 */ readonly diag_name: string;
    /** 诊断科室 */ readonly diag_dept: string;
    /** 诊断医生编码 */ readonly dise_dor_no: string;
    /** 诊断医生姓名 */ readonly dise_dor_name: string;
    /** 诊断时间 */ readonly diag_time: string;
  }[];
}

/** 住院信息变更 · Change an admission: input. */
export interface Input2403 {
  readonly adminfo: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 联系人姓名 */ readonly coner_name?: string;
    /** 联系电话 */ readonly tel?: string;
    /** 开始时间 */ readonly begntime: string;
    /** 结束时间 */ readonly endtime?: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 住院/门诊号 */ readonly ipt_otp_no: string;
    /** 病历号 */ readonly medrcdno?: string;
    /** 主治医生编码 */ readonly atddr_no: string;
    /** 主诊医师姓名 */ readonly chfpdr_name: string;
    /** 入院诊断描述 */ readonly adm_diag_dscr: string;
    /** 入院科室编码 */ readonly adm_dept_codg: string;
    /** 入院科室名称 */ readonly adm_dept_name: string;
    /** 入院床位 */ readonly adm_bed: string;
    /** 住院主诊断代码 */ readonly dscg_maindiag_code: string;
    /** 住院主诊断名称 */ readonly dscg_maindiag_name: string;
    /** 主要病情描述 */ readonly main_cond_dscr?: string;
    /** 病种编码 */ readonly dise_codg?: string;
    /** 病种名称 */ readonly dise_name?: string;
    /** 手术操作代码 */ readonly oprn_oprt_code?: string;
    /** 手术操作名称 */ readonly oprn_oprt_name?: string;
    /** 计划生育服务证号 */ readonly fpsc_no?: string;
    /** 生育类别 */ readonly matn_type?: string;
    /** 计划生育手术类别 */ readonly birctrl_type?: string;
    /** 晚育标志 */ readonly latechb_flag?: string;
    /** 孕周数 */ readonly geso_val?: number;
    /** 胎次 */ readonly fetts?: number;
    /** 胎儿数 */ readonly fetus_cnt?: number;
    /** 早产标志 */ readonly pret_flag?: string;
    /** 计划生育手术或生育日期 */ readonly birctrl_matn_date?: CivilDate;
    /** 病种编号 */ readonly dise_type_code?: string;
    /** 字段扩展 */ readonly exp_content?: string;
    /** 第三方自付比例 */ readonly ttp_pay_prop?: Ppm;
  };
  readonly diseinfo?: readonly {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 诊断类别 */ readonly diag_type: string;
    /** 主诊断标志 */ readonly maindiag_flag: string;
    /** 诊断排序号 */ readonly diag_srt_no: number;
    /** 诊断代码 */ readonly diag_code: string;
    /** 诊断名称 */ readonly diag_name: string;
    /** 入院病情 */ readonly adm_cond?: string;
    /** 诊断科室 */ readonly diag_dept: string;
    /** 诊断医生编码 */ readonly dise_dor_no: string;
    /** 诊断医生姓名 */ readonly dise_dor_name: string;
    /** 诊断时间 */ readonly diag_time: string;
  }[];
}

/** 入院撤销 · Cancel an admission: input. */
export interface Input2404 {
  readonly data: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 出院撤销 · Cancel a discharge: input. */
export interface Input2405 {
  readonly data: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 字段扩展 */ readonly exp_content?: string;
  };
}

/** 冲正交易 · Reverse a message of unknown outcome: input. */
export interface Input2601 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 原发送方报文ID */ readonly omsgid: string;
    /** 原交易编号 */ readonly oinfno: string;
  };
}

/** 医药机构费用结算对总账 · Reconcile totals of a period: input. */
export interface Input3201 {
  readonly data: {
    /** 险种 */ readonly insutype: string;
    /** 清算类别 */ readonly clr_type: string;
    /** 结算经办机构 */ readonly setl_optins: string;
    /** 对账开始日期 */ readonly stmt_begndate: CivilDate;
    /** 对账结束日期 */ readonly stmt_enddate: CivilDate;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人账户支付金额 */ readonly acct_pay: Fen;
    /** 定点医药机构结算笔数 */ readonly fixmedins_setl_cnt: number;
    /** 退费结算标志 */ readonly refd_setl_flag?: string;
    /** 定点医药机构退费结算标志 */ readonly fixmedins_refd_setl_flag: string;
  };
}

/** 医药机构费用结算对总账 · Reconcile totals of a period: output. */
export interface Output3201 {
  readonly stmtinfo: {
    /** 结算经办机构 */ readonly setl_optins?: string;
    /** 对账结果 */ readonly stmt_rslt: string;
    /** 对账结果说明 */ readonly stmt_rslt_dscr?: string;
  };
}

/** 诊断信息查询 · Diagnoses of a visit: input. */
export interface Input5202 {
  readonly data: {
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
  };
}

/** 诊断信息查询 · Diagnoses of a visit: output. */
export interface Output5202 {
  readonly diseinfo: readonly {
    /** 诊断信息ID */ readonly diag_info_id: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 出入院诊断类别 */ readonly inout_diag_type: string;
    /** 诊断类别 */ readonly diag_type: string;
    /** 主诊断标志 */ readonly maindiag_flag: string;
    /** 诊断排序号 */ readonly diag_srt_no: number;
    /** 诊断代码 */ readonly diag_code: string;
    /** 诊断名称 */ readonly diag_name: string;
    /** 入院病情 */ readonly adm_cond?: string;
    /** 诊断科室 */ readonly diag_dept: string;
    /** 诊断医生编码 */ readonly dise_dor_no: string;
    /** 诊断医生姓名 */ readonly dise_dor_name: string;
    /** 诊断时间 */ readonly diag_time: string;
    /** 经办人ID */ readonly opter_id?: string;
    /** 经办人姓名 */ readonly opter_name?: string;
    /** 经办时间 */ readonly opt_time?: string;
  }[];
}

/** 结算信息查询 · A settlement: input. */
export interface Input5203 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 结算ID */ readonly setl_id: string;
    /** 就诊ID */ readonly mdtrt_id: string;
  };
}

/** 结算信息查询 · A settlement: output. */
export interface Output5203 {
  readonly setlinfo: {
    /** 结算ID */ readonly setl_id: string;
    /** 就诊ID */ readonly mdtrt_id: string;
    /** 人员编号 */ readonly psn_no: string;
    /** 人员姓名 */ readonly psn_name: string;
    /** 人员证件类型 */ readonly psn_cert_type: string;
    /** 证件号码 */ readonly certno: string;
    /** 性别 */ readonly gend: string;
    /** 民族 */ readonly naty?: string;
    /** 出生日期 */ readonly brdy?: CivilDate;
    /** 年龄 */ readonly age?: number;
    /** 险种类型 */ readonly insutype: string;
    /** 人员类别 */ readonly psn_type: string;
    /** 公务员标志 */ readonly cvlserv_flag: string;
    /** 灵活就业标志 */ readonly flxempe_flag?: string;
    /** 新生儿标志 */ readonly nwb_flag?: string;
    /** 参保机构医保区划 */ readonly insu_optins?: string;
    /** 单位名称 */ readonly emp_name?: string;
    /** 支付地点类别 */ readonly pay_loc: string;
    /** 定点医药机构编号 */ readonly fixmedins_code: string;
    /** 定点医药机构名称 */ readonly fixmedins_name: string;
    /** 医院等级 */ readonly hosp_lv?: string;
    /** 定点归属机构 */ readonly fixmedins_poolarea?: string;
    /** 限价医院等级 */ readonly lmtpric_hosp_lv?: string;
    /** 起付线医院等级 */ readonly dedc_hosp_lv?: string;
    /** 开始日期 */ readonly begndate: CivilDate;
    /** 结束日期 */ readonly enddate: CivilDate;
    /** 结算时间 */ readonly setl_time: string;
    /** 就诊凭证类型 */ readonly mdtrt_cert_type?: string;
    /** 医疗类别 */ readonly med_type: string;
    /** 清算类别 */ readonly clr_type: string;
    /** 清算方式 */ readonly clr_way?: string;
    /** 清算经办机构 */ readonly clr_optins?: string;
    /** 医疗费总额 */ readonly medfee_sumamt: Fen;
    /** 全自费金额 */ readonly fulamt_ownpay_amt: Fen;
    /** 超限价自费费用 */ readonly overlmt_selfpay: Fen;
    /** 先行自付金额 */ readonly preselfpay_amt: Fen;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 实际支付起付线 */ readonly act_pay_dedc: Fen;
    /** 基本医疗保险统筹基金支出 */ readonly hifp_pay: Fen;
    /** 基本医疗保险统筹基金支付比例 */ readonly pool_prop_selfpay: Ppm;
    /** 公务员医疗补助资金支出 */ readonly cvlserv_pay: Fen;
    /** 企业补充医疗保险基金支出 */ readonly hifes_pay: Fen;
    /** 居民大病保险资金支出 */ readonly hifmi_pay: Fen;
    /** 职工大额医疗费用补助基金支出 */ readonly hifob_pay: Fen;
    /** 医疗救助基金支出 */ readonly maf_pay: Fen;
    /** 其他支出 */ readonly oth_pay: Fen;
    /** 基金支付总额 */ readonly fund_pay_sumamt: Fen;
    /** 个人账户支出 */ readonly acct_pay: Fen;
    /** 余额 */ readonly balc: Fen;
    /** 个人账户共济支付金额 */ readonly acct_mulaid_pay: Fen;
    /** 医药机构结算ID */ readonly medins_setl_id: string;
    /** 退费结算标志 */ readonly refd_setl_flag: string;
    /** 年度 */ readonly year: string;
    /** 病种编码 */ readonly dise_codg?: string;
    /** 病种名称 */ readonly dise_name?: string;
    /** 发票号 */ readonly invono?: string;
    /** 经办人ID */ readonly opter_id?: string;
    /** 经办人姓名 */ readonly opter_name?: string;
    /** 经办时间 */ readonly opt_time?: string;
    /** 优抚对象基金支出 */ readonly pref_fund_pay?: Fen;
    /** 个人负担总金额 */ readonly psn_part_amt: Fen;
    /** 个人现金支出 */ readonly psn_cash_pay: Fen;
    /** 医院负担金额 */ readonly hosp_part_amt: Fen;
    /** 伤残人员医疗保障基金支出 */ readonly hifdm_pay: Fen;
  };
  readonly setldetail: readonly {
    /** 基金支付类型 */ readonly fund_pay_type: string;
    /** 符合政策范围金额 */ readonly inscp_scp_amt: Fen;
    /** 本次可支付限额金额 */ readonly crt_payb_lmt_amt: Fen;
    /** 基金支付金额 */ readonly fund_payamt: Fen;
    /** 基金支付类型名称 */ readonly fund_pay_type_name?: string;
    /** 结算过程信息 */ readonly setl_proc_info?: string;
  }[];
}

/** 费用明细查询 · Charge lines of a settlement: input. */
export interface Input5204 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 结算ID */ readonly setl_id: string;
    /** 就诊ID */ readonly mdtrt_id: string;
  };
}

/** 费用明细查询 · Charge lines of a settlement: output. */
export type Output5204 = readonly {
  /** 就诊ID */ readonly mdtrt_id: string;
  /** 结算ID */ readonly setl_id: string;
  /** 费用明细流水号 */ readonly feedetl_sn: string;
  /** 处方/医嘱号 */ readonly rx_drord_no?: string;
  /** 医疗类别 */ readonly med_type: string;
  /** 费用发生时间 */ readonly fee_ocur_time: string;
  /** 数量 */ readonly cnt: TenThousandths;
  /** 单价 */ readonly pric: MicroYuan;
  /** 单次剂量描述 */ readonly sin_dos_dscr?: string;
  /** 使用频次描述 */ readonly used_frqu_dscr?: string;
  /** 周期天数 */ readonly prd_days?: number;
  /** 用药途径描述 */ readonly medc_way_dscr?: string;
  /** 明细项目费用总额 */ readonly det_item_fee_sumamt: Fen;
  /** 定价上限金额 */ readonly pric_uplmt_amt: MicroYuan;
  /** 自付比例 */ readonly selfpay_prop?: Ppm;
  /** 全自费金额 */ readonly fulamt_ownpay_amt?: Fen;
  /** 超限价金额 */ readonly overlmt_amt?: Fen;
  /** 先行自付金额 */ readonly preselfpay_amt?: Fen;
  /** 符合政策范围金额 */ readonly inscp_scp_amt?: Fen;
  /** 收费项目等级 */ readonly chrgitm_lv: string;
  /** 医保目录编码 */ readonly hilist_code: string;
  /** 医保目录名称 */ readonly hilist_name: string;
  /** 目录类别 */ readonly list_type: string;
  /** 医疗目录编码 */ readonly med_list_codg: string;
  /** 医药机构目录编码 */ readonly medins_list_codg: string;
  /** 医药机构目录名称 */ readonly medins_list_name: string;
  /** 医疗收费项目类别 */ readonly med_chrgitm_type: string;
  /** 商品名 */ readonly prodname?: string;
  /** 规格 */ readonly spec?: string;
  /** 剂型名称 */ readonly dosform_name: string;
  /** 开单科室编码 */ readonly bilg_dept_codg?: string;
  /** 开单科室名称 */ readonly bilg_dept_name?: string;
  /** 开单医生编码 */ readonly bilg_dr_codg?: string;
  /** 开单医师姓名 */ readonly bilg_dr_name?: string;
  /** 受单科室编码 */ readonly acord_dept_codg?: string;
  /** 受单科室名称 */ readonly acord_dept_name?: string;
  /** 受单医生编码 */ readonly orders_dr_code?: string;
  /** 受单医生姓名 */ readonly orders_dr_name?: string;
  /** 限制使用标志 */ readonly lmt_used_flag?: string;
  /** 医院制剂标志 */ readonly hosp_prep_flag?: string;
  /** 医院审批标志 */ readonly hosp_appr_flag?: string;
  /** 中药使用方式 */ readonly tcmdrug_used_way?: string;
  /** 生产地类别 */ readonly prodplac_type?: string;
  /** 基本药物标志 */ readonly bas_medn_flag?: string;
  /** 医保谈判药品标志 */ readonly hi_nego_drug_flag?: string;
  /** 儿童用药标志 */ readonly chld_medc_flag?: string;
  /** 外检标志 */ readonly etip_flag?: string;
  /** 外检医院编码 */ readonly etip_hosp_code?: string;
  /** 出院带药标志 */ readonly dscg_tkdrug_flag?: string;
  /** 目录特项标志 */ readonly list_sp_item_flag?: string;
  /** 生育费用标志 */ readonly matn_fee_flag?: string;
  /** 直报标志 */ readonly drt_reim_flag?: string;
  /** 备注 */ readonly memo?: string;
  /** 经办人ID */ readonly opter_id?: string;
  /** 经办人姓名 */ readonly opter_name?: string;
  /** 经办时间 */ readonly opt_time?: string;
}[];

/** 人员累计信息查询 · Accumulators of a person: input. */
export interface Input5206 {
  readonly data: {
    /** 人员编号 */ readonly psn_no: string;
    /** 累计年月 */ readonly cum_ym?: string;
  };
}

/** 人员累计信息查询 · Accumulators of a person: output. */
export interface Output5206 {
  readonly cuminfo: readonly {
    /** 险种类型 */ readonly insutype: string;
    /** 年度 */ readonly year: string;
    /** 累计年月 */ readonly cum_ym: string;
    /** 累计类别代码 */ readonly cum_type_code: string;
    /** 累计值 */ readonly cum: Fen;
  }[];
}

/** 签到 · Sign in: input. */
export interface Input9001 {
  readonly signIn: {
    /** 操作员编号 */ readonly opter_no: string;
    /** 签到MAC地址 */ readonly mac: string;
    /** 签到IP地址 */ readonly ip: string;
  };
}

/** 签到 · Sign in: output. */
export interface Output9001 {
  readonly signinoutb: {
    /** 签到时间 */ readonly sign_time: string;
    /** 签到编号 */ readonly sign_no: string;
  };
}

/** 签退 · Sign out: input. */
export interface Input9002 {
  readonly signOut: {
    /** 签到编号 */ readonly sign_no: string;
    /** 操作员编号 */ readonly opter_no: string;
  };
}

/** 签退 · Sign out: output. */
export interface Output9002 {
  readonly sign_time: {
    /** 签退时间 */ readonly sign_time: string;
  };
}

/** The input and output of every transaction, by its code. */
export interface Messages {
  readonly "1101": { input: Input1101; output: Output1101 };
  readonly "1201": { input: Input1201; output: Output1201 };
  readonly "1312": { input: Input1312; output: Output1312 };
  readonly "1318": { input: Input1318; output: Output1318 };
  readonly "1319": { input: Input1319; output: Output1319 };
  readonly "2001": { input: Input2001; output: Output2001 };
  readonly "2101": { input: Input2101; output: Output2101 };
  readonly "2102": { input: Input2102; output: Output2102 };
  readonly "2103": { input: Input2103; output: Output2103 };
  readonly "2201": { input: Input2201; output: Output2201 };
  readonly "2202": { input: Input2202; output: null };
  readonly "2203": { input: Input2203; output: null };
  readonly "2203A": { input: Input2203A; output: null };
  readonly "2204": { input: Input2204; output: Output2204 };
  readonly "2205": { input: Input2205; output: null };
  readonly "2206": { input: Input2206; output: Output2206 };
  readonly "2207": { input: Input2207; output: Output2207 };
  readonly "2208": { input: Input2208; output: Output2208 };
  readonly "2301": { input: Input2301; output: Output2301 };
  readonly "2302": { input: Input2302; output: null };
  readonly "2303": { input: Input2303; output: Output2303 };
  readonly "2304": { input: Input2304; output: Output2304 };
  readonly "2305": { input: Input2305; output: Output2305 };
  readonly "2401": { input: Input2401; output: Output2401 };
  readonly "2402": { input: Input2402; output: null };
  readonly "2403": { input: Input2403; output: null };
  readonly "2404": { input: Input2404; output: null };
  readonly "2405": { input: Input2405; output: null };
  readonly "2601": { input: Input2601; output: null };
  readonly "3201": { input: Input3201; output: Output3201 };
  readonly "5202": { input: Input5202; output: Output5202 };
  readonly "5203": { input: Input5203; output: Output5203 };
  readonly "5204": { input: Input5204; output: Output5204 };
  readonly "5206": { input: Input5206; output: Output5206 };
  readonly "9001": { input: Input9001; output: Output9001 };
  readonly "9002": { input: Input9002; output: Output9002 };
}
