using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Suite.Gateway.Proxy;

/// <summary>For the person who followed a link to a server that this run does not have, or not at the moment.</summary>
internal static class AbsentPage
{
    public static bool IsWanted(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    public static ContentHttpResult Of(string service, int status, string detail) => TypedResults.Content(
        $$"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>{{service}} is away · Suite</title>
        <style>
          :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
          body { max-width: 34rem; margin: 20vh auto 0; padding: 0 1.5rem }
          h1 { font-size: 1.35rem }
        </style>
        <h1>{{service}} is not here</h1>
        <p>{{WebUtility.HtmlEncode(detail)}}</p>
        <p>The <a href="/status">status page</a> shows what runs, the <a href="/admin/operations">operations page</a> the same
        dashboards as Grafana.</p>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
