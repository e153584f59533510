using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Platform;

/// <summary>Runs a request with an idempotency key: once, however often it is sent.</summary>
internal sealed class IdempotentRequest(IdempotencyStore store, ITenancy tenancy)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    private const int LongestKey = 200;

    /// <summary>The <c>Idempotency-Key</c> is empty or longer than 200 characters.</summary>
    private static readonly ProblemKind InvalidKey = new("invalid-idempotency-key", StatusCodes.Status400BadRequest);

    /// <summary>The same key came before with another request.</summary>
    private static readonly ProblemKind Reused = new("idempotency-key-reused", StatusCodes.Status422UnprocessableEntity);

    /// <summary>The first request with this key is still being worked on.</summary>
    private static readonly ProblemKind InUse = new("idempotency-key-in-use", StatusCodes.Status409Conflict);

    public async Task RunAsync(HttpContext context, RequestDelegate handle)
    {
        if (KeyOf(context) is not { } key)
        {
            await InvalidKey.ToResult($"{Header} must have 1 to {LongestKey} characters.").ExecuteAsync(context);
            return;
        }

        var fingerprint = await FingerprintAsync(context.Request, context.RequestAborted);
        if (await store.ClaimAsync(key, fingerprint, context.RequestAborted))
            await RunFirstAsync(context, handle, key);
        else
            await AnswerAgainAsync(context, key, fingerprint);
    }

    private IdempotencyKey? KeyOf(HttpContext context)
    {
        var key = context.Request.Headers[Header].ToString();
        return key.Length is >= 1 and <= LongestKey && tenancy.TeamOf(context) is { } team ? new IdempotencyKey(team, key) : null;
    }

    private async Task RunFirstAsync(HttpContext context, RequestDelegate handle, IdempotencyKey key)
    {
        var client = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        var done = false;
        try
        {
            await handle(context);
            done = context.Response.StatusCode < StatusCodes.Status500InternalServerError;
            if (done)
            {
                var response = context.Response;
                // From here on the client's going away changes nothing: the work is done.
                await store.KeepAsync(
                    key,
                    new KeptAnswer(
                        response.StatusCode, response.ContentType, response.Headers.Location.FirstOrDefault(), answer.ToArray()),
                    CancellationToken.None);
            }
        }
        finally
        {
            context.Response.Body = client;
            // Work that is done holds its key even when its answer could not be kept: a retry at once would do it twice.
            if (!done)
                await store.ForgetAsync(key, CancellationToken.None);
        }

        answer.Position = 0;
        await answer.CopyToAsync(client, context.RequestAborted);
    }

    private async Task AnswerAgainAsync(HttpContext context, IdempotencyKey key, byte[] fingerprint)
    {
        switch (await store.FindAsync(key, context.RequestAborted))
        {
            case { } kept when !kept.Fingerprint.AsSpan().SequenceEqual(fingerprint):
                await Reused.ToResult($"This {Header} was used with another request.").ExecuteAsync(context);
                break;
            case { Answer: { } answer }:
                await WriteAsync(context.Response, answer);
                break;
            default:
                context.Response.Headers.RetryAfter = "1";
                await InUse.ToResult($"The first request with this {Header} is still running.").ExecuteAsync(context);
                break;
        }
    }

    private static async Task WriteAsync(HttpResponse response, KeptAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers[ReplayedHeader] = "true";
        if (answer.Location is not null)
            response.Headers.Location = answer.Location;
        if (answer.Body.Length > 0)
            await response.Body.WriteAsync(answer.Body);
    }

    private static async Task<byte[]> FingerprintAsync(HttpRequest request, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        if (request.HasFormContentType)
        {
            // Files are streamed to disk once and never held; and a boundary differs from try to try, though not in length.
            hash.AppendData(Encoding.UTF8.GetBytes($"{request.ContentLength}"));
            return hash.GetHashAndReset();
        }

        request.EnableBuffering();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
