-- Every version of every perspective that ever was in use here. team_id is null for those that come from files.
create table captioning.perspective (
    id bigint generated always as identity primary key,
    team_id uuid,
    name text not null check (length(name) between 1 and 100),
    version text not null check (length(version) between 1 and 50),
    definition jsonb not null,
    created_by uuid,
    created_at timestamptz not null default now()
);

-- A second edit of the same version finds its place taken.
create unique index perspective_version on captioning.perspective (team_id, name, version) nulls not distinct;

-- Modules that a team has switched off or on again; one that is not here is on.
create table captioning.module (
    team_id uuid not null,
    name text not null,
    enabled boolean not null,
    updated_at timestamptz not null default now(),
    primary key (team_id, name)
);

-- Captions of files of the workspace. Those of assets are insights of theirs.
create table captioning.file_caption (
    id uuid primary key,
    team_id uuid not null,
    path text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    -- As they were when it was captioned: a file that has them still need not be read to know that it is the same.
    size_bytes bigint not null,
    modified_at timestamptz not null,
    perspective text not null,
    perspective_version text not null,
    content jsonb not null,
    text text,
    provider text not null,
    model text not null,
    method text not null,
    input_hash text not null,
    job_id uuid not null,
    item_id bigint not null,
    attempt_id bigint not null,
    created_at timestamptz not null default now()
);

create index file_caption_path on captioning.file_caption (team_id, path, perspective, created_at desc);
