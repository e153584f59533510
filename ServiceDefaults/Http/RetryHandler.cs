using Polly;

namespace Suite.ServiceDefaults;

/// <summary>The outermost handler: sends again what <see cref="RetryRule"/> allows.</summary>
internal sealed class RetryHandler(ResiliencePipeline<HttpResponseMessage> pipeline) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(HttpPipelines.Request, request);
        try
        {
            return await pipeline.ExecuteAsync(
                async (attempt, self) => await self.Handler.SendCoreAsync(self.Request, attempt.CancellationToken),
                context,
                (Handler: this, Request: request));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> SendCoreAsync(HttpRequestMessage request, CancellationToken cancel) =>
        base.SendAsync(request, cancel);
}
