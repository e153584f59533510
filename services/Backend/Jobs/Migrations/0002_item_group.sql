-- Items of a job that are about the same thing, say one image under several perspectives, and are counted as one.
alter table jobs.item add column group_no int check (group_no >= 0);
