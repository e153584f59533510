using Microsoft.Extensions.Logging.Abstractions;
using Suite.ModelGateway.Local.Conversion;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

public sealed class ModelCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("model-cache").FullName;
    private readonly ModelCache _cache;
    private readonly string _source;

    public ModelCacheTests()
    {
        _cache = new ModelCache(Path.Combine(_folder, "cache"), NullLogger.Instance);
        _source = Path.Combine(_folder, "source.bin");
        File.WriteAllText(_source, "weights");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_is_converted_once()
    {
        var conversions = 0;

        var first = _cache.GetOrConvert("model", [_source], () => [(byte)++conversions]);
        var second = _cache.GetOrConvert("model", [_source], () => [(byte)++conversions]);

        Assert.Equal((first, 1), (second, conversions));
        Assert.Equal([1], File.ReadAllBytes(first));
    }

    [Fact]
    public void Other_weights_are_another_model()
    {
        var before = _cache.GetOrConvert("model", [_source], () => [1]);
        File.WriteAllText(_source, "other weights");
        var after = _cache.GetOrConvert("model", [_source], () => [2]);

        Assert.NotEqual(before, after);
        Assert.Equal([2], File.ReadAllBytes(after));
    }

    [Fact]
    public void A_conversion_that_fails_leaves_nothing_behind()
    {
        Assert.Throws<ConversionException>(() => _cache.GetOrConvert("model", [_source], () => throw new ConversionException("no")));

        Assert.Empty(Directory.Exists(Path.Combine(_folder, "cache")) ? Directory.GetFiles(Path.Combine(_folder, "cache")) : []);
    }

    [Fact]
    public void Several_processes_that_convert_at_once_all_get_a_whole_file()
    {
        var model = Enumerable.Repeat((byte)7, 1 << 20).ToArray();

        var paths = Enumerable.Range(0, 8).AsParallel().Select(_ => new ModelCache(Path.Combine(_folder, "cache"), NullLogger.Instance)
            .GetOrConvert("model", [_source], () => model)).ToList();

        Assert.Single(paths.Distinct());
        Assert.Equal(model, File.ReadAllBytes(paths[0]));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "cache")));
    }
}
