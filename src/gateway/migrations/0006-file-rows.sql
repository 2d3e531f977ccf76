-- note: how many rows a made file holds, told with its ticket
alter table gateway.file add column row_count int;
