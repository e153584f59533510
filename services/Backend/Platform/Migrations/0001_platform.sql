-- Events that committed and were not read by the dispatcher yet.
create table platform.outbox (
    id bigint generated always as identity primary key,
    topic text not null check (length(topic) between 3 and 100),
    team_id uuid not null,
    payload jsonb not null,
    live boolean not null,
    at timestamptz not null
);

-- One row for each subscriber that has yet to handle an event. The dispatcher inserts in its reading order, so id is that order.
create table platform.delivery (
    id bigint generated always as identity primary key,
    subscriber text not null,
    event_id bigint not null,
    topic text not null,
    team_id uuid not null,
    payload jsonb not null,
    at timestamptz not null,
    attempts int not null default 0,
    next_at timestamptz not null default '-infinity',
    parked_at timestamptz,
    error text
);

create index delivery_waiting on platform.delivery (subscriber, id) where parked_at is null;

-- The last sequence number that a team's live channel gave. Its row lock makes the numbers gapless.
create table platform.live_team (
    team_id uuid primary key,
    last_seq bigint not null
);

create table platform.live_message (
    team_id uuid not null,
    seq bigint not null,
    topic text not null,
    at timestamptz not null,
    payload jsonb not null,
    primary key (team_id, seq)
);

create index live_message_at on platform.live_message (at);

-- A retried write finds its first answer here. Status is null while the first request is still running.
create table platform.idempotency_key (
    team_id uuid not null,
    key text not null check (length(key) between 1 and 200),
    fingerprint bytea not null,
    locked_until timestamptz not null,
    expires_at timestamptz not null,
    status int,
    content_type text,
    location text,
    body bytea,
    primary key (team_id, key)
);

create index idempotency_key_expires on platform.idempotency_key (expires_at);
