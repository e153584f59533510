using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Suite.Testing;

namespace Suite.Tests.Integration.ServiceDefaults;

/// <summary>Takes in OTLP over HTTP and keeps the bodies as they come: strings stand in protobuf as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, string Text)> _received = [];
    private TestService _service = null!;

    public string Url => _service.Url;

    public IReadOnlySet<string> Signals => _received.Select(body => body.Signal).ToHashSet();

    public static async Task<Collector> StartAsync(int port = 0)
    {
        var collector = new Collector();
        collector._service = await TestService.StartAsync(
            builder => builder.WebHost.UseUrls($"http://127.0.0.1:{port}"),
            app => app.MapPost("/v1/{signal}", collector.TakeAsync));
        return collector;
    }

    /// <summary>Everything that came of a signal.</summary>
    public string Text(string signal) => string.Concat(_received.Where(body => body.Signal == signal).Select(body => body.Text));

    public Task ReceivesAsync(string signal, Func<Task> stir) => Eventually.TrueAsync(async () =>
    {
        await stir();
        return Signals.Contains(signal);
    });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _received.Enqueue((signal, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length)));
        return Results.Ok();
    }
}

/// <summary>The gateway, in a process of its own, which tells a collector of itself several times a second.</summary>
internal sealed class ExportingService(ServerProcess process, HttpClient client) : IAsyncDisposable
{
    public static async Task<ExportingService> StartAsync(string collector, params string[] environment)
    {
        var port = ServerProcess.FreePort();
        var process = await ServerProcess.StartAsync("env",
        [
            $"OTEL_EXPORTER_OTLP_ENDPOINT={collector}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "OTEL_BSP_SCHEDULE_DELAY=100", "OTEL_BLRP_SCHEDULE_DELAY=100", "OTEL_METRIC_EXPORT_INTERVAL=200",
            $"ASPNETCORE_URLS=http://127.0.0.1:{port}", .. environment,
            "dotnet", Path.Combine(AppContext.BaseDirectory, "Suite.Gateway.dll"),
        ]);
        var service = new ExportingService(process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
        await Eventually.TrueAsync(service.IsUpAsync);
        return service;
    }

    public async Task<System.Net.HttpStatusCode> GetAsync(string path, string? traceParent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (traceParent is not null)
            request.Headers.Add("traceparent", traceParent);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public Task StopAsync() => process.SignalAsync("TERM");

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await process.DisposeAsync();
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            await GetAsync("/alive");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
