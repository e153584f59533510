using Suite.ModelGateway.Local.Conversion;
using Suite.ModelGateway.Local.Onnx;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

public sealed class OnnxSessionTests : IAsyncLifetime
{
    private OrtLibrary _library = null!;

    public async ValueTask InitializeAsync() => _library = OrtLibrary.Load(await NativeSetup.PathOfAsync("weights"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void The_library_tells_its_maker_nothing()
    {
        using var session = Doubler();

        // Whatever it tells begins with a log of its own in the folder that the process was started with.
        Assert.False(File.Exists(Path.Combine(TestRunFolder.Shared, $"mat-debug-{Environment.ProcessId}.log")));
    }

    [Fact]
    public void Inputs_and_outputs_have_the_names_of_the_model()
    {
        using var session = Doubler();

        Assert.Equal(["image"], session.InputNames);
        Assert.Equal(["sum", "image_again"], session.OutputNames);
    }

    [Fact]
    public void All_outputs_come_back_with_their_shapes()
    {
        using var session = Doubler();

        using var outputs = session.Run(Ones());

        Assert.Equal(2, outputs.Count);
        Assert.Equal([1, 3, 2, 2], outputs.Shape(1));
        Assert.Equal(Enumerable.Repeat(2f, 12), outputs.Data(0).ToArray());
        Assert.Equal(Enumerable.Repeat(1f, 12), outputs.Data(1).ToArray());
    }

    [Fact]
    public void An_input_of_the_wrong_shape_is_an_exception_that_says_so()
    {
        using var session = Doubler();

        var failure = Assert.Throws<OnnxException>(() => session.Run(new OnnxTensor(new float[27], 1, 3, 3, 3)));

        Assert.Contains("Expected: 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_values_for_the_shape_never_reach_the_native_side()
    {
        using var session = Doubler();

        Assert.Throws<OnnxException>(() => session.Run(new OnnxTensor(new float[11], 1, 3, 2, 2)));
        Assert.Throws<OnnxException>(() => session.Run());
    }

    [Fact]
    public void What_is_no_model_is_refused()
    {
        Assert.Throws<OnnxException>(() => OnnxSession.FromBytes(_library, "no model"u8, 1));
        Assert.Throws<OnnxException>(() => OnnxSession.FromFile(_library, "/nowhere/model.onnx", 1));
    }

    [Fact]
    public void After_disposal_nothing_can_be_run_or_read()
    {
        var session = Doubler();
        var outputs = session.Run(Ones());
        outputs.Dispose();
        session.Dispose();

        Assert.Throws<ObjectDisposedException>(() => outputs.Shape(0));
        Assert.Throws<ObjectDisposedException>(() => session.Run(Ones()));
    }

    [Fact]
    public async Task Disposing_a_session_waits_for_the_runs_that_use_it()
    {
        for (var round = 0; round < 20; round++)
        {
            var session = Doubler();
            var runs = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                try
                {
                    using var outputs = session.Run(Ones());
                    Assert.Equal(2, outputs.Data(0)[0]);
                }
                catch (ObjectDisposedException)
                {
                    // Came too late: that is fine, a crash would not be.
                }
            })));
            session.Dispose();
            await runs;
        }
    }

    private static OnnxTensor Ones() => new(Enumerable.Repeat(1f, 12).ToArray(), 1, 3, 2, 2);

    private OnnxSession Doubler()
    {
        var model = new OnnxFile();
        model.Input("image", 1, 3, 2, 2);
        model.Add("Add", "sum", ["image", "image"]);
        model.Add("Identity", "image_again", ["image"]);
        model.Output("sum");
        model.Output("image_again");
        return OnnxSession.FromBytes(_library, model.ToBytes(), 1);
    }
}
