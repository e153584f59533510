using System.Text.Json;

namespace Suite.Captioning;

/// <summary>
/// The perspectives of files: those shipped in <c>Perspectives/</c>, and over them those of <c>Captioning:LibraryPath</c>. A team sees
/// them through its <see cref="TeamLibrary"/>.
/// </summary>
internal sealed class PerspectiveLibrary
{
    private readonly Dictionary<string, Perspective> _perspectives;

    /// <summary>Reads <paramref name="folders"/> with all below them; a later folder's perspective replaces an earlier one's.</summary>
    public PerspectiveLibrary(IEnumerable<string> folders)
    {
        _perspectives = [];
        foreach (var folder in folders)
            foreach (var perspective in ReadFolder(folder))
                _perspectives[perspective.Name] = perspective;

        var errors = _perspectives.Values.SelectMany(perspective => PerspectiveRules.ErrorsIn(perspective, Find)).ToList();
        if (errors.Count > 0)
            throw new LibraryException(string.Join(Environment.NewLine, errors));
        All = [.. _perspectives.Values.OrderBy(perspective => perspective.Priority).ThenBy(perspective => perspective.Name)];
    }

    /// <summary>The library that the settings ask for.</summary>
    public static PerspectiveLibrary Open(CaptioningOptions options)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "Perspectives");
        var library = new PerspectiveLibrary(string.IsNullOrWhiteSpace(options.LibraryPath) ? [shipped] : [shipped, options.LibraryPath]);
        return library.Find(options.DefaultPerspective) is not null
            ? library
            : throw new LibraryException($"Captioning:DefaultPerspective names {options.DefaultPerspective}, which the library lacks.");
    }

    public IReadOnlyList<Perspective> All { get; }

    public Perspective? Find(string name) => _perspectives.GetValueOrDefault(name);

    private static List<Perspective> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new LibraryException($"The perspective library {folder} does not exist.");

        var perspectives = new Dictionary<string, (Perspective Perspective, string File)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var perspective = Read(file);
            if (!perspectives.TryAdd(perspective.Name, (perspective, file)))
                throw new LibraryException($"{file} and {perspectives[perspective.Name].File} both define {perspective.Name}.");
        }
        return [.. perspectives.Values.Select(entry => entry.Perspective)];
    }

    private static Perspective Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Perspective>(File.ReadAllBytes(file), PerspectiveJson.Published)
                ?? throw new LibraryException($"{file} holds null instead of a perspective.");
        }
        catch (JsonException e)
        {
            throw new LibraryException($"{file} is not a perspective: {e.Message}", e);
        }
    }
}

/// <summary>The library cannot be used; the message says which files and why.</summary>
internal sealed class LibraryException(string message, Exception? inner = null) : Exception(message, inner);
