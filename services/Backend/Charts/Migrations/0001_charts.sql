create table charts.product (
    id uuid primary key,
    team_id uuid not null,
    name text not null check (length(name) between 1 and 200),
    manufacturer text not null check (length(manufacturer) between 1 and 200),
    part_number text not null check (length(part_number) between 1 and 100),
    device_type text not null check (length(device_type) between 1 and 100),
    package text check (length(package) <= 100),
    description text check (length(description) <= 4000),
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create unique index product_part_number on charts.product (team_id, part_number);
create index product_newest on charts.product (team_id, id);

-- A chart of a product. The file is an asset, which other products may show too.
create table charts.image (
    id uuid primary key,
    team_id uuid not null,
    product_id uuid not null references charts.product on delete cascade,
    asset_id uuid not null,
    file_name text not null,
    description text check (length(description) <= 4000),
    status text not null default 'pending' check (status in ('pending', 'processing', 'completed', 'failed')),
    -- The latest extraction: the status is what became of that.
    job_id uuid,
    -- The asset's intake; nothing is read off it before that has ended.
    intake_job_id uuid,
    file_size bigint not null,
    mime_type text not null,
    width int,
    height int,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (product_id, asset_id)
);

create index image_of_product on charts.image (product_id, id);

create table charts.batch (
    id uuid primary key,
    team_id uuid not null,
    queue_id uuid not null,
    created_by uuid,
    created_at timestamptz not null
);

-- What the job engine's job of the same id is about.
create table charts.extraction (
    job_id uuid primary key,
    team_id uuid not null,
    product_id uuid not null references charts.product on delete cascade,
    image_id uuid not null references charts.image on delete cascade,
    queue_id uuid not null,
    batch_id uuid references charts.batch,
    method text not null check (method in ('standard', 'legacy', 'llm')),
    parameters jsonb not null,
    estimated_seconds int,
    created_at timestamptz not null
);

create index extraction_of_image on charts.extraction (image_id);
create index extraction_of_batch on charts.extraction (batch_id, job_id) where batch_id is not null;

create table charts.result (
    id uuid primary key,
    job_id uuid not null unique references charts.extraction on delete cascade,
    team_id uuid not null,
    product_id uuid not null references charts.product on delete cascade,
    image_id uuid not null references charts.image on delete cascade,
    -- Column names of the CSV, by preset or as they were given.
    columns text[] not null,
    -- Frame, calibration, quality, colour, and the points in pixels and in data.
    curve jsonb not null,
    confidence double precision not null check (confidence between 0 and 1),
    data_points int not null check (data_points >= 2),
    processing_seconds double precision not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create index result_of_product on charts.result (product_id, id);
create index result_newest on charts.result (team_id, id);
