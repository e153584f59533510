using Microsoft.AspNetCore.StaticFiles;

namespace Suite.Gateway;

/// <summary>The built web app in wwwroot, if it is there; in development Vite answers instead.</summary>
internal sealed class WebFiles(IWebHostEnvironment environment)
{
    public bool Exist { get; } = environment.WebRootFileProvider.GetFileInfo("index.html").Exists;

    public void MapTo(WebApplication app)
    {
        if (!Exist)
            return;
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        // The app has its own routes; a path that looks like a file and is none stays a 404.
        app.MapFallbackToFile("index.html", new StaticFileOptions { OnPrepareResponse = SetCaching });
    }

    // Vite puts a hash of the content in the names below /assets; everything else may change under the same name.
    private static void SetCaching(StaticFileResponseContext file) => file.Context.Response.Headers.CacheControl =
        file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
