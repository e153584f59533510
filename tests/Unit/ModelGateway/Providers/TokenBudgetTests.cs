using Suite.ModelGateway.Providers;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Providers;

public sealed class TokenBudgetTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void What_is_spent_stays_spent_until_midnight()
    {
        var budget = new TokenBudget(100, _clock);

        budget.Spend(99);
        budget.Require("any");
        budget.Spend(1);
        Assert.Equal("budget-exhausted", Assert.Throws<ProblemException>(() => budget.Require("any")).Kind.Code);

        _clock.Now = _clock.Now.AddHours(23);
        budget.Require("any");
    }

    [Fact]
    public void No_budget_is_no_limit()
    {
        var budget = new TokenBudget(0, _clock);

        budget.Spend(long.MaxValue);

        budget.Require("any");
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
