-- Bytes by content. Teams share them without knowing: no answer depends on whether a blob was there before.
create table assets.blob (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes bigint not null check (size_bytes > 0),
    created_at timestamptz not null
);

-- sha256 is what the content route serves, uploaded_sha256 what came: they differ when a HEIC became a JPEG.
-- moderated_at is the time of a verdict; nothing of an image is shown before it.
create table assets.asset (
    id uuid primary key,
    team_id uuid not null,
    kind text not null check (kind in ('image', 'video', 'chart', 'document')),
    state text not null check (state in ('processing', 'ready', 'quarantined', 'failed')),
    failure text,
    file_name text not null check (length(file_name) between 1 and 255),
    content_type text not null,
    size_bytes bigint not null check (size_bytes > 0),
    sha256 text not null references assets.blob,
    uploaded_sha256 text not null references assets.blob,
    width int check (width > 0),
    height int check (height > 0),
    description text check (length(description) <= 4000),
    intake_job_id uuid,
    moderated_at timestamptz,
    created_at timestamptz not null,
    created_by uuid,
    deleted_at timestamptz
);

-- The same bytes once a team; a deleted asset does not stand in the way of a new one.
create unique index asset_bytes on assets.asset (team_id, uploaded_sha256) where deleted_at is null;
create index asset_newest on assets.asset (team_id, id);
create index asset_name on assets.asset (team_id, lower(file_name), id);

create table assets.variant (
    asset_id uuid not null references assets.asset,
    name text not null check (name in ('thumbnail', 'small', 'medium', 'large')),
    sha256 text not null references assets.blob,
    content_type text not null,
    size_bytes bigint not null,
    width int not null,
    height int not null,
    primary key (asset_id, name)
);

create table assets.insight (
    id uuid primary key,
    team_id uuid not null,
    asset_id uuid not null references assets.asset,
    kind text not null,
    content jsonb not null,
    text text,
    provider text not null,
    model text not null,
    method text not null,
    perspective text,
    perspective_version text,
    job_id uuid,
    item_id bigint,
    attempt_id bigint,
    input_hash text not null,
    current boolean not null,
    created_at timestamptz not null
);

-- One current result of each kind and perspective; the earlier ones stay as history.
create unique index insight_current on assets.insight (asset_id, kind, coalesce(perspective, '')) where current;
create index insight_asset on assets.insight (asset_id, created_at);

create table assets.collection (
    id uuid primary key,
    team_id uuid not null,
    name text not null check (length(name) between 1 and 200),
    description text check (length(description) <= 4000),
    created_at timestamptz not null
);

create index collection_team on assets.collection (team_id, id);

create table assets.collection_asset (
    collection_id uuid not null references assets.collection on delete cascade,
    asset_id uuid not null references assets.asset,
    primary key (collection_id, asset_id)
);

create index collection_asset_asset on assets.collection_asset (asset_id);
