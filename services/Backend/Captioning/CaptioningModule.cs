using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Suite.Captioning;

public static class CaptioningModule
{
    public static IHostApplicationBuilder AddCaptioning(this IHostApplicationBuilder builder) => builder;

    public static IEndpointRouteBuilder MapCaptioning(this IEndpointRouteBuilder app) => app;
}
