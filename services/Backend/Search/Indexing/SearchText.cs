using System.Security.Cryptography;
using System.Text;
using Suite.Assets;

namespace Suite.Search.Indexing;

/// <summary>One piece of an asset that search finds it by. <paramref name="ByMeaning"/>: embedded too, not only indexed by words.</summary>
internal sealed record SearchText(string Source, string SourceKey, int Part, string Body, bool ByMeaning)
{
    public const string FileName = "fileName";

    /// <summary>About as many characters as the embedding model reads (128 tokens).</summary>
    private const int PartLength = 480;

    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Body));

    /// <summary>Everything that <paramref name="asset"/> is to be found by: nothing when it is gone or not to be shown.</summary>
    public static IReadOnlyList<SearchText> Of(Asset? asset, IReadOnlyList<AssetText> texts)
    {
        if (asset is null or { DeletedAt: not null } or { State: AssetState.Quarantined or AssetState.Failed })
            return [];

        // The extension apart, so that IMG_2041 finds IMG_2041.jpg; the id, so that a pasted id finds its asset.
        var name = $"{Path.GetFileNameWithoutExtension(asset.FileName)} {Path.GetExtension(asset.FileName)} {asset.Id:N}";
        return
        [
            new SearchText(FileName, FileName, 0, name, ByMeaning: false),
            .. texts.SelectMany(text => Parts(text.Text).Select((part, index) =>
                new SearchText(text.Source, text.SourceKey, index, part, ByMeaning: true))),
        ];
    }

    /// <summary>Cuts a long text at the last end of a sentence, a line or a word before the limit.</summary>
    internal static IEnumerable<string> Parts(string text)
    {
        // PostgreSQL's text cannot hold a zero character.
        text = text.Replace('\0', ' ').Trim();
        while (text.Length > PartLength)
        {
            var cut = text.LastIndexOfAny(['.', '!', '?', '\n'], PartLength - 1, PartLength / 2);
            if (cut < 0)
                cut = text.LastIndexOf(' ', PartLength - 1, PartLength / 2);
            if (cut < 0)
                cut = char.IsLowSurrogate(text[PartLength]) ? PartLength - 2 : PartLength - 1;
            yield return text[..(cut + 1)].TrimEnd();
            text = text[(cut + 1)..].TrimStart();
        }

        if (text.Length > 0)
            yield return text;
    }
}
