using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suite.Dashboard.Pages;

/// <summary>The frame around every page. What changes while one looks on is drawn by the scripts in Ui.</summary>
internal static class Html
{
    private static readonly (string Path, string Name)[] Views = [("", "Resources"), ("startup", "Start-up"), ("console", "Console")];

    // In a script element only "<" could end it; the encoder escapes it.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Default };

    public static IResult View(HttpContext http, string path, JsonObject snapshot)
    {
        var name = Views.Single(view => view.Path == path).Name;
        var links = string.Concat(Views.Select(view =>
            $"""<a href="{(view.Path.Length == 0 ? "./" : view.Path)}"{(view.Path == path ? " aria-current=\"page\"" : "")}>{view.Name}</a>"""));
        return Document(http, name, $"""
            <header class="bar">
              <span class="brand"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1 15 5v6l-7 4-7-4V5z"/></svg>Suite</span>
              <nav aria-label="Views">{links}</nav>
              <span id="connection" class="connection" role="status"></span>
            </header>
            <main id="view" data-view="{name}"></main>
            <div id="toasts" role="alert" aria-live="assertive"></div>
            <script type="application/json" id="snapshot">{snapshot.ToJsonString(Json)}</script>
            <script type="module" src="app.js"></script>
            """);
    }

    public static IResult SignIn(HttpContext http, int status, string? message) => Document(http, "Sign in", $"""
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
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>{title} · Suite dashboard</title>
          <base href="{Encode(http.Request.PathBase)}/">
          <link rel="icon" href="icon.svg">
          <link rel="stylesheet" href="app.css">
        </head>
        <body>
        {body}
        </body>
        </html>
        """, "text/html; charset=utf-8", statusCode: status);

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
