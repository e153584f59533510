namespace Suite.ModelGateway.Providers;

/// <summary>How many tokens may still be spent today (UTC). 0 is no limit. The answer that crosses the limit is still given.</summary>
internal sealed class TokenBudget(long perDay, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateOnly _day;
    private long _spent;

    /// <exception cref="ServiceDefaults.ProblemException"><c>budget-exhausted</c>.</exception>
    public void Require(string provider)
    {
        if (perDay > 0 && SpentToday() >= perDay)
            throw Problems.BudgetExhausted.ToException($"The budget of provider {provider}, {perDay} tokens a day, is spent until midnight UTC.");
    }

    public void Spend(long tokens)
    {
        lock (_lock)
            _spent = SpentToday() + tokens;
    }

    private long SpentToday()
    {
        lock (_lock)
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            if (today != _day)
                (_day, _spent) = (today, 0);
            return _spent;
        }
    }
}
