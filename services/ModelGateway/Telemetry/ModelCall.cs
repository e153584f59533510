using System.Diagnostics;
using Microsoft.Extensions.AI;
using Suite.ModelGateway.Providers;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Telemetry;

/// <summary>What a provider says beside the answer; null where it says nothing.</summary>
/// <param name="Model">The model that answered, by its own word.</param>
/// <param name="Text">The answer, for <see cref="MessageContent"/>.</param>
internal sealed record ModelReply(UsageDetails? Usage, string? Model = null, string? Id = null, string? FinishReason = null, string? Text = null);

/// <summary>One call to a model while it goes on: its span, and its measurements when it is disposed of.</summary>
internal sealed class ModelCall(GenAiTelemetry telemetry, TagList tags, string model, Activity? span) : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private TagList _tags = tags;

    /// <summary>Tells what was asked, if that is allowed.</summary>
    public void Asked(Func<IEnumerable<Said>> messages)
    {
        if (span is { IsAllDataRequested: true } && telemetry.Content.IsCaptured)
            span.SetTag("gen_ai.input.messages", telemetry.Content.Write(messages()));
    }

    /// <param name="reply">What came back.</param>
    /// <param name="guard">Whose budget the tokens count against; null for local models.</param>
    public void Answered(ModelReply reply, ProviderGuard? guard = null)
    {
        if (span is { IsAllDataRequested: true })
            Describe(reply);
        if (reply.Usage is not { } usage)
            return;
        guard?.Spend(usage.TotalTokenCount ?? 0);
        Count("input", usage.InputTokenCount);
        Count("output", usage.OutputTokenCount);
        if (telemetry.Cost(model, reply) is not { } dollars)
            return;
        span?.SetTag("suite.gen_ai.cost", dollars);
        telemetry.RecordCost(dollars, _tags);
    }

    public void Fail(Exception failure)
    {
        var error = failure is ProblemException expected ? expected.Kind.Code : failure.GetType().Name;
        _tags.Add("error.type", error);
        span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        telemetry.Record(Stopwatch.GetElapsedTime(_started), _tags);
        span?.Dispose();
    }

    private void Describe(ModelReply reply)
    {
        span!.SetTag("gen_ai.response.model", reply.Model).SetTag("gen_ai.response.id", reply.Id);
        if (reply.FinishReason is { } reason)
            span.SetTag("gen_ai.response.finish_reasons", new[] { reason });
        if (reply.Text is { } text && telemetry.Content.IsCaptured)
            span.SetTag("gen_ai.output.messages", telemetry.Content.Write([new Said("assistant", text)]));
    }

    private void Count(string type, long? tokens)
    {
        if (tokens is not { } number)
            return;
        span?.SetTag($"gen_ai.usage.{type}_tokens", number);
        telemetry.RecordTokens(type, number, _tags);
    }
}
