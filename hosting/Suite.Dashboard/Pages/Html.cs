using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suite.Dashboard.Pages;

/// <summary>The frame around every page. What changes while one looks on is drawn by the scripts in Ui.</summary>
internal static class Html
{
    private static readonly (string Path, string Name)[] Views =
    [
        ("", "Resources"), ("startup", "Start-up"), ("console", "Console"), ("logs", "Logs"), ("traces", "Traces"),
        ("map", "Service map"), ("metrics", "Metrics"), ("models", "Model calls"),
    ];

    private static readonly string[] Styles =
        ["base", "shell", "controls", "menus", "messages", "details", "resources", "startup", "console", "lists", "charts", "trace", "graph", "metrics",
         "sign-in"];

    // In a script element only "<" could end it; the encoder escapes it.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The addresses of all views; the scripts decide what an address shows.</summary>
    public static IEnumerable<string> Paths => Views.Select(view => view.Path);

    public static IResult View(HttpContext http, JsonObject snapshot)
    {
        var links = string.Concat(Views.Select(view => $"""<a href="{(view.Path.Length == 0 ? "./" : view.Path)}">{view.Name}</a>"""));
        return Document(http, "Suite dashboard", $"""
            <header class="bar">
              <a class="brand" href="./"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1 15 5v6l-7 4-7-4V5z"/></svg><span>Suite</span></a>
              <nav aria-label="Views">{links}</nav>
              <div class="bar-tools">
                <button id="theme" class="quiet" type="button" title="Light or dark (d)" aria-label="Light or dark"><svg viewBox="0 0 16 16"><circle cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/></svg></button>
                <button id="help" class="quiet" type="button" title="Keyboard shortcuts (?)" aria-label="Keyboard shortcuts">?</button>
              </div>
            </header>
            <main id="view"></main>
            <div id="toasts" role="alert" aria-live="assertive"></div>
            <script type="application/json" id="snapshot">{snapshot.ToJsonString(Json)}</script>
            <script type="module" src="app.js"></script>
            """);
    }

    public static IResult SignIn(HttpContext http, int status, string? message) => Document(http, "Sign in · Suite dashboard", $"""
        <main class="sign-in">
          <h1>Suite dashboard</h1>
          <p>For administrators. The session is the same as in the web app.</p>
          {(message is null ? "" : $"""<p class="notice" role="alert">{Encode(message)}</p>""")}
          <form method="post" action="login">
            <label>User name<input name="username" autocomplete="username" required autofocus></label>
            <label>Password<input name="password" type="password" autocomplete="current-password" required></label>
            <button class="primary">Sign in</button>
          </form>
        </main>
        """, status);

    private static IResult Document(HttpContext http, string title, string body, int status = StatusCodes.Status200OK) => Results.Content($"""
        <!doctype html>
        <html lang="en" data-theme="{Theme(http)}">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="{(Theme(http) is { Length: > 0 } theme ? theme : "light dark")}">
          <title>{title}</title>
          <base href="{Encode(http.Request.PathBase)}/">
          <link rel="icon" href="icon.svg">
          {string.Concat(Styles.Select(style => $"""<link rel="stylesheet" href="css/{style}.css">"""))}
        </head>
        <body>
        {body}
        </body>
        </html>
        """, "text/html; charset=utf-8", statusCode: status);

    // Somebody's own choice, see Ui/shell/theme.js; empty as long as the system's stands.
    private static string Theme(HttpContext http) => http.Request.Cookies["suite_dashboard_theme"] is ("light" or "dark") and var theme ? theme : "";

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
