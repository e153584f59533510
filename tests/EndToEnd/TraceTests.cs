using System.Text.Json;
using Microsoft.Playwright;
using Suite.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Suite.Tests.EndToEnd;

/// <summary>What observers see of one upload, from the browser of the person who made it to the last statement.</summary>
public sealed class TraceTests(SuiteApp suite, Chromium chromium)
{
    // One of each in the trace of an image. Their processes report on their own, so the last to come may be any of them.
    private static readonly string[] ModelCalls = ["moderate ", "detect ", "extract ", "caption ", "embeddings "];

    private static readonly string[] Others =
    [
        "POST /api/assets/{**rest}", "POST /api/moderate", "jobs.JobSql.InsertJob", "assets.InsightSql.Insert",
        "attempt asset-intake/moderate", "attempt asset-intake/embed",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task One_trace_leads_from_the_browser_to_the_statements_that_keep_what_models_said()
    {
        var page = await chromium.NewPageAsync(suite.Address);
        await SignInAsync(page);

        // No other test has this one: a caption that was embedded before needs no model.
        var traceId = await UploadAsync(page, "clock_motion.png");
        var trace = await EventuallyAsync(page, traceId, [.. ModelCalls, .. Others]);

        // Upwards from the deepest: whoever is named here holds the one before.
        trace.Holds("moderate nsfwjs", "POST /api/moderate", "POST", "handle asset-intake/moderate", "attempt asset-intake/moderate",
            "enqueue asset-intake", "POST /api/assets/", "POST", "POST /api/assets/{**rest}", "POST /api/assets");
        trace.Holds("assets.InsightSql.Insert", "attempt asset-intake/moderate");
        trace.Holds("jobs.JobSql.InsertJob", "enqueue asset-intake", "POST /api/assets/");
        Assert.Equal(
            ["backend", "gateway", "model-gateway", "web"], trace.Spans.Select(span => span.Resource).Distinct().Order());
        Assert.Equal("web", trace.Spans.Single(span => span.ParentId is null).Resource);

        await KeepImageAsync(page, traceId);
    }

    private async Task SignInAsync(IPage page)
    {
        await page.FillSignInAsync(suite);
        // The page has told of its loading: from here on it tells of everything.
        await page.RunAndWaitForRequestFinishedAsync(
            () => page.Keyboard.PressAsync("Enter"), new() { Predicate = request => request.Url.EndsWith("/otlp/v1/traces", StringComparison.Ordinal) });
    }

    /// <summary>The id of the trace that the browser says the upload belongs to.</summary>
    private async Task<string> UploadAsync(IPage page, string photograph)
    {
        var request = await page.RunAndWaitForRequestAsync(
            () => page.Locator("input[type=file]").First.SetInputFilesAsync(Path.Combine(suite.Photos, photograph)),
            request => request.Method == "POST" && request.Url.EndsWith("/api/assets", StringComparison.Ordinal));
        var parts = (await request.HeaderValueAsync("traceparent"))?.Split('-');
        Assert.Equal(4, parts?.Length);
        return parts![1];
    }

    /// <summary>The trace, as the dashboard shows it, once it holds its root and spans that begin with all of <paramref name="names"/>.</summary>
    private static async Task<Trace> EventuallyAsync(IPage page, string traceId, string[] names)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (true)
        {
            var answer = await page.APIRequest.GetAsync($"/dashboard/api/telemetry/views/traces/{traceId}");
            var trace = answer.Ok ? JsonSerializer.Deserialize<Trace>(await answer.TextAsync(), JsonSerializerOptions.Web)! : new Trace([]);
            if (trace.Spans.Any(span => span.ParentId is null) && Array.TrueForAll(names, trace.Has))
                return trace;
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"Trace {traceId} ({answer.Status}) holds only:\n{trace}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The trace's page, for the docs: only when asked, for it is another every time.</summary>
    private static async Task KeepImageAsync(IPage page, string traceId)
    {
        await page.GotoAsync($"/dashboard/traces/{traceId}");
        await Expect(page.GetByText("enqueue asset-intake").First).ToBeVisibleAsync();
        await page.KeepScreenshotAsync("trace");
        if (Environment.GetEnvironmentVariable("UPDATE_IMAGES") == "1")
            File.Copy(Path.Combine(Chromium.Screenshots, "trace.jpg"), Path.Combine(Repository.Root, "docs/images/trace.jpg"), overwrite: true);
    }

    private sealed record Span(string SpanId, string? ParentId, string Name, string Resource);

    private sealed record Trace(IReadOnlyList<Span> Spans)
    {
        /// <summary>Some span of the first name lies within ones of all the other names, in their order.</summary>
        public void Holds(string name, params string[] within)
        {
            var candidates = Spans.Where(span => span.Name.StartsWith(name, StringComparison.Ordinal)).ToList();
            Assert.True(candidates.Exists(span => LiesWithin(span, within)), $"No {name} within {string.Join(" within ", within)}:\n{this}");
        }

        public bool Has(string name) => Spans.Any(span => span.Name.StartsWith(name, StringComparison.Ordinal));

        public override string ToString() => string.Join('\n', Spans.Select(span => $"{span.Resource}: {string.Join(" < ", Line(span).Select(above => above.Name))}"));

        private bool LiesWithin(Span span, string[] within)
        {
            var left = new Queue<string>(within);
            foreach (var above in Line(span).Skip(1))
            {
                if (left.TryPeek(out var next) && above.Name.StartsWith(next, StringComparison.Ordinal))
                    left.Dequeue();
            }

            return left.Count == 0;
        }

        /// <summary>A span and everything above it.</summary>
        private IEnumerable<Span> Line(Span span)
        {
            for (var here = span; here is not null; here = Spans.FirstOrDefault(other => other.SpanId == here.ParentId))
                yield return here;
        }
    }
}
