-- What other modules may read of assets: these views are a face like any other, so their columns stay. New ones are added at the end.
create view assets.asset_report as
select id as asset_id, team_id, kind, state, file_name, content_type, size_bytes, sha256, width, height, description, created_at,
    created_by, deleted_at
from assets.asset;

create view assets.caption_report as
select id as insight_id, team_id, asset_id, perspective, perspective_version, content, text, provider, model, method, job_id, item_id,
    attempt_id, current, created_at
from assets.insight
where kind = 'caption' and perspective is not null;

create view assets.collection_report as
select collection.id as collection_id, collection.team_id, collection.name, collection.description, collection.created_at,
    (
        select count(*)
        from assets.collection_asset member
        join assets.asset asset on asset.id = member.asset_id
        where member.collection_id = collection.id and asset.deleted_at is null
    ) as asset_count
from assets.collection collection;
