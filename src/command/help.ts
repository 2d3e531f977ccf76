/** Help texts, by command; "" is the overview. */
export const HELP: Readonly<Record<string, string>> = {
  "": `yibao — 医疗保障局平台 · a platform for a healthcare-security bureau

  yibao serve            运行平台（npm start）  run the platform
  yibao demo             扮演医院走一遍         act as a hospital: three settlements, one reversal
  yibao settle CASE…     离线结算账单           settle bills from files, no database
  yibao policy check     检查政策包             gaps, overlaps, slips, each with a bill that shows it
  yibao policy show CODE 查看某日的政策         the policy in force on a day
  yibao policy diff CODE 两日之间变了什么       what changed between two days, in words
  yibao policy page CODE 待遇的网页             a page for each benefit, for citizens
  yibao policy versions CODE 政策的各版         versions of a pack: draft, review, publish …
  yibao calculate        试算一张账单           what a bill would come to, and why
  yibao history generate 一年的账单数据         a year of bills as columns: made up, or exported
  yibao simulate         政策测算               a change of policy tried on a year of bills
  yibao import KIND FILE 导入 CSV               import a CSV file, with a report row by row
  yibao key list         机构密钥               keys of institutions: list, create, revoke, SM2
  yibao account create   工作台账号             the first accounts of the workbench
  yibao conformance      接口符合性报告         what a hospital's program does right and wrong
  yibao read FILE…       读公开的预算决算文件   a published budget or final accounts: its tables
  yibao check FILE…      核对预算决算公开       what is wrong in published budgets and final accounts
  yibao publish DIR      生成预算决算公开       make a whole disclosure, and check it
  yibao reconcile        机构明细逐笔对账       an institution's entries against the bureau's
  yibao budget           单位预算与执行         the bureau's own budget: import, pay, show, close
  yibao verify           核对账目               books balance, accumulators agree, chain intact
  yibao backup DIR       备份                   a consistent copy, and the log from then on
  yibao restore DIR      恢复到某一时刻         a new data folder as it was at a moment
  yibao interface [CODE] 接口交易一览           the transactions of the national interface
  yibao chart CODE|NAME  查收支科目             look up a budget code or name by year
  yibao bench NAME       性能对比               measure against a named peer

每个命令都可加 --json（机器可读）与 --help。
退出码：0 完成 · 1 完成，但被检查的内容有问题 · 2 输入不可用 · 3 程序自身故障`,
  serve: `yibao serve [--port 4300] [--host 127.0.0.1] [--data DIR] [--database-url URL]
            [--demo|--no-demo] [--require-signature]
            [--in-flight 2000] [--in-flight-institution 500]
            [--quota-per-second N [--quota-burst N]] [--sandbox|--no-sandbox]
            [--oidc-issuer URL --oidc-client-id ID [--oidc-client-secret-file FILE]
             [--oidc-trusts-factor] [--public-url URL]]

不给 --database-url 时启动内嵌 PostgreSQL，数据在 --data（默认 ./data）。首次启动建库、装入政策，
内嵌库默认填充演示统筹区（--no-demo 不填充）。就绪时打印一行 ready http://…；Ctrl-C 正常停止。
同时处理的报文超过 --in-flight（每家机构 --in-flight-institution）时，答 503（429）并告知何时重发。
--require-signature 要求机构签名（见 yibao key），每把密钥默认每秒 100 次、一时 500 次，超过答 429；
不要求签名时默认不限次数。接入沙箱在 /sandbox，要求签名时默认关闭。
--oidc-issuer 让工作人员也能用单位账号（OpenID Connect）登录，默认关闭；密钥只从文件读取。单位已做的双因素
认证在 --oidc-trusts-factor 时算数，否则仍要平台的动态口令。前面有反向代理时以 --public-url 写明对外的地址。
环境变量 YIBAO_PORT、YIBAO_DATA、YIBAO_DATABASE_URL 等与参数同义。`,
  demo: `yibao demo [--url http://127.0.0.1:4300] [--list] [--json]

扮演一家医院：签到、查人、门诊、药店、住院各结算一次，撤销一次，再做当日对账。
--list 打印扮演医院所需的机构、人员、项目、病种、手术。`,
  settle: `yibao settle CASE.json… [--region CODE|DIR] [--explain] [--language zh|en] [--json]

只用政策包结算案例文件（JSON 或 YAML，写法见 docs/cases.md），不需要数据库。
--explain 用条款的话逐层说明每一元怎样算出、依据哪份文件哪一条、哪些待核实；--language en 用英文说明。案例写有 expect 而结果不同时，退出码为 1。`,
  calculate: `yibao calculate --region CODE|DIR --insutype 310|390 --visit-type 2101 --level level3
                [--date YYYY-MM-DD] --total 20000
                [--in-scope 17700 | --class-b 6000 --first-share 0.1 --class-c 1000]
                [--status retired] [--identity low-income] [--place referred] [--disease NAME]
                [--civil-servant section] [--balance 300] [--this-year admissions=1,deductible=1200]
                [--compare level1,level2,referred] [--json]

用结算程序试算一张账单：谁付多少、怎样算出来、哪些数值待核实。也可以写中文：职工、住院、三级、退休、低保、转诊。
--date 不写为今天；--this-year 写当年此前的累计；--compare 比较换一级医院或换个地方就医。不保存任何内容。说明见 docs/calculator.md。`,
  policy: `yibao policy check [CODE|DIR]… [--against CODE|DIR [--from D]] [--seed S] [--json]
yibao policy show CODE --date YYYY-MM-DD [--benefit NAME] [--json]
yibao policy diff CODE --from YYYY-MM-DD --to YYYY-MM-DD [--benefit NAME] [--json]
yibao policy page CODE --date YYYY-MM-DD --out DIR [--benefit NAME] [--language zh|en] [--json]
　　show、diff、page 都可加 [--known-at T] [--data DIR|--database-url URL]
yibao policy draft DIR|CODE --by WHO [--note TEXT] [--parent-version H]
yibao policy checked CODE --version H --by WHO
yibao policy review CODE --version H --by WHO --decision approve|refuse --reason TEXT
yibao policy publish CODE --version H --by WHO --from YYYY-MM-DD [--retroactive-reason TEXT]
yibao policy withdraw CODE --version H --by WHO --reason TEXT
yibao policy versions CODE [--limit 50] [--before N]
yibao policy export CODE --version H --out DIR

check 证明政策包没有遗漏、重叠、断档，并在每个边界上试算账单；每处问题附可运行的案例，有错误时退出码为 1。
--against 与旧包比较：--from（默认新包第一个新的生效日）之前的答案不得改变。规则见 docs/policy-check.md。
show 按人读的方式打印某日有效的待遇：付什么、付多少、依据哪份文件哪一条、哪些待核实、下次何时变化。
show、diff、page 读政策包文件夹；给出 --data、--database-url 或 --known-at 时读政策库：按那时（北京时间）
已发布的版本回答。
diff 逐句说明两日之间变了什么、自哪一天起、依据什么，以及对假设的账单有什么影响。
page 为每项待遇写一个单独可读、可打印的网页，附由结算程序算出的例子；同样的政策得到同样的字节。
draft 至 export 管政策库（都可加 --data、--database-url、--json）：草稿、校验、另一人审核、自某日起发布；
已发布的不改动，只由新的一版接替。--version 写版本号或散列前六位以上。运行中的平台随即采用，无须重启。
校验有错误时 checked 的退出码为 1。办法与例子见 docs/policy-life.md。`,
  simulate: `yibao simulate [--history DIR|database] [--change FILE.yaml] [--region CODE|DIR]
               [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--out DIR] [--threads N] [--seed S]
               [--no-sensitivity] [--no-projection] [--data DIR|--database-url URL] [--json]

把一段已结算的账单按改变后的政策重算：各基金逐月的变化、结余够付几个月、谁少付谁多付、灾难性支出、
受损最重的 20 人、各参数的敏感性、置信区间、十年推算。变更文件的写法与各项数字的意思见 docs/simulation.md。
变更文件里有 solve 时，同一次运行先求出参数再测算；不写 --change 时只按原政策重算，用来核对历史数据。
--history 是 yibao history 写出的目录；database（有数据库时的默认）把 --from 至 --to 所在的年度导出到临时目录，
测算后删除，此时须写 --from 与 --to。日子窄于历史时，累计仍从年初起算，只统计其间结算的账单。
--out 写 report.html（可打印）、result.json 和 CSV 表。--threads 默认用满全部核；几个线程答案都一样。
--seed 用于重抽样。按原政策重算与当时的结算有不同时，退出码为 1。`,
  history: `yibao history generate --people N --year Y --seed S --out DIR [--region CODE] [--json]
yibao history generate --assumptions [--json]
yibao history export --from YYYY-01-01 --to YYYY-12-31 --out DIR [--key FILE]
                     [--data DIR|--database-url URL] [--json]

generate：按种子虚构一个统筹区一年的人和账单，由结算引擎逐张结算；同样的参数得到同样的字节。
--assumptions 列出全部假定及其依据。
export：导出数据库自己的结算历史，须为完整年度；人以假名出现。不给 --key 时密钥只用这一次、不留存；
给同一个 --key 文件（至少 32 字节，须妥善保管）时，各次导出的假名相同。
两者写成同样的 Arrow 文件，DuckDB、pandas、R 都能直接读：docs/history.md。--out 须为空目录或尚不存在。`,
  import: `yibao import KIND FILE.csv [--data DIR|--database-url URL] [--only-if-clean] [--json]

KIND：persons enrolments identities disease-certificates place-filings family-links account-deposits
      items item-classes first-shares price-ceilings diseases operations
      institutions agreements catalogue-mappings item-limits
被拒绝的行逐行说明原因；有一行被拒时，--only-if-clean 什么都不写。`,
  key: `yibao key list [--institution CODE] [--data DIR|--database-url URL] [--json]
yibao key create --institution CODE [--name 收费处] [--family gateway|portal] [--from D] [--to D]
yibao key revoke ACCESS_KEY
yibao key register-sm2 --institution CODE --public-key HEX [--name NAME] [--from D] [--to D]

一家机构可有多把密钥。create 打印的密钥只显示这一次；--family gateway（默认）是 _api_* 请求头的
AK/SK，portal 是 x-tif-* 请求头的 paasid/token。--to 当天起失效。revoke 立即生效，不可恢复。
登记 SM2 公钥后，该机构的每一笔报文都须以对应私钥签名。运行中的平台随即得知，无须重启。`,
  account: `yibao account create --account NAME --role ROLE [--name 姓名] [--regions 430400,430405]
                     [--institution CODE] [--data DIR|--database-url URL] [--json]
yibao account list [--data DIR|--database-url URL] [--json]

建立工作台的账号：先建系统管理员（administrator）、安全管理员（security-officer）、审计员（auditor）
各一人，三者不得由一人兼任；其余账号由他们在工作台建立和授权。工作人员须写 --regions，机构用户须写
--institution。口令只显示这一次；首次登录须改口令并启用动态口令。`,
  conformance: `yibao conformance [--institution CODE] [--json]
                  [--url URL|--data DIR|--database-url URL]

接口符合性报告：办过哪些交易、哪些字段有错怎么改、验收还差什么。不写 --institution 时列出各机构。
默认问 http://127.0.0.1:4300；给出 --data 或 --database-url 时直接读库。
未达到验收条件时退出码为 1。网页在 http://127.0.0.1:4300/sandbox。`,
  check: `yibao check FILE|DIR… [--profile NAME] [--year Y] [--against FILE] [--waivers FILE]
               [--html OUT] [--sheet OUT.xlsx] [--charts FILE] [--threads N] [--json]

核对公开的部门预算、决算（pdf、docx、xlsx、html、txt；文件夹则连同下级一起）：表内、表间、文字与表、文字本身。
--against 与上年的、或同年预算的公开文件对照；--waivers 列出已说明理由的问题；--profile 指定按哪一套表样核对，
不写则由地区、年度、种类认出。--html 写出带原文位置的报告（几份文件时为文件夹，从 index.html 看起），--sheet 写出审核人的是/否表。
没有读到的一律列为“未能核对”，不算通过。有错误时退出码为 1，文件不可用时为 2。说明见 docs/disclosure-check.md。`,
  read: `yibao read FILE… [--json]

读公开的预算、决算文件（pdf、docx、xlsx、html、抽出的文本），打印章节与表格，像人读的那样。
跨页的表合成一张；文本里的表列已丢失，只依次给出每行的代码、名称、金额。不执行文件里的任何内容。
加密、扫描、损坏、过大的文件各有一条说明，退出码为 2。说明见 docs/documents.md。`,
  publish: `yibao publish DIR --out DIR [--format html,xlsx,docx,pdf,text] [--profile P]
              [--charts FILE.csv] [--json]
yibao publish [DIR] --unit CODE [--year Y] [--kind budget|final] --out DIR
              [--data DIR|--database-url URL] …

由数据目录生成一个单位一年的部门预算或决算公开：全部表格、情况说明和开放数据（CSV 与 Fiscal Data Package）。
能算出来的数不必给；给了的必须与算得的一致，四舍五入的尾差以所给的为准并写明。有任何错误时什么都不写。
给出 --unit 时数字取自单位账（yibao budget），DIR 只提供文字和账上没有的数量；重复给出的数须与账上一致。
写出后重新读入核对，有错误时退出码为 1。--profile 不写则按省份、级别、种类、年度选；--charts 把自己的科目
CSV 叠加在所带科目之上。数据目录的写法见 docs/publish.md，例子在 examples/disclosures。`,
  reconcile: `yibao reconcile --institution CODE --from YYYY-MM-DD --to YYYY-MM-DD --file FILE
                [--insutype CODE] [--clearing-type CODE] [--data DIR|--database-url URL] [--json]

FILE：3202 的 ZIP，或以制表符、逗号分列的文本；列的顺序与可能的不一致见 docs/reconciliation.md。
逐笔说明不一致的种类、原因和处理办法；有不一致时退出码为 1。`,
  budget: `yibao budget unit CODE --name NAME --from YYYY-MM-DD
                  --kind administrative|civil-servant-managed|institution
                  [--parent CODE] [--region CODE]
yibao budget import FILE.csv [--authority 文号]
yibao budget approve|refuse NO
yibao budget adjust LINE=500.00 [LINE=-500.00]… --authority 文号
yibao budget release LINE --amount 1000.00 --authority 文号
yibao budget commit LINE --amount 1000.00 --number HT-1 --to 对方
yibao budget free NO [--amount 500.00]
yibao budget pay LINE|--commitment NO --amount 1000.00 --to 收款人 --purpose 用途
                  --evidence FILE --evidence-kind invoice --evidence-number N
                  --evidence-amount 1000.00
yibao budget reverse NO
yibao budget return NO --amount 200.00 --evidence FILE --evidence-number N
                  --evidence-amount 200.00
yibao budget close UNIT YEAR --rest carry|lapse
yibao budget show UNIT YEAR [--by line|function|economic|government] [--json]

除 show 外都要 --person 经办人 --reason 事由，可加 --date（默认今天）、--request 请求号（重复提交得同一答复）；
都可加 --data DIR 或 --database-url URL。预算、调整、支付凭证由另一人 approve 后生效；没有附件的凭证不能支付。
adjust 全为正数是追加，全为负数是追减，有正有负是调剂。free 不写金额就释放尚余的全部；reverse 整笔冲销，由凭证经办人以外的
一人办理；return 登记退回的款，附银行回单。NO 是单据编号。
导入文件里有一行不对时什么都不写。金额以元为单位。说明见 docs/department-books.md。`,
  verify: `yibao verify [--data DIR|--database-url URL] [--json]

核对：每笔分录平衡、余额等于分录、散列链完整、累计等于结算、每次结算的恒等式成立。
有问题时退出码为 1，并说明第一处在哪里。`,
  backup: `yibao backup DIR [--keep N] [--data DIR] [--json]

在平台运行时（或没有运行时）给内嵌数据库做一份一致的备份；从此日志持续归档到 DIR，之后的任意时刻都可恢复。
同一 DIR 可反复备份（例如每夜一次），恢复时自动选最近的一份；--keep N 只留最近 N 份。
自备的 PostgreSQL 请用它自己的备份工具。`,
  restore: `yibao restore DIR [--to "2026-11-22 10:00:00"|--to-latest] [--data DIR] [--json]

从备份 DIR 恢复到新的数据目录 --data（默认 ./data，须为空）：到 --to 的时刻（北京时间），或到最新（默认）。
先逐个核对备份文件，有损坏则不写任何数据；恢复后自动执行 verify，有问题时退出码为 1。`,
  interface: `yibao interface [CODE] [--markdown] [--json]

列出国家接口的全部交易及其深度：办理（行为、状态、资金）· 留存（校验、保存、可查、计数）· 拒绝（附原因）。
给出交易编号时列出其字段；--markdown 打印全部交易的字段和字典。`,
  chart: `yibao chart CODE|NAME [--year Y] [--override FILE.csv] [--json]

查政府收支分类科目：写代码（2101501、"210 15 01"、30228）得到名称、上下级、依据，以及两套经济分类之间的对应；
写名称得到最接近的代码。代码与名称一起写（"30299物业管理费"）则说明是否相符、多半应为什么。
--year 不写为今年；旧名、新名都说明自哪一年起。--override 把自己的 CSV 叠加在所带科目之上。
没有查到或不相符时退出码为 1。科目未与财政部印发的原书核对，说明见 docs/classification.md。`,
  bench: `yibao bench adjudicate|settle|policy|bulk|simulate|tail|hot-fund|check|workbench [--json]
            [--data DIR]

与指名的对手在同一次运行中比较，先核对输出相等，再报告倍数。`,
};
