using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.ResourceService;

/// <summary>
/// What the dashboard's process sees of the engine: resources, logs and commands over HTTP, on loopback, for whoever has the key.
/// README.md beside this file describes it.
/// </summary>
internal sealed class ResourceApi(
    ResourceNotificationService notifications, ResourceLoggerService logs, ResourceCommandService commands) : IAsyncDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";
    private const int DefaultTail = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private WebApplication? _app;

    public string Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string Address => _app?.Urls.First() ?? throw new InvalidOperationException("The resource service has not started.");

    public async Task StartAsync(CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.Services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));

        _app = builder.Build();
        _app.Use(RequireKeyAsync);
        _app.MapGet("/resources", () => Views());
        _app.MapGet("/resources/watch", (CancellationToken stop) => TypedResults.ServerSentEvents(WatchResourcesAsync(stop)));
        _app.MapGet("/resources/{name}/logs", (string name, int? tail) => ReadLogs(name, tail ?? DefaultTail));
        _app.MapGet("/resources/{name}/logs/watch", (string name, CancellationToken stop) =>
            TypedResults.ServerSentEvents(WatchLogsAsync(name, stop)));
        _app.MapPost("/resources/{name}/commands/{command}", ExecuteAsync);
        await _app.StartAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private async Task RequireKeyAsync(HttpContext context, RequestDelegate next)
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers[KeyHeader].ToString());
        if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Key)))
            await next(context);
        else
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    private ResourceView[] Views() =>
        [.. notifications.Current().Where(IsShown).Select(current => ResourceView.Of(current, logs))];

    // The whole first, then each resource as it changes.
    private async IAsyncEnumerable<SseItem<string>> WatchResourcesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        yield return new SseItem<string>(JsonSerializer.Serialize(Views(), Json));
        await foreach (var change in notifications.WatchAsync(cancel))
        {
            if (IsShown(change))
                yield return new SseItem<string>(JsonSerializer.Serialize(ResourceView.Of(change, logs), Json));
        }
    }

    private Results<Ok<IEnumerable<LogLineView>>, ProblemHttpResult> ReadLogs(string name, int tail) => notifications.TryGetCurrentState(name, out _)
        ? TypedResults.Ok(logs.LogOf(name).Tail(tail).Select(LogLineView.Of))
        : NotFound(name);

    private async IAsyncEnumerable<SseItem<string>> WatchLogsAsync(string name, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!notifications.TryGetCurrentState(name, out _))
            yield break;
        await foreach (var line in logs.WatchAsync(name, cancel).SelectMany(lines => lines).WithCancellation(cancel))
            yield return new SseItem<string>(JsonSerializer.Serialize(LogLineView.Of(line), Json));
    }

    private async Task<Results<NoContent, ProblemHttpResult>> ExecuteAsync(string name, string command, CancellationToken cancel)
    {
        if (!notifications.TryGetCurrentState(name, out _))
            return NotFound(name);
        var result = await commands.ExecuteCommandAsync(name, command, cancel);
        return result.Success
            ? TypedResults.NoContent()
            : TypedResults.Problem(result.Message ?? "The command failed.", statusCode: StatusCodes.Status409Conflict);
    }

    private static ProblemHttpResult NotFound(string name) =>
        TypedResults.Problem($"There is no resource '{name}'.", statusCode: StatusCodes.Status404NotFound);

    private static bool IsShown(ResourceEvent resource) => !resource.Snapshot.IsHidden;
}
