namespace Suite.Dashboard.Hub;

/// <summary>The hub's ports. Each has an application of its own and serves nothing else.</summary>
internal enum Listener
{
    Grpc,
    Http,
    Exposition,
}

/// <summary>Answers everything that comes in on one of the hub's ports.</summary>
internal interface IListenerApp
{
    Listener Listener { get; }

    Task AnswerAsync(HttpContext context);
}
