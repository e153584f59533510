using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Suite.Imaging;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Captions;
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
        var chat = ScriptedChat.Saying("""{"tags":["a"],"caption":"A menu."}""");

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
        var (answer, model) = await AskAsync(ScriptedChat.Saying("Sure!\n```json\n{\"tags\":[\"a\"],\"caption\":\"A menu.\"}\n```"), WithFields);

        Assert.Equal(("A menu.", "scripted-1"), (answer.Text, model));
        Assert.Equal("a", answer.Result!["tags"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_malformed_answer_is_sent_back_once_with_what_is_wrong()
    {
        var chat = ScriptedChat.Saying("""{"tags":["a"]}""", """{"tags":["a"],"caption":"Mended."}""");

        var (answer, _) = await AskAsync(chat, WithFields);

        Assert.Equal("Mended.", answer.Text);
        Assert.Contains("lacks caption", chat.Asked[1][^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_never_become_an_object_are_kept_as_they_are()
    {
        var (answer, _) = await AskAsync(ScriptedChat.Saying("A menu.", "A menu, I said."), WithFields);

        Assert.Equal("""{"text":"A menu, I said."}""", answer.Result!.ToJsonString());
    }

    [Fact]
    public async Task Without_fields_the_words_are_the_caption()
    {
        var (answer, _) = await AskAsync(ScriptedChat.Saying("  A menu.\n"), new CaptionRequest());

        Assert.Equal(("A menu.", null), (answer.Text, answer.Result));
    }

    [Fact]
    public async Task A_provider_that_throws_is_a_named_failure()
    {
        var failure = await Assert.ThrowsAsync<ProblemException>(() =>
            AskAsync(new ScriptedChat(_ => throw new HttpRequestException("connection refused")), new CaptionRequest()));

        Assert.Equal("provider-failed", failure.Kind.Code);
        Assert.Contains("connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_in_time_is_a_named_failure()
    {
        var hanging = new ScriptedChat(async cancel =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return "";
        });

        var failure = await Assert.ThrowsAsync<ProblemException>(() =>
            AskAsync(hanging, new CaptionRequest(), new VisionOptions { CaptionTimeoutSeconds = 1 }));

        Assert.Equal("model-timeout", failure.Kind.Code);
    }

    [Fact]
    public async Task A_caller_that_goes_away_is_no_failure_of_the_provider()
    {
        using var gone = new CancellationTokenSource();
        var chat = new ScriptedChat(async cancel =>
        {
            await gone.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            return "";
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new CaptionByModel(Options.Create(new VisionOptions()), chat).AskAsync(_image, new CaptionRequest(), gone.Token));
    }

    private Task<(CaptionAnswer Answer, string Model)> AskAsync(ScriptedChat chat, CaptionRequest request, VisionOptions? options = null) =>
        new CaptionByModel(Options.Create(options ?? new VisionOptions()), chat).AskAsync(_image, request, Cancel);
}
