using System.Net;
using Microsoft.Extensions.Options;

namespace Suite.Dashboard.Hub;

/// <summary>What no attribute can say.</summary>
internal sealed class OtlpOptionsRules : IValidateOptions<OtlpOptions>
{
    public ValidateOptionsResult Validate(string? name, OtlpOptions options)
    {
        foreach (var listener in Enum.GetValues<Listener>())
        {
            var url = options.UrlOf(listener);
            try
            {
                if (HubServer.EndpointOf(url) is { } endpoint && !IPAddress.IsLoopback(endpoint.Address) && string.IsNullOrEmpty(options.ApiKey))
                    return ValidateOptionsResult.Fail($"Otlp:{listener}Url is {url}, which others can reach: set Otlp:ApiKey.");
            }
            catch (FormatException e)
            {
                return ValidateOptionsResult.Fail($"Otlp:{listener}Url: {e.Message}");
            }
        }
        return options.Forward.Url is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Otlp:Forward:Url is {options.Forward.Url}: it is to be an address such as http://collector:4318.");
    }
}
