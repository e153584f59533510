-- What became of the files of an import, written with the item that took each: see jobs.item_report for the others.
create table captioning.imported_file (
    item_id bigint primary key,
    team_id uuid not null,
    job_id uuid not null,
    asset_id uuid not null,
    -- False: the team had the same bytes before.
    created boolean not null
);

create index imported_file_of_job on captioning.imported_file (job_id);
