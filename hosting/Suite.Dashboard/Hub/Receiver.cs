using System.Net.Sockets;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Hub;

/// <summary>What both receivers do around one request: count it, and turn whatever goes wrong into an answer for its sender.</summary>
internal abstract class Receiver(Transport transport, Intake intake, HubMetrics metrics, RefusalLog refusals)
{
    /// <summary>Checks the request and reads its body. The sender is told of a <see cref="RefusedException"/>.</summary>
    protected abstract Task<(WireFormat Format, RequestBody Body)> ReadAsync(HttpContext context);

    protected abstract Task SucceedAsync(HttpContext context, Signal signal, WireFormat format, Receipt receipt);

    protected abstract Task RefuseAsync(HttpContext context, Refusal reason, string message);

    protected async Task ReceiveAsync(HttpContext context, Signal signal)
    {
        try
        {
            var (format, body) = await ReadAsync(context);
            Receipt receipt;
            using (body)
                receipt = intake.Take(signal, format, transport, body.Bytes);
            metrics.Answered(signal, transport, receipt.Rejected == 0 ? "ok" : "partial");
            await SucceedAsync(context, signal, format, receipt);
        }
        catch (RefusedException e)
        {
            await RefuseAsync(context, signal, e.Reason, e.Message);
        }
        catch (Exception e) when (e is OtlpFormatException or BadHttpRequestException)
        {
            await RefuseAsync(context, signal, Refusal.Format, e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // Whoever sent it is gone, or we are going: it must not look like success.
            metrics.Answered(signal, transport, "aborted");
            context.Abort();
        }
    }

    private Task RefuseAsync(HttpContext context, Signal signal, Refusal reason, string message)
    {
        metrics.Answered(signal, transport, HubMetrics.Name(reason));
        metrics.Refused(signal, reason);
        refusals.Tell(signal, transport, reason, message);
        return RefuseAsync(context, reason, message);
    }
}
