using System.Security.Cryptography;
using System.Text;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting;

internal static class VolumeName
{
    /// <summary><c>{apphost}-{sha256 of its path, 10 digits}-{resource}-{suffix}</c>, as Aspire names them.</summary>
    public static string Default<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        var application = builder.ApplicationBuilder;
        var name = (application.AppHostAssembly?.GetName().Name ?? "apphost").Replace('.', '-');
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(application.AppHostDirectory)))[..10];
        return $"{name.ToLowerInvariant()}-{digest}-{builder.Resource.Name}-{suffix}";
    }
}
