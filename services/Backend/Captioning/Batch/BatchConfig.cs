using System.Text.Json;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>What a batch was made with, as graphcap's <c>config</c>; <paramref name="Type"/> beside it.</summary>
internal sealed record BatchConfig(string Type, IReadOnlyList<string> Images, IReadOnlyList<string> Perspectives, CreateBatch.Options? Options)
{
    public static BatchConfig Of(JsonElement config) => config.Deserialize<BatchConfig>(SuiteJson.Options)!;

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, SuiteJson.Options);
}
