create table access.team (
    id uuid primary key,
    name text not null check (length(name) between 1 and 100),
    is_default boolean not null default false,
    created_at timestamptz not null
);

create unique index team_default on access.team (is_default) where is_default;

-- Usernames are kept in lower case: two users never differ by case only.
create table access.app_user (
    id uuid primary key,
    username text not null unique check (username = lower(username) and length(username) between 2 and 64),
    display_name text not null check (length(display_name) between 1 and 100),
    password_hash text,
    disabled_at timestamptz,
    created_at timestamptz not null
);

create table access.membership (
    team_id uuid not null references access.team,
    user_id uuid not null references access.app_user,
    role text not null check (role in ('viewer', 'annotator', 'manager', 'admin')),
    created_at timestamptz not null,
    primary key (team_id, user_id)
);

create index membership_user on access.membership (user_id);

-- Only hashes of tokens and keys are kept: who reads this table cannot sign in with what it holds.
create table access.session (
    id uuid primary key,
    token_hash bytea not null unique,
    user_id uuid not null references access.app_user,
    team_id uuid not null references access.team,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    user_agent text,
    address text
);

create index session_by_user on access.session (user_id);
create index session_expires on access.session (expires_at);

create table access.api_key (
    id uuid primary key,
    team_id uuid not null references access.team,
    name text not null check (length(name) between 1 and 100),
    role text not null check (role in ('viewer', 'annotator', 'manager', 'admin', 'worker')),
    key_hash bytea not null unique,
    prefix text not null,
    configured boolean not null default false,
    created_at timestamptz not null,
    created_by uuid references access.app_user,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz
);

create index api_key_team on access.api_key (team_id, id);

create table access.sign_in_link (
    token_hash bytea primary key,
    user_id uuid not null references access.app_user,
    expires_at timestamptz not null,
    used_at timestamptz
);

-- What the configuration said when it was last applied: only a change of it overrules what was set in the application.
create table access.configured_password (
    user_id uuid primary key references access.app_user,
    password_hash text not null
);

create table access.sign_in_failure (
    key text primary key,
    failures int not null,
    last_at timestamptz not null,
    blocked_until timestamptz not null
);

create table access.audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    team_id uuid,
    actor_id uuid,
    actor_name text not null,
    action text not null,
    subject text not null,
    detail jsonb not null,
    address text
);

create index audit_team on access.audit (team_id, id);

create function access.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'access.audit is append-only';
end
$$;

create trigger audit_append_only before update or delete or truncate on access.audit
for each statement execute function access.refuse_change();
