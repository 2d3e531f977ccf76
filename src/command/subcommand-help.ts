/** Help texts of subcommands, by command and subcommand. */
export const SUBCOMMAND_HELP: Readonly<Record<string, string>> = {
  "policy check": `yibao policy check [CODE|DIR]… [--against CODE|DIR [--from D]]
                  [--seed S] [--json]

证明政策包没有遗漏、重叠、断档，并在每个边界上试算账单；每处问题附可运行的案例。
有错误时退出码为 1。
--against 与旧包比较：--from（默认新包第一个新的生效日）之前的答案不得改变。规则见 docs/policy-check.md。`,
  "policy show": `yibao policy show CODE --date YYYY-MM-DD [--benefit NAME]
                 [--known-at T]
                 [--data DIR|--database-url URL] [--json]

按人读的方式打印某日有效的待遇：付什么、付多少、依据哪份文件哪一条、哪些待核实、下次何时变化。
读政策包文件夹；给出 --data、--database-url 或 --known-at 时读政策库：按那时（北京时间）已发布的版本回答。`,
  "policy diff": `yibao policy diff CODE --from YYYY-MM-DD --to YYYY-MM-DD [--benefit NAME]
                 [--known-at T]
                 [--data DIR|--database-url URL] [--json]

逐句说明两日之间变了什么、自哪一天起、依据什么，以及对假设的账单有什么影响。
给出 --data、--database-url 或 --known-at 时读政策库。`,
  "policy page": `yibao policy page CODE --date YYYY-MM-DD --out DIR
                 [--benefit NAME] [--language zh|en]
                 [--known-at T]
                 [--data DIR|--database-url URL] [--json]

为每项待遇写一个单独可读、可打印的网页，附由结算程序算出的例子；同样的政策得到同样的字节。
给出 --data、--database-url 或 --known-at 时读政策库。`,
  "policy draft": `yibao policy draft DIR|CODE --by WHO [--note TEXT] [--parent-version H]
                 [--data DIR|--database-url URL] [--json]

把政策包文件夹（或随程序而来的政策包，写代码）作为草稿提交到政策库。办法见 docs/policy-life.md。`,
  "policy checked": `yibao policy checked CODE --version H --by WHO
                 [--data DIR|--database-url URL] [--json]

校验一份草稿并记下结果；有错误时退出码为 1。--version 写版本号或散列前六位以上。`,
  "policy review": `yibao policy review CODE --version H --by WHO
                   --decision approve|refuse --reason TEXT
                  [--data DIR|--database-url URL] [--json]

由起草人以外的人审核一份已校验的稿件。`,
  "policy publish": `yibao policy publish CODE --version H --by WHO --from YYYY-MM-DD
                    [--retroactive-reason TEXT]
                 [--data DIR|--database-url URL] [--json]

发布一份审核通过的稿件，自 --from 起生效；不晚于今天的生效日须写追溯理由。运行中的平台随即采用。`,
  "policy withdraw": `yibao policy withdraw CODE --version H --by WHO --reason TEXT
                    [--data DIR|--database-url URL] [--json]

撤回一份尚未发布的稿件。`,
  "policy versions": `yibao policy versions CODE [--limit 50] [--before N]
                 [--data DIR|--database-url URL] [--json]

列出政策库里一个政策包的各版，新的在前：状态、起草、审核、发布、生效日、被哪一版接替。`,
  "policy export": `yibao policy export CODE --version H --out DIR
                 [--data DIR|--database-url URL] [--json]

把政策库里的一版写回政策包文件夹。`,
  "history generate": `yibao history generate --people N --year Y --seed S --out DIR
                       [--region CODE] [--json]
yibao history generate --assumptions [--json]

按种子虚构一个统筹区一年的人和账单，由结算引擎逐张结算；同样的参数得到同样的字节。
--assumptions 列出全部假定及其依据。--out 须为空目录或尚不存在。见 docs/history.md。`,
  "history export": `yibao history export --from YYYY-01-01 --to YYYY-12-31 --out DIR [--key FILE]
                    [--data DIR|--database-url URL] [--json]

导出数据库自己的结算历史，须为完整年度；人以假名出现。不给 --key 时密钥只用这一次、不留存；
给同一个 --key 文件（至少 32 字节，须妥善保管）时，各次导出的假名相同。--out 须为空目录或尚不存在。`,
};
