using Xunit;

namespace Suite.Tests.Integration;

/// <summary>For tests that measure the whole process: they run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
