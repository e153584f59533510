namespace Suite.ModelGateway.Local.Onnx;

/// <summary>onnxruntime refused: a model that it cannot read, an input of the wrong shape, or a run that failed.</summary>
internal sealed class OnnxException(string message) : Exception(message);
