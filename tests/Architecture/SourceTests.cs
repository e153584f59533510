using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Suite.Tests.Architecture;

public partial class SourceTests
{
    private const int MostLines = 400;

    /// <summary>It names what it forbids.</summary>
    private const string ThisFile = "tests/Architecture/SourceTests.cs";

    /// <summary>Tests, and folders of programs for them, that may look at the real clock or wait by it, each with its reason.</summary>
    private static readonly Dictionary<string, string> RealTime = new()
    {
        ["tests/Integration/ServiceDefaults/Eventually.cs"] = "asks the outside world until it is so, with a limit",
        ["tests/Integration/Captioning/BatchSocketTests.cs"] = "compares a server's clock with its own",
        ["tests/Integration/Captioning/CaptioningApp.cs"] = "asks the backend until it is so, with a limit",
        ["tests/Integration/Captioning/BatchWorkTests.cs"] = "its models play work that takes a while",
        ["tests/Integration/Jobs/ChaosTests.cs"] = "kills and restarts at moments of its own choosing",
        ["tests/Integration/Jobs/JobsReplica.cs"] = "asks the engine until it is so, with a limit",
        ["tests/Integration/Jobs/OrderTests.cs"] = "asks the engine until it is so, with a limit",
        ["tests/Integration/Jobs/CancelTests.cs"] = "its handlers play work that takes a while",
        ["tests/Integration/Jobs/ChainTests.cs"] = "its handlers play work that takes a while",
        ["tests/Integration/Jobs/LeaseTests.cs"] = "its handlers play work that takes a while",
        ["tests/Integration/Jobs/LimitTests.cs"] = "its handlers play work that takes a while",
        ["tests/Integration/Jobs/ManyHandsTests.cs"] = "its handlers play work that takes a while",
        ["tests/Integration/Jobs/Limits/UsageLimitTests.cs"] = "its handlers play work that takes a while",
        ["tests/Integration/Jobs/StormTests.cs"] = "its people and handlers act at moments of their own choosing",
        ["tests/JobsWorker/"] = "its handlers play work that takes a while",
        ["tests/Chaos/"] = "a program that kills and meddles at moments of its own choosing",
        ["tests/Integration/Hosting/SampleAppHost.cs"] = "asks the machine until it is so, with a limit",
        ["tests/Integration/ModelGateway/CapabilityHealthTests.cs"] = "asks /health until models are loaded, with a limit",
        ["tests/Integration/Dashboard/Exposition/PrometheusTests.cs"] = "Prometheus takes points of the present only",
        ["tests/EndToEnd/FaultTests.cs"] = "asks the suite until it is so, with a limit",
        ["tests/Testing/ServerProcess.cs"] = "waits for another process to answer",
        ["tests/Testing/MachineLock.cs"] = "waits for another process to let go",
    };

    /// <summary>Longer files, each with its reason.</summary>
    private static readonly Dictionary<string, string> MayBeLong = [];

    private static readonly string[] Clocks = ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];

    [Fact]
    public void Time_comes_from_a_TimeProvider()
    {
        var files = CSharp("services", "ServiceDefaults", "tests");

        Assert.NotEmpty(files);
        var readings =
            from path in files
            where !MayUseRealTime(path)
            from access in Sources.Syntax(path).DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            where Clocks.Contains(access.ToString())
            select access.Place();
        Check.None(readings);
    }

    [Fact]
    public void Nothing_sleeps_and_tests_wait_for_a_signal()
    {
        var files = CSharp("services", "ServiceDefaults", "tests");

        Assert.NotEmpty(files);
        var waits =
            from path in files
            where !MayUseRealTime(path)
            from call in Sources.Syntax(path).DescendantNodes().OfType<InvocationExpressionSyntax>()
            where call.Expression.ToString() is "Thread.Sleep"
                || (call.Expression.ToString() is "Task.Delay" && !TakesClock(call))
            select call.Place();
        Check.None(waits);
    }

    [Fact]
    public void An_exception_to_a_rule_is_for_a_file_that_is_there() =>
        Check.None(RealTime.Keys.Concat(MayBeLong.Keys).Where(path => !Path.Exists(Path.Combine(Sources.Root, path))));

    private static bool MayUseRealTime(string path) => RealTime.Keys.Any(allowed => path.StartsWith(allowed, StringComparison.Ordinal));

    [Fact]
    public void A_statement_is_never_put_together_from_pieces()
    {
        var files = CSharp("services");

        Assert.NotEmpty(files);
        var built =
            from path in files
            from text in Sources.Syntax(path).DescendantNodes().OfType<InterpolatedStringExpressionSyntax>()
            where StartsLikeSql().IsMatch(text.Contents.ToString()) && !IsConstant(text)
            select text.Place();
        Check.None(built);
    }

    [Fact]
    public void Files_stay_small_enough_to_read()
    {
        var files = Sources.Files(".", ".cs", ".ts", ".tsx", ".css", ".sql");

        Assert.NotEmpty(files);
        var tooLong = files.Except(MayBeLong.Keys).Select(path => (path, lines: Sources.Read(path).Count(c => c == '\n')))
            .Where(file => file.lines > MostLines)
            .Select(file => $"{file.path}: {file.lines} lines");
        Check.None(tooLong);
    }

    [Fact]
    public void There_is_no_region_and_no_promise_to_do_something_later()
    {
        var files = Sources.Files(".", ".cs", ".ts", ".tsx", ".sql", ".css").Where(path => path != ThisFile).ToList();

        Assert.NotEmpty(files);
        Check.None(files.Where(path => LeftOver().IsMatch(Sources.Read(path))));
    }

    [Fact]
    public void No_source_knows_somebodys_machine()
    {
        string[] texts =
        [
            ".cs", ".csproj", ".props", ".targets", ".sln", ".ts", ".tsx", ".js", ".json", ".sh", ".yml", ".yaml", ".md", ".sql",
            ".html", ".css",
        ];
        var files = Sources.Files(".", texts).Where(path => path != ThisFile).ToList();

        Assert.NotEmpty(files);
        Check.None(files.Where(path => MachinePath().IsMatch(Sources.Read(path))));
    }

    private static List<string> CSharp(params string[] folders) => [.. folders.SelectMany(folder => Sources.Files(folder, ".cs"))];

    // Task.Delay(time, clock, cancel): the clock is the injected one.
    private static bool TakesClock(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(argument => argument.ToString() is "clock" or "_clock" or "time" or "Timeout.Infinite");

    // A constant made of constants is known when it is compiled.
    private static bool IsConstant(SyntaxNode text) =>
        text.FirstAncestorOrSelf<FieldDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.ConstKeyword) == true;

    [GeneratedRegex(@"^\s*(select|insert into|update|delete from|with)\s", RegexOptions.IgnoreCase)]
    private static partial Regex StartsLikeSql();

    [GeneratedRegex(@"#region|//\s*(TODO|FIXME|HACK|XXX)\b|--\s*(TODO|FIXME)\b")]
    private static partial Regex LeftOver();

    [GeneratedRegex(@"(?<![\w.])(/(?:root|home/\w+|Users/\w+)/|[A-Z]:\\Users)")]
    private static partial Regex MachinePath();
}
