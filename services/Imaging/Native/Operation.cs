namespace Suite.Imaging.Native;

/// <summary>One libvips operation: made by nickname, given its arguments, run once.</summary>
internal sealed class Operation : IDisposable
{
    private readonly string _name;
    private nint _handle;

    internal Operation(string nickname)
    {
        _name = nickname;
        _handle = Vips.NewOperation(nickname);
        if (_handle == 0)
            throw new ImageException(ImageProblem.LibraryMissing, $"This libvips cannot do {nickname}: {VipsErrors.Take()}");
    }

    internal Operation WithSource(nint source) => WithObject("source", source, Vips.SourceType());

    internal Operation WithImage(VipsImage image) => WithObject("in", image.Handle, Vips.ImageType());

    /// <summary>Text that may hold commas and quotes, which <see cref="With"/> would read as its own.</summary>
    internal Operation WithText(string name, string text)
    {
        var value = default(Vips.GValue);
        Vips.InitValue(ref value, Vips.TypeString);
        Vips.SetString(ref value, text);
        Vips.SetProperty(_handle, name, ref value);
        Vips.UnsetValue(ref value);
        return this;
    }

    /// <summary>Numbers, flags and names of enumeration values, as <c>name=value,name=value</c>.</summary>
    internal Operation With(string options)
    {
        if (Vips.SetFromString(_handle, options) != 0)
            throw new ImageException(ImageProblem.LibraryMissing, $"This libvips does not know {options} of {_name}: {VipsErrors.Take()}");
        return this;
    }

    /// <summary>Runs the operation for its output image. Pixels are computed only when that is read.</summary>
    internal VipsImage ToImage(ImageProblem onFailure)
    {
        Run(onFailure);
        var value = default(Vips.GValue);
        Vips.InitValue(ref value, Vips.ImageType());
        Vips.GetProperty(_handle, "out", ref value);
        var image = Vips.Ref(Vips.GetObject(ref value));
        Vips.UnsetValue(ref value);
        Vips.UnrefOutputs(_handle);
        return new VipsImage(image);
    }

    internal void Run(ImageProblem onFailure)
    {
        if (Vips.BuildOperation(ref _handle) != 0)
            throw new ImageException(onFailure, VipsErrors.Take());
    }

    public void Dispose()
    {
        if (_handle == 0)
            return;
        Vips.Unref(_handle);
        _handle = 0;
    }

    private Operation WithObject(string name, nint instance, nuint type)
    {
        var value = default(Vips.GValue);
        Vips.InitValue(ref value, type);
        Vips.SetObject(ref value, instance);
        Vips.SetProperty(_handle, name, ref value);
        Vips.UnsetValue(ref value);
        return this;
    }
}
