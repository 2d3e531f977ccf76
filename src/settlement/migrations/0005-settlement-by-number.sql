-- note: 按结算ID查找
-- Numbers grow with the table: a summary of each stretch of it costs an insert next to nothing.
create index settlement_by_number on settlement.settlement
  using brin (settlement_id) with (pages_per_range = 16, autosummarize = on);
