using System.Text;
using System.Text.Json;

namespace Suite.ModelGateway.Local.Text;

/// <summary>
/// Splits text into the pieces of a SentencePiece unigram vocabulary: of all ways to write the text as pieces, the one with the
/// best sum of scores. Follows the reference runner token for token, ties and unknown characters included.
/// </summary>
internal sealed class Tokenizer
{
    private const char Separator = '\u2581';
    private const int Unknown = 0;

    // Ids of control symbols; they are never found in text.
    private const int ReservedIds = 6;

    // A trie in one dictionary: (node, next character) leads to a node; a node that ends a piece has an entry in _pieceAt.
    private readonly Dictionary<(int Node, int Rune), int> _next = [];
    private readonly List<int> _pieceAt = [Unknown];
    private readonly (float Score, int Length)[] _pieces;

    private Tokenizer(List<(string Text, float Score)> vocabulary)
    {
        _pieces = new (float, int)[vocabulary.Count];
        for (var id = 0; id < vocabulary.Count; id++)
        {
            var (text, score) = vocabulary[id];
            _pieces[id] = (score, text.EnumerateRunes().Count());
            if (id >= ReservedIds)
                Insert(text, id);
        }
    }

    /// <summary>Reads <c>vocab.json</c>: an array of [piece, score]; a few scores are null and count as 0.</summary>
    public static Tokenizer Load(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return new Tokenizer([.. json.RootElement.EnumerateArray().Select(piece => (
            piece[0].GetString()!,
            piece[1].ValueKind == JsonValueKind.Number ? piece[1].GetSingle() : 0f))]);
    }

    /// <summary>The ids of the pieces of <paramref name="text"/>; empty for an empty text.</summary>
    public List<int> Encode(string text)
    {
        var runes = Normalise(text);
        var best = new float[runes.Count + 1];
        var pieceEndingAt = new int[runes.Count + 1];

        for (var start = 0; start < runes.Count; start++)
        {
            var found = false;
            var node = 0;
            for (var end = start + 1; end <= runes.Count && _next.TryGetValue((node, runes[end - 1]), out node); end++)
            {
                if (_pieceAt[node] is not Unknown and var piece)
                {
                    Offer(end, piece, best[start] + _pieces[piece].Score);
                    found = true;
                }
            }

            if (!found)
                Offer(start + 1, Unknown, best[start]);
        }

        return Backtrack(pieceEndingAt);

        // A sum of exactly 0 counts as "nothing yet", as it does in the reference.
        void Offer(int end, int piece, float score)
        {
            if (best[end] != 0 && score < best[end])
                return;
            best[end] = score;
            pieceEndingAt[end] = piece;
        }
    }

    private List<int> Backtrack(int[] pieceEndingAt)
    {
        var ids = new List<int>();
        for (var end = pieceEndingAt.Length - 1; end > 0; end -= _pieces[pieceEndingAt[end]].Length)
        {
            var id = pieceEndingAt[end];
            var repeatsUnknown = id == Unknown && ids.Count > 0 && ids[^1] == Unknown;
            if (!repeatsUnknown)
                ids.Add(id);
        }

        ids.Reverse();
        return ids;
    }

    private static List<int> Normalise(string text)
    {
        if (text.Length == 0)
            return [];

        // Going over the runes turns lone surrogates, which Normalize would refuse, into U+FFFD: unknown either way.
        var wellFormed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            wellFormed.Append(rune);

        var runes = new List<int>(text.Length + 1) { Separator };
        foreach (var rune in wellFormed.ToString().Normalize(NormalizationForm.FormKC).EnumerateRunes())
            runes.Add(rune.Value == ' ' ? Separator : rune.Value);
        return runes;
    }

    private void Insert(string piece, int id)
    {
        var node = 0;
        foreach (var rune in piece.EnumerateRunes())
        {
            if (!_next.TryGetValue((node, rune.Value), out var child))
            {
                child = _pieceAt.Count;
                _pieceAt.Add(Unknown);
                _next[(node, rune.Value)] = child;
            }

            node = child;
        }

        _pieceAt[node] = id;
    }
}
