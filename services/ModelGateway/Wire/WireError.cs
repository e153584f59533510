using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Wire;

/// <summary>OpenAI's error body: <c>{"error":{"message","type","param","code"}}</c>.</summary>
internal sealed record WireError(WireError.Body Error)
{
    public sealed record Body(string Message, string Type, string? Param, string? Code);

    public static IResult Result(ProblemKind kind, string message, string? param = null) =>
        TypedResults.Json(Of(kind, message, param), WireJson.Options, statusCode: kind.Status);

    public static WireError Of(ProblemKind kind, string message, string? param = null) =>
        new(new Body(message, TypeOf(kind.Status), param, kind.Code));

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        < 500 => "invalid_request_error",
        _ => "server_error",
    };
}

/// <summary>Turns expected failures on the /v1 routes into OpenAI's shape, which OpenAI clients know how to read.</summary>
internal sealed class WireErrors : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ProblemException expected)
        {
            return WireError.Result(expected.Kind, expected.Message);
        }
        catch (System.Text.Json.JsonException malformed)
        {
            // Not the serializer's own message: it names our types.
            return WireError.Result(Problems.InvalidInput, $"The body is not the JSON that was expected, at {malformed.Path ?? "$"}.");
        }
        catch (InvalidOperationException unreadable) when (unreadable.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
        {
            // A number where a text belongs, or half a surrogate pair: found out only when the value is read.
            return WireError.Result(Problems.InvalidInput, "The body holds a value of another kind than was expected, or a text that is none.");
        }
    }
}
