using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Suite.ModelGateway.Local.Onnx;

/// <summary>
/// One loaded model with float inputs and outputs. <see cref="Run"/> may be called from many threads at once; each run uses
/// at most the number of threads given at creation.
/// </summary>
internal sealed unsafe class OnnxSession : IDisposable
{
    private const int AllOptimizations = 99;
    private const int Float = 1;

    private readonly OrtLibrary _library;
    private readonly OrtHandle _session;

    private readonly NativeNames _inputNames;
    private readonly NativeNames _outputNames;

    private OnnxSession(OrtLibrary library, nint session)
    {
        _library = library;
        _session = new OrtHandle(library, OrtFunction.ReleaseSession, session);
        _inputNames = Names(OrtFunction.GetInputCount, OrtFunction.GetInputName);
        _outputNames = Names(OrtFunction.GetOutputCount, OrtFunction.GetOutputName);
    }

    public IReadOnlyList<string> InputNames => _inputNames.Names;
    public IReadOnlyList<string> OutputNames => _outputNames.Names;

    /// <exception cref="OnnxException">The file is not a model that onnxruntime can run.</exception>
    public static OnnxSession FromFile(OrtLibrary library, string path, int threads)
    {
        using var options = CreateOptions(library, threads);
        nint session;
        fixed (byte* nativePath = Encoding.UTF8.GetBytes(path + '\0'))
        {
            library.Check(((delegate* unmanaged<nint, byte*, nint, nint*, nint>)library[OrtFunction.CreateSession])(
                library.Environment, nativePath, options.DangerousGetHandle(), &session));
        }

        return new OnnxSession(library, session);
    }

    /// <exception cref="OnnxException">The bytes are not a model that onnxruntime can run.</exception>
    public static OnnxSession FromBytes(OrtLibrary library, ReadOnlySpan<byte> model, int threads)
    {
        using var options = CreateOptions(library, threads);
        nint session;
        fixed (byte* bytes = model)
        {
            library.Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)library[OrtFunction.CreateSessionFromArray])(
                library.Environment, bytes, (nuint)model.Length, options.DangerousGetHandle(), &session));
        }

        return new OnnxSession(library, session);
    }

    /// <summary>Runs the model on inputs in the order of <see cref="InputNames"/>.</summary>
    /// <exception cref="OnnxException">An input has the wrong rank or size, or the run failed.</exception>
    public OnnxOutputs Run(params ReadOnlySpan<OnnxTensor> inputs)
    {
        if (inputs.Length != InputNames.Count)
            throw new OnnxException($"The model takes {InputNames.Count} inputs, not {inputs.Length}.");

        var held = false;
        var pins = new MemoryHandle[inputs.Length];
        var values = new nint[inputs.Length];
        var outputs = new nint[OutputNames.Count];
        try
        {
            _session.DangerousAddRef(ref held);
            for (var i = 0; i < inputs.Length; i++)
                values[i] = CreateValue(inputs[i], pins[i] = inputs[i].Data.Pin());

            fixed (nint* inputNames = _inputNames.Pointers, outputNames = _outputNames.Pointers, inputValues = values, outputValues = outputs)
            {
                _library.Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)_library[OrtFunction.Run])(
                    _session.DangerousGetHandle(), 0,
                    inputNames, inputValues, (nuint)values.Length, outputNames, (nuint)outputs.Length, outputValues));
            }

            return new OnnxOutputs(_library, outputs);
        }
        finally
        {
            foreach (var value in values)
                _library.Release(OrtFunction.ReleaseValue, value);
            foreach (var pin in pins)
                pin.Dispose();
            if (held)
                _session.DangerousRelease();
        }
    }

    public void Dispose() => _session.Dispose();

    private nint CreateValue(OnnxTensor tensor, MemoryHandle pin)
    {
        if (tensor.Length > tensor.Data.Length)
            throw new OnnxException($"A tensor of shape [{string.Join(',', tensor.Shape)}] needs more than {tensor.Data.Length} values.");

        nint value;
        fixed (long* shape = tensor.Shape)
        {
            _library.Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)_library[OrtFunction.CreateTensorOverData])(
                _library.CpuMemory, pin.Pointer, (nuint)(tensor.Length * sizeof(float)), shape, (nuint)tensor.Shape.Length, Float, &value));
        }

        return value;
    }

    private static OrtHandle CreateOptions(OrtLibrary library, int threads)
    {
        nint created;
        library.Check(((delegate* unmanaged<nint*, nint>)library[OrtFunction.CreateSessionOptions])(&created));
        var options = new OrtHandle(library, OrtFunction.ReleaseSessionOptions, created);
        library.Check(((delegate* unmanaged<nint, int, nint>)library[OrtFunction.SetGraphOptimizationLevel])(created, AllOptimizations));
        library.Check(((delegate* unmanaged<nint, int, nint>)library[OrtFunction.SetIntraOpThreads])(created, threads));
        library.Check(((delegate* unmanaged<nint, int, nint>)library[OrtFunction.SetInterOpThreads])(created, 1));

        // Idle worker threads would otherwise spin for milliseconds after each run, on cores that others need.
        fixed (byte* key = "session.intra_op.allow_spinning\0"u8, value = "0\0"u8)
            library.Check(((delegate* unmanaged<nint, byte*, byte*, nint>)library[OrtFunction.AddSessionConfigEntry])(created, key, value));
        return options;
    }

    private NativeNames Names(OrtFunction countFunction, OrtFunction nameFunction)
    {
        var session = _session.DangerousGetHandle();
        nuint count;
        _library.Check(((delegate* unmanaged<nint, nuint*, nint>)_library[countFunction])(session, &count));
        var names = new string[(int)count];
        for (var i = 0; i < names.Length; i++)
        {
            nint name;
            _library.Check(((delegate* unmanaged<nint, nuint, nint, nint*, nint>)_library[nameFunction])(session, (nuint)i, _library.Allocator, &name));
            names[i] = Marshal.PtrToStringUTF8(name)!;
            _library.Check(((delegate* unmanaged<nint, nint, nint>)_library[OrtFunction.AllocatorFree])(_library.Allocator, name));
        }

        return new NativeNames(names);
    }

    /// <summary>Names as the native side wants them: null-terminated UTF-8 that the collector neither moves nor frees.</summary>
    private sealed class NativeNames
    {
        private readonly byte[][] _texts;

        public NativeNames(string[] names)
        {
            Names = names;
            _texts = [.. names.Select(Pinned)];
            Pointers = [.. _texts.Select(text => Marshal.UnsafeAddrOfPinnedArrayElement(text, 0))];
        }

        public IReadOnlyList<string> Names { get; }
        public nint[] Pointers { get; }

        private static byte[] Pinned(string name)
        {
            var text = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(name) + 1, pinned: true);
            Encoding.UTF8.GetBytes(name, text);
            return text;
        }
    }
}
