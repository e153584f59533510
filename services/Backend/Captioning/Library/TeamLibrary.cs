namespace Suite.Captioning;

/// <summary>The perspectives as one team sees them: its own over those of files, and which modules it has switched off.</summary>
internal sealed class TeamLibrary
{
    private readonly Dictionary<string, Perspective> _perspectives;
    private readonly HashSet<string> _own;
    private readonly IReadOnlyDictionary<string, bool> _switches;

    public TeamLibrary(
        IReadOnlyList<Perspective> shipped, IReadOnlyList<Perspective> own, IReadOnlyDictionary<string, bool> switches)
    {
        _perspectives = shipped.ToDictionary(perspective => perspective.Name);
        foreach (var perspective in own)
            _perspectives[perspective.Name] = perspective;
        _own = [.. own.Select(perspective => perspective.Name)];
        _switches = switches;
        All = [.. _perspectives.Values.OrderBy(perspective => perspective.Priority).ThenBy(perspective => perspective.Name, StringComparer.Ordinal)];
    }

    /// <summary>By priority, then by name.</summary>
    public IReadOnlyList<Perspective> All { get; }

    public IReadOnlyList<ModuleView> Modules =>
    [
        .. All.GroupBy(perspective => perspective.Module)
            .Select(module => new ModuleView(module.Key, DisplayName(module.Key), IsOn(module.Key), module.Count()))
            .OrderBy(module => module.Name, StringComparer.Ordinal),
    ];

    public Perspective? Find(string name) => _perspectives.GetValueOrDefault(name);

    public bool IsOn(string module) => _switches.GetValueOrDefault(module, true);

    public PerspectiveView View(Perspective perspective) =>
        new(perspective, IsOn(perspective.Module), _own.Contains(perspective.Name));

    private static string DisplayName(string module)
    {
        var words = module.Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}

/// <summary>A group of perspectives that is switched on and off together.</summary>
internal sealed record ModuleView(string Name, string DisplayName, bool Enabled, int PerspectiveCount);

/// <summary>A perspective as a team sees it.</summary>
internal record PerspectiveView : Perspective
{
    public PerspectiveView(Perspective perspective, bool enabled, bool own)
        : base(perspective) => (Enabled, Own) = (enabled, own);

    /// <summary>Its module is switched on.</summary>
    public bool Enabled { get; }

    /// <summary>The team made or changed it; else it comes from a file.</summary>
    public bool Own { get; }
}
