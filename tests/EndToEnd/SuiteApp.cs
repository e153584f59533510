using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.EndToEnd;

/// <summary>The whole suite, started by the AppHost program itself: free ports, a data folder of its own.</summary>
public sealed class SuiteApp : IAsyncLifetime
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);
    private DistributedApplication? _app;

    public DistributedApplication App => _app ?? throw new InvalidOperationException("The suite has not started.");

    /// <summary>The one public address.</summary>
    public Uri Address { get; private set; } = null!;

    public string SignInToken { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string AdminApiKey { get; } = "suite-" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string HealthKey { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    public string AdminPassword { get; } = RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>Where the sample photographs are.</summary>
    public string Photos { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Photos = await NativeSetup.PathOfAsync("photos");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            new DistributedApplicationTestingBuilderOptions { EnableDashboard = true },
        [
            $"--Parameters:sign-in-token={SignInToken}",
            $"--Parameters:admin-api-key={AdminApiKey}",
            $"--Parameters:admin-password={AdminPassword}",
            $"--Parameters:health-key={HealthKey}",
            "--Backend:Replicas=2",
            // The same everywhere; container mode has a command of its own (hosting/containers/prove.sh).
            "--Suite:Launcher=native",
        ]);
        _app = await builder.BuildAsync();
        await _app.StartAsync().WaitAsync(StartTimeout);
        foreach (var resource in new[] { "model-gateway", "backend", "gateway", "web" })
            await WaitUntilHealthyAsync(resource);
        Address = _app.GetEndpoint("gateway", "http");
    }

    public async Task WaitUntilHealthyAsync(string resource)
    {
        using var deadline = new CancellationTokenSource(StartTimeout);
        await App.ResourceNotifications.WaitForResourceHealthyAsync(resource, deadline.Token);
    }

    /// <summary>A client of the public address that carries the admin's API key.</summary>
    public HttpClient CreateClient() => CreateClient(AdminApiKey);

    public HttpClient CreateClient(string apiKey)
    {
        var client = App.CreateHttpClient("gateway");
        client.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
        return client;
    }

    /// <summary>An API key of an administrator of a new team, which shares nothing with the first one.</summary>
    public async Task<string> KeyOfNewTeamAsync(string name)
    {
        using var client = App.CreateHttpClient("gateway");
        await PostAsync("/api/session", new { username = "admin", password = AdminPassword });
        var team = await PostAsync("/api/teams", new { name });
        await PostAsync("/api/session/team", new { teamId = team.GetProperty("id").GetGuid() });
        return (await PostAsync("/api/api-keys", new { name, role = "admin" })).GetProperty("key").GetString()!;

        async Task<JsonElement> PostAsync(string path, object body)
        {
            using var response = await client.PostAsJsonAsync(path, body);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    /// <summary>Presses a command of a resource, as the dashboard would: <c>start</c>, <c>stop</c>, <c>restart</c>.</summary>
    public async Task CommandAsync(string resource, string command)
    {
        var result = await App.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(resource, command);
        Assert.True(result.Success, result.Message);
    }

    /// <summary>Kills one of this suite's own processes, as a crash would: without warning.</summary>
    public void KillOneProcessOf(string assembly)
    {
        var victim = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .First(id => id > 0 && IsOurs(id) && CommandLine(id).Contains(assembly, StringComparison.Ordinal));
        using var process = Process.GetProcessById(victim);
        process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    // The engine runs in this process, so what it started are our children.
    private static bool IsOurs(int id) => Read(id, "stat").Split(") ")[^1].Split(' ') is [_, var parent, ..] && parent == Environment.ProcessId.ToString();

    private static string CommandLine(int id) => Read(id, "cmdline");

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            // It ended while we looked.
            return "";
        }
    }
}
