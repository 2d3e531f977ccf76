-- note: 单位账套的预算会计要素与预算控制科目
-- The department's book keeps budget accounting beside financial accounting, and what is budgeted,
-- released, reserved and paid on control accounts.
alter table ledger.account drop constraint account_class_check;
alter table ledger.account add constraint account_class_check check (class in (
  'asset', 'liability', 'net-asset', 'income', 'expense',
  'budget-income', 'budget-expense', 'budget-result', 'budget-control'));
