namespace Suite.Search;

/// <summary>Every statement of the module. $1 of all that answer a caller is the team: nothing is read or counted across teams.</summary>
internal static class SearchSql
{
    // Two jobs about one asset take turns; the lock goes with the transaction.
    public const string LockAsset = "select pg_advisory_xact_lock(hashtextextended('search.text:' || $1::text, 0))";

    public const string IndexedTexts = """
        select source, source_key, part, hash, model
        from search.text
        where team_id = $1 and asset_id = $2
        """;

    public const string KnownVectors = """
        select distinct on (hash) hash, embedding::real[]
        from search.text
        where team_id = $1 and model = $2 and hash = any ($3)
        """;

    // What the asset no longer says, or says in another model's vectors; postings go with their texts.
    public const string DeleteAllBut = """
        delete from search.text
        where team_id = $1 and asset_id = $2 and not exists (
            select
            from unnest($3::text[], $4::text[], $5::int[], $6::bytea[], $7::text[]) as kept (source, source_key, part, hash, model)
            where (text.source, text.source_key, text.part, text.hash) = (kept.source, kept.source_key, kept.part, kept.hash)
                and text.model is not distinct from kept.model
        )
        """;

    public const string InsertText = """
        insert into search.text (team_id, asset_id, source, source_key, part, body, hash, model, embedding)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::real[]::vector)
        on conflict (asset_id, source, source_key, part) do nothing
        returning id
        """;

    // Weighted as BM25 does, for texts of 15 words on average: captions, not books.
    public const string InsertPostings = """
        with said as (
            select search.term_of(word.word) as term, word.is_name
            from unnest($4::text[], $5::boolean[]) as word (word, is_name)
        )
        insert into search.posting (team_id, term, text_id, asset_id, weight, is_name)
        select $1, term, $3, $2,
            least(1, 2.2 * count(*) / (count(*) + 1.2 * (0.7 + 0.3 * cardinality($4::text[]) / 15.0))),
            bool_or(is_name)
        from said
        where term is not null
        group by term
        """;

    public const string Sizes = """
        select
            (select count(*) from search.text where team_id = $1),
            (select greatest(reltuples, 0)::bigint from pg_class where oid = 'search.text'::regclass)
        """;

    // Counted no further than $4: commoner than that is common enough to know.
    public const string WeighTerms = """
        with term as (
            select search.term_of(word.word) as term, bool_or(word.is_name) as is_name
            from unnest($2::text[], $3::boolean[]) as word (word, is_name)
            group by 1
        )
        select term.term, term.is_name or coalesce(avg(seen.is_name::int) > 0.5, false), count(seen.is_name)::int
        from term
        left join lateral (
            select posting.is_name
            from search.posting
            where posting.team_id = $1 and posting.term = term.term
            limit $4
        ) seen on true
        where term.term is not null
        group by term.term, term.is_name
        """;

    public const string Keyword = "with " + KeywordArm + """

        select asset_id, lexical, named, null::double precision
        from keyword
        order by lexical desc, asset_id
        limit $6
        """;

    public const string Semantic = """
        select asset_id, 0::double precision, 0::double precision, max(similarity)
        from search.nearest($1, $2::real[]::vector, $3, $4, $5)
        group by asset_id
        """;

    // Candidates of either arm, each with the exact scores of both: what only the words found is compared here.
    public const string Hybrid = "with " + KeywordArm + """
        , nearest as materialized (
            select asset_id, max(similarity) as similarity
            from search.nearest($1, $7::real[]::vector, $8, $6, $9)
            group by asset_id
        ), candidate as (
            (select asset_id from keyword order by lexical desc, asset_id limit $6)
            union
            select asset_id from nearest
        )
        select asset_id, coalesce(keyword.lexical, 0), coalesce(keyword.named, 0), coalesce(nearest.similarity, (
            select max(-(text.embedding <#> $7::real[]::vector))
            from search.text
            where text.team_id = $1 and text.asset_id = candidate.asset_id and text.model = $8
        ))
        from candidate
        left join keyword using (asset_id)
        left join nearest using (asset_id)
        """;

    public const string Matches = """
        select text.asset_id, text.source, text.source_key, text.body,
            case when text.model = $6 then -(text.embedding <#> $5::real[]::vector) end,
            said.lexical
        from search.text
        cross join lateral (
            select sum(posting.weight * term.weight) as lexical
            from unnest($3::text[], $4::double precision[]) as term (term, weight)
            join search.posting on posting.team_id = $1 and posting.term = term.term and posting.text_id = text.id
        ) said
        where text.team_id = $1 and text.asset_id = any ($2)
        """;

    public const string StaleAssets = """
        select team_id, asset_id
        from search.text
        where model <> $1
        group by team_id, asset_id
        limit $2
        """;

    // $2 to $4: the terms that vote, their shares of the query, and which are names. $5: texts looked at for one term.
    private const string KeywordArm = """
        hit as (
            select posting.asset_id, term.term, term.is_name, max(posting.weight) * term.weight as score
            from unnest($2::text[], $3::double precision[], $4::boolean[]) as term (term, weight, is_name)
            cross join lateral (
                select posting.asset_id, posting.weight
                from search.posting
                where posting.team_id = $1 and posting.term = term.term
                order by posting.text_id desc
                limit $5
            ) posting
            group by posting.asset_id, term.term, term.is_name, term.weight
        ), keyword as materialized (
            select asset_id, sum(score) as lexical, coalesce(sum(score) filter (where is_name), 0) as named
            from hit
            group by asset_id
        )
        """;
}
