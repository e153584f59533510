using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Suite.ServiceDefaults;

/// <summary>
/// Puts problem details around the whole pipeline. A start-up filter, because what WebApplication adds by itself
/// (authentication, authorisation) would otherwise run outside: a database that is away fails first in the session look-up.
/// </summary>
internal sealed class ProblemPipeline : IStartupFilter
{
    public static void AddTo(IServiceCollection services)
    {
        // Before AddProblemDetails: the first writer that can write is the one that does.
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemHandler>();
        DevelopmentProblems.AddTo(services);
        services.AddSingleton<IStartupFilter, ProblemPipeline>();
        // Outside Development the framework would answer a bare 400 to a body that it cannot read.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => CommonProblems
            .OfStatus(context.HttpContext.Response.StatusCode)
            .ToResult(CommonProblems.DetailOfStatus(context.HttpContext.Response.StatusCode))
            .ExecuteAsync(context.HttpContext));
        next(app);
    };
}
