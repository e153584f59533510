using Microsoft.Net.Http.Headers;

namespace Suite.Dashboard.Exposition;

/// <summary>Which of the two formats a page is in: <c>text/plain; version=0.0.4</c>, or OpenMetrics 1.0.</summary>
internal enum PageFormat
{
    Text,
    OpenMetrics,
}

internal static class PageFormats
{
    public static string ContentType(this PageFormat format) => format == PageFormat.OpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>OpenMetrics for who prefers it by name, text for everyone else.</summary>
    public static PageFormat Choose(IList<MediaTypeHeaderValue> accept)
    {
        var openMetrics = Quality(accept, "application/openmetrics-text");
        return openMetrics > 0 && openMetrics >= Quality(accept, "text/plain") ? PageFormat.OpenMetrics : PageFormat.Text;
    }

    private static double Quality(IList<MediaTypeHeaderValue> accept, string type) => accept
        .Where(wanted => wanted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
        .Select(wanted => wanted.Quality ?? 1)
        .DefaultIfEmpty(0)
        .Max();
}
