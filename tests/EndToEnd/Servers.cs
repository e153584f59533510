using Suite.Testing;
using Suite.Tests.EndToEnd;
using Xunit;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(TestRunFolder))]

// One test at a time: some stop servers under the suite.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

// The whole suite once, and one browser, for all tests here.
[assembly: AssemblyFixture(typeof(MachineLock))]
[assembly: AssemblyFixture(typeof(SuiteApp))]
[assembly: AssemblyFixture(typeof(Chromium))]
