using Suite.Platform;

namespace Suite.Assets;

internal static class AssetEvents
{
    public static NewEvent ToEvent(this AssetChanged changed, Guid teamId) =>
        new(AssetChanged.Topic, teamId, changed, Live: true);

    public static NewEvent ToEvent(this AssetTextChanged changed, Guid teamId) =>
        new(AssetTextChanged.Topic, teamId, changed);
}
