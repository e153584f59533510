namespace Suite.ServiceDefaults;

/// <summary>
/// Requests that begin no trace and carry none on, say for the files of a page: whoever looks for one of a person's doings would
/// have to look among hundreds of them. Metrics count them all the same. Register it as a singleton.
/// </summary>
/// <param name="Match">Asked with the path of every request; must be quick.</param>
public sealed record UntracedRequests(Func<string, bool> Match);
