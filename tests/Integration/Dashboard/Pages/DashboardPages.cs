using Microsoft.Playwright;
using Suite.Testing;
using Suite.Tests.Integration.Gateway;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Pages;

/// <summary>One dashboard and one browser for all tests of the pages; every test has a tab and telemetry of its own.</summary>
public sealed class DashboardPages : IAsyncLifetime
{
    private readonly Chromium _chromium = new();
    private FakeEngine _engine = null!;
    private Upstream _backend = null!;

    internal TestDashboard Dashboard { get; private set; } = null!;

    /// <summary>A tab for questions that leave nothing behind.</summary>
    public IPage Scratch { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync("""
            [{"name":"postgres","type":"Container","state":"Running","stateStyle":"success","health":"healthy"},
             {"name":"backend","type":"Project","state":"Running","stateStyle":"success","health":"healthy","waitsFor":["postgres"]}]
            """);
        _backend = await Upstream.StartAsync("backend");
        Dashboard = await TestDashboard.StartAsync(_engine, _backend.Url);
        await _chromium.InitializeAsync();
        Scratch = await OpenAsync("login");
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await Dashboard.DisposeAsync();
        await _backend.DisposeAsync();
        await _engine.DisposeAsync();
    }

    /// <summary>A tab of an administrator.</summary>
    public async Task<IPage> OpenAsync(string path = "")
    {
        var address = Dashboard.Client.BaseAddress!;
        var page = await _chromium.NewPageAsync(address);
        await page.Context.AddCookiesAsync([new() { Name = "suite_session", Value = "admin", Url = address.ToString() }]);
        await page.GotoAsync(path);
        return page;
    }
}

[CollectionDefinition(nameof(DashboardPages))]
public sealed class DashboardPagesCollection : ICollectionFixture<DashboardPages>;
