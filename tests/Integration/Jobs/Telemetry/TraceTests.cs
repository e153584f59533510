using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Suite.Jobs;
using Suite.Testing;
using Suite.Tests.Integration.Observing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.Telemetry;

public class TraceTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_the_attempt_at_its_job_and_what_the_handler_calls_are_one_trace()
    {
        using var spans = new Spans(JobTracing.SourceName, "System.Net.Http");
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

        using var request = Spans.Begin("POST /api/things");
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
        using var spans = new Spans(JobTracing.SourceName, "System.Net.Http");
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), (_, _) => Task.FromResult(new ItemResult()));

        using var request = Spans.Begin("POST /api/many-things");
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
        using var spans = new Spans(JobTracing.SourceName, "System.Net.Http");
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
}
