-- note: a batch of stock has a name of its own; batch_no is the batch of an outpatient bill
alter table inventory.record rename column batch_no to stock_batch_no;
alter table inventory.virtual_trace rename column batch_no to stock_batch_no;
