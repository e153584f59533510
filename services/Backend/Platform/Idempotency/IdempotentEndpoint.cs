using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Suite.Platform;

/// <summary>Routes whose writes may be retried.</summary>
public static class IdempotentEndpoint
{
    /// <summary>
    /// Honours the header <c>Idempotency-Key</c> (1 to 200 characters, per team, 24 hours): the same key with the same request
    /// gets the first answer again, marked <c>Idempotency-Replayed: true</c>; with another request it gets 422
    /// <c>idempotency-key-reused</c>; while the first is running, 409 <c>idempotency-key-in-use</c>. Answers of 500 and above are
    /// not kept, so such a request can be tried again. Of a multipart body only the length is compared, for it is not read twice.
    /// </summary>
    public static TBuilder AcceptsIdempotencyKey<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder
    {
        builder.Finally(endpoint =>
        {
            // Around the whole endpoint and not an endpoint filter: a filter runs when the body has already been bound.
            var handle = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => context.Request.Headers.ContainsKey(IdempotentRequest.Header)
                ? context.RequestServices.GetRequiredService<IdempotentRequest>().RunAsync(context, handle)
                : handle(context);
        });
        return builder;
    }
}
