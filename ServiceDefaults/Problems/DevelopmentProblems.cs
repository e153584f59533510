using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Suite.ServiceDefaults;

/// <summary>
/// In Development the framework puts its exception page inside <see cref="ProblemHandler"/>. Expected failures must look the
/// same there; bugs still get the page with its stack trace.
/// </summary>
internal sealed class DevelopmentProblems(ILogger<ProblemHandler> logger) : IDeveloperPageExceptionFilter
{
    private readonly ProblemHandler _handler = new(logger);

    public static void AddTo(IServiceCollection services) =>
        services.AddSingleton<IDeveloperPageExceptionFilter, DevelopmentProblems>();

    public async Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        var http = errorContext.HttpContext;
        if (http.Response.HasStarted || ProblemHandler.Describe(errorContext.Exception).Kind == CommonProblems.InternalError)
            await next(errorContext);
        else
            await _handler.TryHandleAsync(http, errorContext.Exception, http.RequestAborted);
    }
}
