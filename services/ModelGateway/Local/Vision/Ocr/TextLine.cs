namespace Suite.ModelGateway.Local.Vision.Ocr;

/// <summary>A run of text in one direction. <paramref name="Box"/> is upright even where the text is not.</summary>
internal sealed record TextLine(string Text, double Confidence, Box Box);
