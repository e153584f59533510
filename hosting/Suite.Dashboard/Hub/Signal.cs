namespace Suite.Dashboard.Hub;

internal enum Signal
{
    Traces,
    Metrics,
    Logs,
}

internal enum WireFormat
{
    Protobuf,
    Json,
}

internal enum Transport
{
    Http,
    Grpc,
}

/// <summary>Why a request was refused as a whole.</summary>
internal enum Refusal
{
    /// <summary>The key is missing or wrong.</summary>
    Key,

    /// <summary>Too large, before or after decompression.</summary>
    Size,

    /// <summary>A content type or compression that is not spoken here.</summary>
    Type,

    /// <summary>The content is not what its type says.</summary>
    Format,

    /// <summary>The hub sent it itself.</summary>
    Loop,

    /// <summary>The hub has its hands full: the same request is welcome later.</summary>
    Memory,
}

/// <summary>Ends the reading of a request. The message is for whoever sent it.</summary>
internal sealed class RefusedException(Refusal reason, string message) : Exception(message)
{
    public Refusal Reason { get; } = reason;
}
