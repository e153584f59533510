using System.Net;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

/// <summary>Every task that takes an image refuses what is none, and what is too much, by the same names.</summary>
public sealed class ImageLimitsTests(VisionGateway gateway) : IClassFixture<VisionGateway>
{
    public static TheoryData<string> Tasks => ["detect", "moderate", "extract"];

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task An_empty_body_is_unreadable(string task) => await RefusedAsync(task, [], 422, "image-unreadable");

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task What_is_no_image_is_unreadable(string task) =>
        await RefusedAsync(task, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), 422, "image-unreadable");

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task An_image_that_ends_early_is_unreadable(string task)
    {
        var whole = await File.ReadAllBytesAsync(gateway.PathOf("rocket.jpg"));

        await RefusedAsync(task, whole[..(whole.Length / 3)], 422, "image-unreadable");
    }

    [Fact]
    public async Task More_bytes_than_allowed_are_refused_whether_announced_or_not()
    {
        await using var small = await ModelGatewayHost.StartAsync(("Vision:MaxImageBytes", "1000"));
        using var announced = new ByteArrayContent(new byte[1001]);
        using var streamed = new StreamContent(new UnknownLength(1001));

        foreach (var body in new HttpContent[] { announced, streamed })
        {
            using var response = await small.Client.PostAsync(new Uri("/api/detect", UriKind.Relative), body);

            await AssertProblemAsync(response, 413, "image-too-large");
        }
    }

    [Fact]
    public async Task More_pixels_than_allowed_are_refused_by_the_header()
    {
        await using var small = await ModelGatewayHost.StartAsync(("Vision:MaxImagePixels", "100000"));
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(gateway.PathOf("coffee.png")));

        using var response = await small.Client.PostAsync(new Uri("/api/detect", UriKind.Relative), body);

        await AssertProblemAsync(response, 413, "image-too-large");
    }

    [Fact]
    public async Task More_images_than_may_wait_are_refused_and_the_rest_answered()
    {
        await using var small = await ModelGatewayHost.StartAsync(("Vision:MaxConcurrentImages", "1"), ("Vision:MaxWaitingImages", "1"));
        var image = await File.ReadAllBytesAsync(gateway.PathOf("bw_text.png"));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var body = new ByteArrayContent(image);
            using var response = await small.Client.PostAsync(new Uri("/api/extract", UriKind.Relative), body);
            return response.StatusCode;
        }));

        Assert.Contains(HttpStatusCode.OK, statuses);
        Assert.Contains(HttpStatusCode.ServiceUnavailable, statuses);
        Assert.DoesNotContain(statuses, status => status is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
    }

    private async Task RefusedAsync(string task, byte[] image, int status, string code)
    {
        using var response = await gateway.PostAsync(task, image);

        await AssertProblemAsync(response, status, code);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status, string code)
    {
        Assert.Equal((status, code), ((int)response.StatusCode, (await VisionGateway.JsonAsync(response))["code"]!.GetValue<string>()));
    }

    /// <summary>Zeros that cannot say how many they are, so that they travel in chunks.</summary>
    private sealed class UnknownLength(int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
