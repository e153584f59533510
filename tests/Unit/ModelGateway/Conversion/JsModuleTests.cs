using Suite.ModelGateway.Local.Conversion;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Conversion;

public sealed class JsModuleTests
{
    private const string Preamble = """!function(e){module.exports=e()}(function(){var r=n[_]={exports:{}};""";

    [Fact]
    public void A_minified_literal_is_read_as_the_json_that_it_stands_for()
    {
        var read = JsModule.ReadExport(Preamble + """e.exports={format:"graph-model",list:[1,-.5,1e-3],"quoted-name":!0,off:!1,none:null}},{}]);""");

        Assert.Equal(
            """{"format":"graph-model","list":[1,-0.5,0.001],"quoted-name":true,"off":false,"none":null}""",
            read!.ToJsonString());
    }

    [Fact]
    public void A_whole_number_can_be_asked_for_as_any_kind_of_number()
    {
        var read = JsModule.ReadExport("e.exports={scale:1,shape:[224]}");

        Assert.Equal(1.0, read!["scale"]!.GetValue<double>());
        Assert.Equal(224, read["shape"]![0]!.GetValue<int>());
    }

    [Fact]
    public void An_exported_text_is_read_whole()
    {
        var weights = new string('A', 100_000);

        Assert.Equal(weights, JsModule.ReadExport($"{Preamble}h.exports=\"{weights}\"}},{{}}]);")!.GetValue<string>());
    }

    [Fact]
    public void An_escaped_quote_does_not_end_a_text()
    {
        Assert.Equal("say \"so\"", JsModule.ReadExport("""e.exports={a:"say \"so\""}""")!["a"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("module.exports=require('x')")]
    [InlineData("e.exports={a:function(){}}")]
    [InlineData("e.exports={a:1")]
    [InlineData("")]
    public void What_is_no_literal_is_refused_and_not_run(string script)
    {
        Assert.Throws<ConversionException>(() => JsModule.ReadExport(script));
    }
}
