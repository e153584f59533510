using System.Security.Cryptography;
using System.Text;
using Suite.Hosting.Engine;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Native;

/// <summary>Volumes as folders: <c>volumes/{name}</c> in the data folder, or where the server's account can reach it.</summary>
internal sealed class VolumeFolders(EngineOptions options)
{
    /// <summary>The volume's folder, made and given to the account that the server runs under.</summary>
    public async Task<string> MakeAsync(string volume, UnixUser? user, Action<string> progress, CancellationToken cancel)
    {
        var root = options.DataFolder;
        if (user is not null && !await CanReachAsync(root, user, cancel))
        {
            root = Path.Combine("/var/lib/suite", Digest(options.DataFolder));
            progress($"account {user.Name} cannot reach {options.DataFolder}: data is kept in {root}");
        }

        var folder = Path.Combine(root, "volumes", volume);
        Directory.CreateDirectory(folder);
        if (user is not null)
            await GiveAsync(folder, user, cancel);
        return folder;
    }

    // The first 10 digits, as the set-up scripts take for their own folders.
    private static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..10];

    private static async Task<bool> CanReachAsync(string folder, UnixUser user, CancellationToken cancel) =>
        await Tool.RunAsync(new LaunchSpec("test", ["-x", folder], "/") { User = user }, _ => { }, cancel) == 0;

    private static async Task GiveAsync(string folder, UnixUser user, CancellationToken cancel)
    {
        var exitCode = await Tool.RunAsync(
            new LaunchSpec("chown", ["-R", "--from", "root", $"{user.UserId}:{user.GroupId}", folder], "/"), _ => { }, cancel);
        if (exitCode != 0)
            throw new DistributedApplicationException($"The folder {folder} could not be given to the account {user.Name}.");
    }
}
