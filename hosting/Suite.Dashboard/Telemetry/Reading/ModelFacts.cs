using System.Buffers.Text;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>What the attributes of a model call say. A field, so that hundreds of thousands can be read in one go.</summary>
internal record struct ModelFacts
{
    public string? Operation;
    public string? Provider;
    public string? RequestModel;
    public string? ResponseModel;
    public long? InputTokens;
    public long? OutputTokens;
    public double? CostUsd;
    public string? ErrorType;
    public long DurationNanos;
    public bool Failed;

    public readonly string? Model => ResponseModel ?? RequestModel;
}

/// <summary>Reads the facts of a segment's rows: keys are told apart once a segment, and texts made once a term.</summary>
internal readonly ref struct ModelFactReader
{
    private readonly Segments.Terms _terms;
    private readonly ReadOnlySpan<int> _keyOf;
    private readonly Fact[] _facts;
    private readonly Dictionary<int, string> _texts = [];

    public ModelFactReader(Segments.Terms terms)
    {
        _terms = terms;
        _keyOf = terms.KeyOf;
        _facts = new Fact[terms.Keys.Length];
        for (var key = 0; key < _facts.Length; key++)
            _facts[key] = FactOf(terms.Keys[key]);
        HasAny = _facts.Contains(Fact.Operation) || _facts.Contains(Fact.RequestModel);
    }

    private enum Fact
    {
        None,
        Operation,
        Provider,
        RequestModel,
        ResponseModel,
        InputTokens,
        OutputTokens,
        Cost,
        Error,
    }

    public bool HasAny { get; }

    public bool IsCall(ReadOnlySpan<int> attributes)
    {
        foreach (var term in attributes)
        {
            if (_facts[_keyOf[term]] is Fact.Operation or Fact.RequestModel)
                return true;
        }
        return false;
    }

    public ModelFacts Read(ReadOnlySpan<int> attributes, long duration, bool failed)
    {
        var facts = new ModelFacts { DurationNanos = duration, Failed = failed };
        foreach (var term in attributes)
        {
            switch (_facts[_keyOf[term]])
            {
                case Fact.Operation:
                    facts.Operation = Text(term);
                    break;
                case Fact.Provider:
                    facts.Provider = Text(term);
                    break;
                case Fact.RequestModel:
                    facts.RequestModel = Text(term);
                    break;
                case Fact.ResponseModel:
                    facts.ResponseModel = Text(term);
                    break;
                case Fact.InputTokens:
                    facts.InputTokens = Whole(term);
                    break;
                case Fact.OutputTokens:
                    facts.OutputTokens = Whole(term);
                    break;
                case Fact.Cost:
                    facts.CostUsd = Utf8Parser.TryParse(_terms.Utf8(term), out double cost, out _) && double.IsFinite(cost) ? cost : null;
                    break;
                case Fact.Error:
                    (facts.ErrorType, facts.Failed) = (Text(term), true);
                    break;
            }
        }
        return facts;
    }

    private static Fact FactOf(string key) => key switch
    {
        "gen_ai.operation.name" => Fact.Operation,
        "gen_ai.provider.name" or "gen_ai.system" => Fact.Provider,
        "gen_ai.request.model" => Fact.RequestModel,
        "gen_ai.response.model" => Fact.ResponseModel,
        "gen_ai.usage.input_tokens" or "gen_ai.usage.prompt_tokens" => Fact.InputTokens,
        "gen_ai.usage.output_tokens" or "gen_ai.usage.completion_tokens" => Fact.OutputTokens,
        "suite.gen_ai.cost" => Fact.Cost,
        "error.type" => Fact.Error,
        _ => Fact.None,
    };

    private string Text(int term)
    {
        if (!_texts.TryGetValue(term, out var text))
            _texts[term] = text = _terms.Text(term);
        return text;
    }

    private long? Whole(int term) => Utf8Parser.TryParse(_terms.Utf8(term), out long number, out _) ? number : null;
}
