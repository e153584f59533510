using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

/// <summary>The chain of resources that decided how long the start took: each waited for the one before it.</summary>
internal sealed class CriticalPath
{
    private readonly Dictionary<IResource, DateTime> _done = [];
    private DateTime _begin;

    public void Begin(DateTime at) => _begin = at;

    public void Done(IResource resource, DateTime at) => _done.TryAdd(resource, at);

    /// <summary><c>postgres 900 ms → suitedb 40 ms → backend 1200 ms</c>: what each took once the one before it was there.</summary>
    public string Describe()
    {
        var steps = new List<string>();
        for (var current = Last(_done.Keys); current is not null;)
        {
            var before = Last(WaitGate.WaitsOf(current).Where(wait => wait.WaitType != WaitType.WaitUntilStarted).Select(wait => wait.Resource));
            var from = before is null ? _begin : _done[before];
            steps.Insert(0, $"{current.Name} {Math.Max(0, (_done[current] - from).TotalMilliseconds):0} ms");
            current = before;
        }

        return string.Join(" → ", steps);
    }

    private IResource? Last(IEnumerable<IResource> resources) => resources.Where(_done.ContainsKey).MaxBy(resource => _done[resource]);
}
