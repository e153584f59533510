create table search.text (
    id bigint generated always as identity primary key,
    team_id uuid not null,
    asset_id uuid not null,
    source text not null check (length(source) between 1 and 100),
    source_key text not null check (length(source_key) <= 300),
    -- Long texts are cut into parts that the embedding model reads whole.
    part int not null check (part >= 0),
    body text not null,
    -- SHA-256 of the body: with the model, the key that says whether a vector is still good.
    hash bytea not null check (length(hash) = 32),
    -- Both null for what is found by its words only, such as a file name.
    model text,
    embedding vector(512),
    check ((model is null) = (embedding is null)),
    unique (asset_id, source, source_key, part)
);

-- Out of line, every comparison would fetch two more pages: a full scan is 2.5 times faster so.
alter table search.text alter column embedding set storage plain;

create index text_of_team on search.text (team_id);
create index text_hash on search.text (team_id, hash) where model is not null;

-- Half precision: the same recall as full, a third more queries a second and half the memory. The vectors have length 1, so the
-- inner product is the cosine.
create index text_embedding on search.text using hnsw ((embedding::halfvec(512)) halfvec_ip_ops)
    with (m = 16, ef_construction = 128);

-- The inverted index. PostgreSQL's own (GIN over tsvector) knows neither a team's document frequencies nor a bound on the work
-- that a common word makes; here both are a range of the primary key.
create table search.posting (
    team_id uuid not null,
    term text not null check (length(term) <= 100),
    text_id bigint not null references search.text on delete cascade,
    asset_id uuid not null,
    -- How much the text is about the term: grows with repetition, shrinks with the length of the text, at most 1.
    weight real not null check (weight > 0 and weight <= 1),
    -- Written like a name or an identifier here: capitals within a sentence, digits.
    is_name boolean not null,
    primary key (team_id, term, text_id) include (asset_id, weight, is_name)
);

create index posting_of_text on search.posting (text_id);

-- Words become English stems, and stop words nothing; what holds a digit stays as it is. Other languages' words pass unchanged.
create function search.term_of(word text) returns text
language sql immutable strict parallel safe
return case when word ~ '[0-9]' then word else (ts_lexize('english_stem', word))[1] end;

-- The texts nearest in meaning. A small team, or a small share of all texts, is compared one by one: the index would walk past
-- everyone else's texts to find them. Otherwise it goes on walking until it has enough of the team's own.
create function search.nearest(team uuid, query vector, of_model text, wanted int, one_by_one boolean)
returns table (asset_id uuid, similarity double precision)
language plpgsql stable
set hnsw.iterative_scan = 'relaxed_order'
set hnsw.ef_search = 100
as $$
begin
    if one_by_one then
        return query
        select text.asset_id, -(text.embedding <#> query)
        from search.text
        where text.team_id = team and text.model = of_model
        order by text.embedding <#> query
        limit wanted;
    else
        return query
        select text.asset_id, -(text.embedding <#> query)
        from search.text
        where text.team_id = team and text.model = of_model
        order by text.embedding::halfvec(512) <#> query::halfvec(512)
        limit wanted;
    end if;
end
$$;
