using Suite.ModelGateway.Providers;

namespace Suite.ModelGateway.Wire;

/// <summary>OpenAI's <c>GET /v1/models</c>: what can be asked for by name.</summary>
internal static class ListModels
{
    private sealed record Response(string Object, IEnumerable<Model> Data);

    private sealed record Model(string Id, string Object, long Created, string OwnedBy);

    public static void MapListModels(this RouteGroupBuilder group) => group
        .MapGet("/models", Handle)
        .WithName(nameof(ListModels))
        .WithSummary("The models that can be asked for, in OpenAI's wire format.");

    internal static IResult Handle(ProviderCatalogue providers) => TypedResults.Json(
        new Response("list", providers.All.SelectMany(provider =>
            new[] { provider.ChatModel, provider.EmbeddingModel }
                .OfType<string>()
                // Nobody tells when a model was made; the wire format wants a number.
                .Select(model => new Model(model, "model", 0, provider.Name)))),
        WireJson.Options);
}
