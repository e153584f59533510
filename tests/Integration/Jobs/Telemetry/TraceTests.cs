using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.Telemetry;

public class TraceTests(PostgresServer postgres)
{
    private const string RequestsName = "Suite.Tests.Requests";
    private static readonly ActivitySource Requests = new(RequestsName);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_the_attempt_at_its_job_and_what_the_handler_calls_are_one_trace()
    {
        using var spans = new Spans();
        await using var model = await ModelAsync();
        using var http = new HttpClient { BaseAddress = new Uri(model.Urls.Single()) };
        var heard = "";
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            async (_, cancel) =>
            {
                heard = await http.GetStringAsync("/", cancel);
                return new ItemResult();
            });

        using var request = Requests.StartActivity("POST /api/things")!;
        var job = await replica.EnqueueAsync();
        request.Stop();
        await replica.EndedAsync(job.JobId);

        var enqueue = await spans.OneAsync(span => span.OperationName == "enqueue test" && span.ParentId == request.Id);
        var attempt = await spans.OneAsync(span => span.OperationName == "attempt test/step" && span.ParentId == enqueue.Id);
        var handle = await spans.OneAsync(span => span.OperationName == "handle test/step" && span.ParentId == attempt.Id);
        var call = await spans.OneAsync(span => span.Source.Name == "System.Net.Http" && span.ParentId == handle.Id);
        Assert.Equal(request.TraceId, call.TraceId);
        Assert.Equal(call.Id, heard);
        Assert.Equal("succeeded", attempt.GetTagItem("suite.jobs.outcome"));
        Assert.Equal(job.JobId, attempt.GetTagItem("suite.jobs.job_id"));
    }

    [Fact]
    public async Task The_attempts_of_a_large_job_have_traces_of_their_own_that_link_to_the_request()
    {
        using var spans = new Spans();
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => Task.FromResult(new ItemResult()));

        using var request = Requests.StartActivity("POST /api/many-things")!;
        var job = await replica.EnqueueAsync(items: JobTracing.MostItemsOfATrace + 1);
        request.Stop();
        await replica.EndedAsync(job.JobId);

        bool OfJob(Activity span) => span.Links.Any(link => link.Context.TraceId == request.TraceId);
        await ServiceDefaults.Eventually.TrueAsync(() => Task.FromResult(spans.Count(OfJob) == JobTracing.MostItemsOfATrace + 1));
        Assert.Equal(0, spans.Count(span => span.TraceId == request.TraceId && span.OperationName.StartsWith("attempt", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_failed_attempt_is_marked_with_its_reason()
    {
        using var spans = new Spans();
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => throw new ItemFailedException("no such picture", retry: false));

        var job = await replica.EnqueueAsync();
        await replica.EndedAsync(job.JobId);

        var attempt = await spans.OneAsync(span => Equals(span.GetTagItem("suite.jobs.job_id"), job.JobId));
        Assert.Equal((ActivityStatusCode.Error, "no such picture"), (attempt.Status, attempt.StatusDescription));
    }

    /// <summary>Answers with the span that its caller says it belongs to.</summary>
    private static async Task<WebApplication> ModelAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", (HttpRequest request) => request.Headers.TraceParent.ToString());
        await app.StartAsync(Cancel);
        return app;
    }

    /// <summary>Spans that have ended, of all tests that run at the moment.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _ended = [];
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                // By name: a source asks this while it is being made, before the field holds it.
                ShouldListenTo = source => source.Name is RequestsName or JobTracing.SourceName or "System.Net.Http",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public int Count(Func<Activity, bool> condition) => _ended.Count(condition);

        public async Task<Activity> OneAsync(Func<Activity, bool> condition)
        {
            await ServiceDefaults.Eventually.TrueAsync(() => Task.FromResult(_ended.Any(condition)));
            return _ended.Single(condition);
        }

        public void Dispose() => _listener.Dispose();
    }
}
