using System.Text;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Odd texts for an input: words that the model compares with, alone and among others, and texts that are long, empty or no text at all.</summary>
internal static class OddTexts
{
    private const int LongestText = 4096;

    private static readonly double[] Numbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1000, -1000, 1e6, -1, 0, 1e30];

    private static readonly int[] Times = [5, 3, 12];

    private static readonly int[] WordCounts = [1, 7, 8, 9, 10, 11, 12, 13, 16, 17, 20, 21, 25, 32, 33, 40];

    private static readonly byte[][] Unusual =
    [
        [], " "u8.ToArray(), [0xFF, 0xFE, 0x80], "NaN"u8.ToArray(), "-1"u8.ToArray(), "1e30"u8.ToArray(), "ÄÖ 東京 🔑"u8.ToArray(), "UPPER lower"u8.ToArray(),
        "a,b;c|d\te\nf"u8.ToArray(), Encoding.ASCII.GetBytes(new string('x', 300)), Encoding.ASCII.GetBytes(new string('y', 2000)),
    ];

    /// <summary>The recipes for an input of texts.</summary>
    public static IEnumerable<OddRecipe> Recipes(InputHints hints)
    {
        if (IsTakenApart(hints))
        {
            foreach ((int urgency, InputHints variant) in Variants(hints, 0))
                yield return new OddRecipe(urgency, (row, dice) => Filled(row, -1, _ => new ColumnSampler(dice, 0).Text(variant, dice.Next(1000))))
                {
                    IsBoundless = urgency > 0,
                };
            yield break;
        }
        string separator = hints.Separator ?? " ";
        foreach (byte[] word in hints.ComparedWords)
        {
            yield return Recipe(0, word);
            yield return Recipe(0, [.. "the "u8, .. word, .. " x"u8]);
            yield return new OddRecipe(0, (row, dice) => Filled(row, row.Count == 0 ? -1 : dice.Next(row.Count), _ => word));
            yield return Recipe(1, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(word).ToUpperInvariant()));
            // It may matter how often it stands in a row.
            foreach (int times in Times)
            {
                string repeated = string.Join(separator, Enumerable.Repeat(Encoding.UTF8.GetString(word), times));
                yield return Recipe(times == Times[0] ? 0 : 1, Encoding.UTF8.GetBytes(repeated));
            }
        }
        foreach (long length in hints.ComparedLengths.SelectMany(l => (long[])[l - 1, l, l + 1]).Distinct().Where(l => l is >= 0 and <= LongestText))
            yield return new OddRecipe(0, (row, _) => Filled(row, -1, i => Encoding.ASCII.GetBytes(new string((char)('a' + (i % 26)), (int)length))));
        foreach (int words in WordCounts)
        {
            yield return new OddRecipe(hints.Separator is null ? 2 : 1, (row, dice) => Filled(row, -1, _ => Encoding.UTF8.GetBytes(
                string.Join(separator, Enumerable.Range(0, words).Select(_ => Word(hints, dice))))));
        }
        foreach (byte[] text in Unusual)
            yield return Recipe(1, text);
    }

    /// <summary>Some or all texts of a row replaced.</summary>
    public static Tensor Filled(Tensor row, int place, Func<int, byte[]> text)
    {
        var strings = new StringValuesBuilder(row.Count);
        for (int i = 0; i < row.Count; i++)
            strings.Add(place < 0 || place == i ? text(i) : row.Strings[i].ToArray());
        return Tensor.FromStrings(row.Shape, strings.ToValues());
    }

    // A text may be read as a number.
    private static OddRecipe Recipe(int urgency, byte[] text) => new(urgency, (row, _) => Filled(row, -1, _ => text)) { IsBoundless = urgency > 0 };

    private static string Word(InputHints hints, Dice dice) =>
        hints.Words.Count > 0 ? Encoding.UTF8.GetString(dice.Pick(hints.Words)) : dice.Pick((string[])["good", "bad", "long", "word", "time", "a", "key"]);

    private static bool IsTakenApart(InputHints hints) => hints.Form is not null || hints.Example is not null;

    /// <summary>Hints that leave one odd value somewhere within a text that is taken apart.</summary>
    private static IEnumerable<(int Urgency, InputHints Hints)> Variants(InputHints hints, int depth)
    {
        if (depth > 3)
            yield break;
        if (hints.Example is { } spec)
        {
            for (int i = 0; i < spec.Features.Count; i++)
            {
                ExampleFeature feature = spec.Features[i];
                foreach ((int urgency, InputHints inner) in Values(feature.Type, feature.Hints, depth))
                {
                    ExampleFeature[] features = [.. spec.Features];
                    features[i] = feature with { Hints = inner, HasDefault = false };
                    yield return (urgency, new InputHints { Example = spec with { Features = features } });
                }
            }
        }
        else if (hints.Form is TextForm.Csv csv)
        {
            for (int i = 0; i < csv.Columns.Count; i++)
            {
                foreach ((int urgency, InputHints inner) in Values(csv.Columns[i].Type, csv.Columns[i].Hints, depth))
                {
                    (DataType, bool, InputHints)[] columns = [.. csv.Columns];
                    columns[i] = (csv.Columns[i].Type, false, inner);
                    yield return (urgency, new InputHints { Form = csv with { Columns = columns } });
                }
            }
        }
        else if (hints.Form is TextForm.Base64 { Content: var content })
        {
            foreach ((int urgency, InputHints inner) in Variants(content, depth + 1))
                yield return (urgency, new InputHints { Form = new TextForm.Base64(inner) });
        }
        else if (hints.Form is TextForm.Json { Content: var example })
        {
            foreach ((int urgency, InputHints inner) in Variants(example, depth + 1))
                yield return (urgency, new InputHints { Form = new TextForm.Json(inner) });
        }
        else if (hints.Form is TextForm.Number number)
        {
            foreach ((int urgency, InputHints inner) in Values(number.Type, hints, depth))
            {
                inner.Form = number;
                inner.Separator = hints.Separator;
                yield return (urgency, inner);
            }
        }
    }

    private static IEnumerable<(int Urgency, InputHints Hints)> Values(DataType type, InputHints hints, int depth)
    {
        if (type == DataType.String)
        {
            if (IsTakenApart(hints))
            {
                foreach ((int, InputHints) variant in Variants(hints, depth + 1))
                    yield return variant;
                yield break;
            }
            foreach (byte[] word in hints.ComparedWords)
                yield return (0, new InputHints { Words = { word }, IsClosed = true });
            foreach (byte[] word in Unusual)
                yield return (1, new InputHints { Words = { word }, IsClosed = true });
            yield break;
        }
        foreach (double number in hints.Compared.Concat(hints.Boundaries.Take(16)).Distinct())
        {
            double beyond = Math.Max(1, Math.Abs(number) * 0.01);
            foreach (double one in (double[])[number, number + beyond, number - beyond])
            {
                if (!hints.IsSize || Math.Abs(one) <= 1000)
                    yield return (0, new InputHints { Only = one });
            }
        }
        foreach (double number in Numbers.Where(n => type.IsFloating() || double.IsFinite(n)))
        {
            if (!hints.IsSize || Math.Abs(number) <= 1000)
                yield return (1, new InputHints { Only = number });
        }
    }
}
