using System.Text.Json;
using Xunit;

namespace Suite.Tests.Integration.Charts;

public class ProductTests(SharedCharts charts) : IClassFixture<SharedCharts>
{
    [Fact]
    public async Task A_product_is_created_found_changed_and_deleted()
    {
        var app = charts.App;
        var fields = new
        {
            name = "eGaN FET", manufacturer = "EPC", partNumber = "EPC2040-found", deviceType = "GaN-HEMT", package = "BGA", description = "15 V",
        };

        var (created, product) = await app.PostAsync("/api/products", fields);
        var id = product.GetProperty("id").GetString();
        var (_, found) = await app.GetAsync("/api/products?q=2040-F");
        var (changed, after) = await app.PutAsync($"/api/products/{id}", fields with { name = "FET" });
        var (deleted, _) = await app.DeleteAsync($"/api/products/{id}");
        var (gone, problem) = await app.GetAsync($"/api/products/{id}");

        Assert.Equal(201, created);
        Assert.Equal(
            ["id", "name", "manufacturer", "partNumber", "deviceType", "package", "description", "imageCount", "resultCount", "createdAt", "updatedAt"],
            product.EnumerateObject().Select(property => property.Name));
        Assert.Equal(id, Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal((200, "FET"), (changed, after.GetProperty("name").GetString()));
        Assert.Equal(204, deleted);
        Assert.Equal((404, "product-not-found"), (gone, problem.GetProperty("code").GetString()));
        Assert.Equal($"There is no product {id}.", problem.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_part_number_exists_once_in_a_team_and_again_in_another()
    {
        var app = charts.App;
        await app.ProductAsync("EPC2040");
        var other = await app.ProductAsync("EPC2041");
        var fields = new { name = "x", manufacturer = "x", partNumber = "EPC2040", deviceType = "x" };

        var (again, problem) = await app.PostAsync("/api/products", fields);
        var (renamed, _) = await app.PutAsync($"/api/products/{other}", fields);
        using var strangers = await app.Backend.StrangerAsync();
        var theirs = await app.ProductAsync("EPC2040", strangers);

        Assert.Equal((409, "product-exists"), (again, problem.GetProperty("code").GetString()));
        Assert.Equal(409, renamed);
        Assert.Equal(404, (await app.GetAsync($"/api/products/{theirs}")).Status);
        Assert.Equal(404, (await app.GetAsync($"/api/products/{other}", strangers)).Status);
        Assert.Equal(404, (await app.DeleteAsync($"/api/products/{other}", strangers)).Status);
    }

    [Theory]
    [InlineData("""{"manufacturer":"x","partNumber":"x","deviceType":"x"}""")]
    [InlineData("""{"name":" ","manufacturer":"x","partNumber":"x","deviceType":"x"}""")]
    [InlineData("""{"name":"x","manufacturer":"x","partNumber":"","deviceType":"x"}""")]
    [InlineData("""{"name":7,"manufacturer":"x","partNumber":"x","deviceType":"x"}""")]
    [InlineData("""{"name":"x\u0000","manufacturer":"x","partNumber":"x","deviceType":"x"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_product_that_makes_no_sense_is_refused(string body)
    {
        var app = charts.App;
        using var content = new StringContent(body, null, "application/json");

        var (status, problem) = await app.SendAsync(HttpMethod.Post, "/api/products", content);

        Assert.Equal(400, status);
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Many_images_are_uploaded_at_once_and_a_bad_one_does_not_lose_the_others()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var chart = ChartsApp.Chart().ToPng();

        var results = await app.UploadAsync(
            product,
            ("a.png", chart), ("broken.png", chart[..200]), ("again.png", chart), ("words.txt", "no image"u8.ToArray()),
            ("paper.pdf", "%PDF-1.4 is a document and no image, long enough to be looked at"u8.ToArray()), ("b.png", ChartsApp.Chart(0.1).ToPng()));
        var (_, page) = await app.GetAsync($"/api/products/{product}/images");
        var images = page.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(
            ["created", "rejected", "duplicate", "rejected", "rejected", "created"],
            results.EnumerateArray().Select(result => result.GetProperty("status").GetString()));
        Assert.Equal("unreadable-image", results[1].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal("unsupported-type", results[4].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal(["a.png", "b.png"], images.Select(image => image.GetProperty("filename").GetString()));
        Assert.Equal(
            [
                "id", "productId", "assetId", "filename", "filePath", "uploadDate", "description", "status", "fileSize", "mimeType",
                "dimensions", "jobId", "createdAt", "updatedAt",
            ],
            images[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal((320, 240), (images[0].GetProperty("dimensions").GetProperty("width").GetInt32(), images[0].GetProperty("dimensions").GetProperty("height").GetInt32()));
        Assert.Equal(("pending", "image/png"), (images[0].GetProperty("status").GetString(), images[0].GetProperty("mimeType").GetString()));
        Assert.Equal(chart.Length, images[0].GetProperty("fileSize").GetInt64());
        var (_, asset) = await app.GetAsync($"/api/assets/{images[0].GetProperty("assetId").GetString()}");
        Assert.Equal("chart", asset.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task The_same_file_is_an_image_of_each_product_that_has_it()
    {
        var app = charts.App;
        var (first, second) = (await app.ProductAsync(), await app.ProductAsync());

        var (one, two) = (await app.UploadAsync(first, ("a.png", ChartsApp.Chart().ToPng())), await app.UploadAsync(second, ("a.png", ChartsApp.Chart().ToPng())));

        Assert.Equal("created", two[0].GetProperty("status").GetString());
        Assert.NotEqual(one[0].GetProperty("image").GetProperty("id").GetString(), two[0].GetProperty("image").GetProperty("id").GetString());
        Assert.Equal(one[0].GetProperty("image").GetProperty("assetId").GetString(), two[0].GetProperty("image").GetProperty("assetId").GetString());
    }

    [Fact]
    public async Task An_image_of_another_product_is_not_found()
    {
        var app = charts.App;
        var (mine, other) = (await app.ProductAsync(), await app.ProductAsync());
        var image = await app.ImageAsync(mine);

        Assert.Equal(404, (await app.GetAsync($"/api/products/{other}/images/{image}")).Status);
        Assert.Equal(404, (await app.DeleteAsync($"/api/products/{other}/images/{image}")).Status);
        Assert.Equal(204, (await app.DeleteAsync($"/api/products/{mine}/images/{image}")).Status);
        Assert.Equal(404, (await app.GetAsync($"/api/products/{mine}/images/{image}")).Status);
    }

    [Fact]
    public async Task Lists_page_and_refuse_what_is_no_page()
    {
        var app = charts.App;
        for (var part = 0; part < 3; part++)
            await app.ProductAsync($"paged {part}");

        var (_, first) = await app.GetAsync("/api/products?q=paged&limit=2");
        var (_, second) = await app.GetAsync($"/api/products?q=paged&limit=2&cursor={first.GetProperty("nextCursor").GetString()}");

        Assert.Equal(["paged 2", "paged 1"], PartNumbers(first));
        Assert.Equal(["paged 0"], PartNumbers(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
        foreach (var bad in new[] { "limit=-1", "limit=0", "limit=201", "limit=x", "cursor=none" })
            Assert.Equal(400, (await app.GetAsync($"/api/products?{bad}")).Status);
        var (status, problem) = await app.GetAsync($"/api/products/{Guid.NewGuid()}/images?status=done");
        Assert.Equal((400, "status is one of pending, processing, completed, failed."), (status, problem.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Viewers_read_annotators_upload_and_managers_keep_products()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        using var viewer = await app.Backend.WithRoleAsync("viewer");
        using var annotator = await app.Backend.WithRoleAsync("annotator");
        var fields = new { name = "x", manufacturer = "x", partNumber = "x", deviceType = "x" };

        Assert.Equal(200, (await app.GetAsync($"/api/products/{product}", viewer)).Status);
        Assert.Equal(403, (await app.PostAsync($"/api/products/{product}/images", null, viewer)).Status);
        Assert.Equal(403, (await app.PostAsync("/api/products", fields, annotator)).Status);
        Assert.Equal(403, (await app.DeleteAsync($"/api/products/{product}", annotator)).Status);
        Assert.Equal(415, (await app.PostAsync($"/api/products/{product}/images", null, annotator)).Status);
    }

    private static IEnumerable<string?> PartNumbers(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(product => product.GetProperty("partNumber").GetString());
}
