using System.Text;

namespace Suite.ModelGateway.Local.Vision.Ocr;

/// <summary>
/// Reads the answer of a recogniser trained with CTC: at each step the likeliest class, repetitions merged, blanks dropped.
/// Class 0 is the blank, then come the characters, then the space.
/// </summary>
internal sealed class CtcDecoder(IReadOnlyList<string> characters)
{
    // In small print the blank always beats the space by a little; without this, words run together.
    private const float SpaceThreshold = 0.1f;

    private readonly int _space = characters.Count + 1;

    public int Classes => characters.Count + 2;

    /// <param name="probabilities">[steps, classes].</param>
    /// <returns>The text, and the mean probability of its characters (0 for no text).</returns>
    public (string Text, double Confidence) Decode(ReadOnlySpan<float> probabilities)
    {
        var text = new StringBuilder();
        var (sum, count, previous, gap) = (0.0, 0, 0, false);
        for (; probabilities.Length >= Classes; probabilities = probabilities[Classes..])
        {
            gap |= probabilities[_space] >= SpaceThreshold;
            var likeliest = Likeliest(probabilities[..Classes]);
            if (likeliest != 0 && likeliest != _space && likeliest != previous)
            {
                if (gap && count > 0)
                    text.Append(' ');
                text.Append(characters[likeliest - 1]);
                sum += probabilities[likeliest];
                count++;
                gap = false;
            }

            previous = likeliest;
        }

        return (AsciiForms(text.ToString()), count == 0 ? 0 : sum / count);
    }

    private static int Likeliest(ReadOnlySpan<float> step)
    {
        var likeliest = 0;
        for (var candidate = 1; candidate < step.Length; candidate++)
        {
            if (step[candidate] > step[likeliest])
                likeliest = candidate;
        }

        return likeliest;
    }

    // A bracket in English text may come out in its full-width Chinese form; among ideographs that is the right one.
    private static string AsciiForms(string text) => text.Any(character => character is >= '\u3400' and <= '\u9FFF')
        ? text
        : string.Concat(text.Select(character => character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character));
}
