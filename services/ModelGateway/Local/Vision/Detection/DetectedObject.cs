namespace Suite.ModelGateway.Local.Vision.Detection;

internal sealed record DetectedObject(string Label, double Confidence, Box Box);
