using Suite.Platform;

namespace Suite.Tests.Integration.Platform;

internal static class Publishing
{
    public const string Topic = "tests.thing-happened";

    /// <summary>Publishes live events in one transaction, one a number.</summary>
    public static Task PublishAsync(this BackendApp app, Guid teamId, params int[] numbers) =>
        app.PublishAsync([.. numbers.Select(number => new NewEvent(Topic, teamId, new { number }, Live: true))]);

    public static Task PublishAsync(this BackendApp app, params NewEvent[] events) => app.Db.InTransactionAsync(
        sql => app.Get<IOutbox>().AddAsync(sql, events, CancellationToken.None), CancellationToken.None);

    public static int Number(this Frame frame) => frame.Payload.GetProperty("number").GetInt32();

    public static int Number(this PublishedEvent published) => published.Payload.GetProperty("number").GetInt32();
}
