using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Suite.ModelGateway.Wire;

/// <summary>
/// Hands a provider's server-sent events on, each piece as it comes. When the provider breaks off or falls silent, the last event
/// is an error in OpenAI's shape and there is no <c>[DONE]</c>: nobody takes half an answer for a whole one.
/// </summary>
internal sealed class EventStream(WireReply reply) : IResult
{
    private const int BufferSize = 16 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var upstream = reply;
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        var patience = httpContext.RequestServices.GetRequiredService<IOptions<ModelsOptions>>().Value.StreamSilence;
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                silence.CancelAfter(patience);
                var read = await upstream.Body.ReadAsync(buffer, silence.Token);
                if (read == 0)
                    return;
                await response.Body.WriteAsync(buffer.AsMemory(0, read), httpContext.RequestAborted);
                await response.Body.FlushAsync(httpContext.RequestAborted);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException && !httpContext.RequestAborted.IsCancellationRequested)
        {
            var error = broken is OperationCanceledException
                ? WireError.Of(Problems.ModelTimeout, $"The provider fell silent for {patience.TotalSeconds:0.#} s.")
                : WireError.Of(Problems.ProviderFailed, "The provider broke off its answer.");
            await response.WriteAsync($"\n\ndata: {JsonSerializer.Serialize(error, WireJson.Options)}\n\n", httpContext.RequestAborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
