namespace Suite.ModelGateway.Local.Conversion;

/// <summary>A model that cannot be converted, and what in it is the reason.</summary>
internal sealed class ConversionException(string message) : Exception(message);
