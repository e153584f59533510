namespace Suite.Hosting.Processes;

/// <summary>The account that a server runs under.</summary>
internal sealed record UnixUser(string Name, int UserId, int GroupId)
{
    /// <summary>
    /// Root starts servers as the first of <paramref name="wanted"/> that exists, or else as nobody; anyone else as themselves (null).
    /// </summary>
    public static UnixUser? ForServer(params string[] wanted)
    {
        if (!Environment.IsPrivilegedProcess)
            return null;
        var accounts = File.ReadLines("/etc/passwd").Select(Parse).OfType<UnixUser>().ToLookup(user => user.Name);
        return wanted.Append("suite").Append("nobody").SelectMany(name => accounts[name]).FirstOrDefault()
            ?? throw new DistributedApplicationException(
                "Servers do not run as root, and there is no account 'nobody' to run them as. Create an account 'suite': useradd --system suite");
    }

    private static UnixUser? Parse(string line) =>
        line.Split(':') is [var name, _, var user, var group, ..] && int.TryParse(user, out var userId) && int.TryParse(group, out var groupId)
            ? new UnixUser(name, userId, groupId)
            : null;
}
