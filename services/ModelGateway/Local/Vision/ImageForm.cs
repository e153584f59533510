using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>A multipart request of two parts: <c>image</c>, the bytes, and <c>request</c>, JSON that says what to do with them.</summary>
internal sealed class ImageForm(ImageWork work, IOptions<VisionOptions> options)
{
    // What is around and beside the image: boundaries, headers, the JSON part.
    private const int MaxOtherBytes = 4 << 20;

    /// <returns>The image, and the other part; a new <typeparamref name="T"/> when that is not there.</returns>
    public async Task<(OpenedImage Image, T Request)> ReadAsync<T>(HttpRequest request, CancellationToken cancel)
        where T : class, new()
    {
        if (!request.HasFormContentType)
            throw CommonProblems.UnsupportedMediaType.ToException("Send multipart/form-data with the parts `image` and `request`.");
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;

        var form = await ReadFormAsync(request, cancel);
        var image = form.Files.GetFile("image") ?? throw CommonProblems.InvalidRequest.ToException("The part `image` is missing.");
        await using var bytes = image.OpenReadStream();
        return (
            work.Open(await work.ReadAsync(bytes, (int)Math.Min(image.Length, options.Value.MaxImageBytes), cancel)),
            await ReadRequestAsync<T>(form, cancel));
    }

    private async Task<IFormCollection> ReadFormAsync(HttpRequest request, CancellationToken cancel)
    {
        var limits = new FormOptions
        {
            MultipartBodyLengthLimit = options.Value.MaxImageBytes + MaxOtherBytes,
            ValueLengthLimit = MaxOtherBytes,
            // In memory, as images are anyway; the form would put what is larger into a temporary file.
            MemoryBufferThreshold = options.Value.MaxImageBytes,
        };
        try
        {
            return await new FormFeature(request, limits).ReadFormAsync(cancel);
        }
        catch (InvalidDataException failure) when (failure.Message.Contains("limit", StringComparison.OrdinalIgnoreCase))
        {
            throw ImageProblems.TooLarge.ToException($"The image has more than {options.Value.MaxImageBytes} bytes, which is the limit.");
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw CommonProblems.InvalidRequest.ToException($"The multipart body cannot be read: {failure.Message}");
        }
    }

    // Clients send the JSON either as a plain field or as a file of type application/json.
    private static async Task<T> ReadRequestAsync<T>(IFormCollection form, CancellationToken cancel)
        where T : class, new()
    {
        try
        {
            if (form.Files.GetFile("request") is { } file)
            {
                await using var stream = file.OpenReadStream();
                return await JsonSerializer.DeserializeAsync<T>(stream, SuiteJson.Options, cancel) ?? new T();
            }

            return form.TryGetValue("request", out var json) ? JsonSerializer.Deserialize<T>(json.ToString(), SuiteJson.Options) ?? new T() : new T();
        }
        catch (JsonException failure)
        {
            throw CommonProblems.MalformedJson.ToException($"The part `request` is not the JSON that was expected, at {failure.Path ?? "$"}.");
        }
    }
}
