using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Suite.Imaging;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Captions;
using Suite.ModelGateway.Providers;
using Suite.ModelGateway.Tasks;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Tasks;

public sealed class CaptionByModelTests
{
    private static readonly CaptionRequest WithFields = new()
    {
        Perspective = new Perspective("p", "1", "Name the tags.", JsonNode.Parse("""[{"name":"tags","type":"str","is_list":true},{"name":"caption","type":"str"}]""")!.AsArray()),
        Context = ["Taken in Rome."],
        Text = "MENU",
    };

    private readonly OpenedImage _image = new([1, 2, 3], new ImageInfo(ImageFormat.Png, 10, 10, 1, 1, false), 100);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_model_sees_the_image_the_prompt_and_what_else_is_known()
    {
        var chat = new ScriptedChat("""{"tags":["a"],"caption":"A menu."}""");

        await AskAsync(chat, WithFields with { Temperature = 0.2, MaxTokens = 300 });

        var contents = Assert.Single(chat.Asked[0]).Contents;
        var text = contents.OfType<TextContent>().Single().Text;
        Assert.StartsWith("Name the tags.", text, StringComparison.Ordinal);
        Assert.Contains("Taken in Rome.", text, StringComparison.Ordinal);
        Assert.Contains("MENU", text, StringComparison.Ordinal);
        Assert.Equal("image/png", contents.OfType<DataContent>().Single().MediaType);
        Assert.Equal((0.2f, 300), (chat.Options!.Temperature, chat.Options.MaxOutputTokens));
        Assert.IsType<ChatResponseFormatJson>(chat.Options.ResponseFormat);
    }

    [Fact]
    public async Task An_object_within_a_code_fence_is_read()
    {
        var answer = await AskAsync(new ScriptedChat("Sure!\n```json\n{\"tags\":[\"a\"],\"caption\":\"A menu.\"}\n```"), WithFields);

        Assert.Equal(("A menu.", "scripted-1"), (answer.Value.Text, answer.Model));
        Assert.Equal("a", answer.Value.Result!["tags"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_malformed_answer_is_sent_back_once_with_what_is_wrong()
    {
        var chat = new ScriptedChat("""{"tags":["a"]}""", """{"tags":["a"],"caption":"Mended."}""");

        var answer = await AskAsync(chat, WithFields);

        Assert.Equal("Mended.", answer.Value.Text);
        Assert.Contains("lacks caption", chat.Asked[1][^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_names_a_field_twice_is_malformed_too()
    {
        var chat = new ScriptedChat("{\"tags\":[\"a\"],\"caption\":\"One.\",\"caption\":\"Two.\"}", "{\"tags\":[\"a\"],\"caption\":\"Mended.\"}");

        var answer = await AskAsync(chat, WithFields);

        Assert.Equal("Mended.", answer.Value.Text);
    }

    [Fact]
    public async Task Words_that_never_become_an_object_are_kept_as_they_are()
    {
        var answer = await AskAsync(new ScriptedChat("A menu.", "A menu, I said."), WithFields);

        Assert.Equal("""{"text":"A menu, I said."}""", answer.Value.Result!.ToJsonString());
    }

    [Fact]
    public async Task Without_fields_the_words_are_the_caption()
    {
        var answer = await AskAsync(new ScriptedChat("  A menu.\n"), new CaptionRequest());

        Assert.Equal(("A menu.", null), (answer.Value.Text, answer.Value.Result));
    }

    [Fact]
    public async Task An_empty_answer_is_a_named_failure()
    {
        var failure = await Assert.ThrowsAsync<ProblemException>(() => AskAsync(new ScriptedChat("", " "), new CaptionRequest()));

        Assert.Equal("provider-failed", failure.Kind.Code);
    }

    private Task<Answer<CaptionAnswer>> AskAsync(ScriptedChat chat, CaptionRequest request) =>
        new CaptionByModel(chat.AskAsync).AskAsync(_image.ForUpload(), request, null, Cancel);
}
