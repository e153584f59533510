using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Suite.Search;

public static class SearchModule
{
    public static IHostApplicationBuilder AddSearch(this IHostApplicationBuilder builder) => builder;

    public static IEndpointRouteBuilder MapSearch(this IEndpointRouteBuilder app) => app;
}
