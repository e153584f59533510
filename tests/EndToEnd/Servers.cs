using Suite.Testing;
using Suite.Tests.EndToEnd;
using Xunit;

// The whole suite once, and one browser, for all tests here.
[assembly: AssemblyFixture(typeof(MachineLock))]
[assembly: AssemblyFixture(typeof(SuiteApp))]
[assembly: AssemblyFixture(typeof(Chromium))]
