-- note: 按日期、分录号查找分录的块范围索引
-- Entries of a day, or one by its number, are found without reading the journal. Both numbers grow
-- as entries are written, so the smallest kind of index serves, and costs writing next to nothing.
create index entry_by_day_and_number on ledger.entry
  using brin (entry_date, entry_no) with (pages_per_range = 16, autosummarize = on);
