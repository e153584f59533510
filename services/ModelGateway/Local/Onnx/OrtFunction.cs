namespace Suite.ModelGateway.Local.Onnx;

/// <summary>
/// Positions in onnxruntime's function table. Source: <c>struct OrtApi</c> in
/// include/onnxruntime/core/session/onnxruntime_c_api.h, whose entries are counted from 0 and only ever appended.
/// </summary>
internal enum OrtFunction
{
    GetErrorMessage = 2,
    CreateEnv = 3,
    CreateSession = 7,
    CreateSessionFromArray = 8,
    Run = 9,
    CreateSessionOptions = 10,
    SetGraphOptimizationLevel = 23,
    SetIntraOpThreads = 24,
    SetInterOpThreads = 25,
    GetInputCount = 30,
    GetOutputCount = 31,
    GetInputName = 36,
    GetOutputName = 37,
    CreateTensorOverData = 49,
    GetTensorData = 51,
    GetDimensionsCount = 61,
    GetDimensions = 62,
    GetTensorTypeAndShape = 65,
    CreateCpuMemoryInfo = 69,
    AllocatorFree = 76,
    GetDefaultAllocator = 78,
    ReleaseStatus = 93,
    ReleaseMemoryInfo = 94,
    ReleaseSession = 95,
    ReleaseValue = 96,
    ReleaseTensorTypeAndShape = 99,
    ReleaseSessionOptions = 100,
    AddSessionConfigEntry = 130,
}
