using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Search;

public sealed class FileNameTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_found_by_its_name_and_by_a_new_one_after_it_was_renamed()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var id = await UploadAsync(app, "zeppelin.pdf");
        await Eventually.TrueAsync(async () => await FindsAsync(app, "zeppelin", id));

        using var renamed = await app.Client.PatchAsJsonAsync($"/api/assets/{id}", new { fileName = "balloon.pdf" }, Cancel);

        await Eventually.TrueAsync(async () => await FindsAsync(app, "balloon", id));
        Assert.False(await FindsAsync(app, "zeppelin", id));
    }

    private static async Task<Guid> UploadAsync(BackendApp app, string fileName)
    {
        using var file = new ByteArrayContent("%PDF-1.4 and so on"u8.ToArray());
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using var form = new MultipartFormDataContent { { file, "files", fileName } };
        using var response = await app.Client.PostAsync("/api/assets", form, Cancel);
        var answer = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return answer.GetProperty("results")[0].GetProperty("asset").GetProperty("id").GetGuid();
    }

    private static async Task<bool> FindsAsync(BackendApp app, string query, Guid id) =>
        SearchTeam.Ids(await app.Client.GetFromJsonAsync<JsonElement>($"/api/search?q={query}&mode=keyword", Cancel)).Contains(id);
}
