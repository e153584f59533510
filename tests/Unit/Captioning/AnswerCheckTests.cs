using System.Text.Json;
using Suite.Captioning;
using Xunit;

namespace Suite.Tests.Unit.Captioning;

public class AnswerCheckTests
{
    private static readonly SchemaField[] Fields =
    [
        new("caption", FieldType.Text, ""),
        new("tags", FieldType.Object, "", IsList: true, IsComplex: true, Fields:
        [
            new("tag", FieldType.Text, ""),
            new("sure", FieldType.Number, ""),
            new("places", FieldType.Object, "", IsList: true, IsComplex: true, Fields: [new("count", FieldType.Integer, "")]),
        ]),
        new("day", FieldType.Boolean, ""),
    ];

    [Theory]
    [InlineData("""{"caption":"a","tags":[{"tag":"b","sure":0.5,"places":[{"count":2}]}],"day":true}""")]
    [InlineData("""{"caption":"a","tags":[],"day":false}""")]
    public void An_answer_that_fits_is_kept_as_it_is(string answer)
    {
        var check = AnswerCheck.Check(JsonElement.Parse(answer), "model", Fields);

        Assert.Empty(check.Faults);
        Assert.Equal(answer, check.Result!.Value.GetRawText());
    }

    [Theory]
    [InlineData("""{"caption":"a","tags":[]}""", "day is missing")]
    [InlineData("""{"caption":1,"tags":[],"day":true}""", "caption must be text, and is a number")]
    [InlineData("""{"caption":null,"tags":[],"day":true}""", "caption must be text, and is null")]
    [InlineData("""{"caption":"a","tags":"b, c","day":true}""", "tags must be a list, and is text")]
    [InlineData("""{"caption":"a","tags":["b"],"day":true}""", "tags[0] must be an object, and is text")]
    [InlineData("""{"caption":"a","tags":[{"tag":"b","sure":"very","places":[]}],"day":true}""", "tags[0].sure must be a number, and is text")]
    [InlineData("""{"caption":"a","tags":[{"tag":"b","sure":1,"places":[{"count":1},{"count":1.5}]}],"day":true}""",
        "tags[0].places[1].count must be a whole number, and is a number")]
    [InlineData("""{"caption":"a","tags":[],"day":"yes"}""", "day must be true or false, and is text")]
    [InlineData("""{"caption":"\u0000","tags":[],"day":true}""", "caption cannot be stored: it holds U+0000, half a character or too large a number")]
    [InlineData("""{"caption":"a","tags":[{"tag":"\ud83d","sure":1,"places":[]}],"day":true}""",
        "tags[0].tag cannot be stored: it holds U+0000, half a character or too large a number")]
    [InlineData("[]", "the answer must be an object, and is a list")]
    public void A_wrong_field_is_named_however_deep_it_lies(string answer, string fault)
    {
        var check = AnswerCheck.Check(JsonElement.Parse(answer), "model", Fields);

        Assert.Equal([fault], check.Faults);
        Assert.Null(check.Result);
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once() => Assert.Equal(
        ["caption must be text, and is a number", "tags[0].sure is missing", "tags[0].places must be a list, and is null", "day is missing"],
        AnswerCheck.Check(JsonElement.Parse("""{"caption":1,"tags":[{"tag":"b","places":null}]}"""), "model", Fields).Faults);

    [Fact]
    public void What_is_no_json_at_all_does_not_fit() =>
        Assert.Equal(["the answer must be an object, and is no JSON"], AnswerCheck.Check(null, "model", Fields).Faults);

    [Fact]
    public void Fields_that_were_not_asked_for_are_dropped_at_every_depth() => Assert.Equal(
        """{"caption":"a","tags":[{"tag":"b","sure":1,"places":[{"count":2}]}],"day":true}""",
        AnswerCheck.Check(
            JsonElement.Parse("""{"more":1,"caption":"a","tags":[{"tag":"b","sure":1,"mood":"x","places":[{"count":2,"where":[]}]}],"day":true}"""),
            "model", Fields).Result!.Value.GetRawText());

    [Theory]
    [InlineData("""{"caption":"a","tags":[],"day":null}""", null)]
    [InlineData("""{"caption":null,"tags":[7],"day":null}""", "tags[0] must be an object, and is a number")]
    public void What_no_model_made_may_leave_fields_open_but_not_fill_them_wrongly(string answer, string? fault) =>
        Assert.Equal(fault, AnswerCheck.Check(JsonElement.Parse(answer), "template", Fields).Faults.SingleOrDefault());
}
