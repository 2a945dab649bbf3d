using System.Text;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes strings: words, or what the model takes strings apart for.</summary>
/// <param name="values">Makes the values that strings spell.</param>
/// <param name="spread">How much wider than usual to choose.</param>
internal sealed class TextSampler(ColumnSampler values, int spread)
{
    private const int WordsInText = 6;

    private static readonly string[] PlainWords = ["the", "key", "passes", "through", "every", "model", "True", "False", "a", "B", "42", "élan"];

    private Dice Dice => values.Dice;

    /// <summary>One string: a word of the vocabulary, a few words if the model splits text, and now and then a word that it cannot know, or none.</summary>
    /// <param name="hints">What the graph says.</param>
    /// <param name="index">Which one of a column it is.</param>
    public byte[] Text(InputHints hints, int index)
    {
        if (hints.Example is { } spec)
            return ExampleWriter.Write(spec, values);
        if (hints.Separator is not { } separator)
            return Word(hints, index);
        var text = new List<byte>();
        // Of numbers, no text is none: it would be one number that is not there.
        int words = hints.Form is null ? Dice.Next(WordsInText) : 1 + Dice.Next(WordsInText);
        for (int i = 0; i < words; i++)
        {
            if (i > 0)
                text.AddRange(Encoding.UTF8.GetBytes(separator));
            text.AddRange(Word(hints, index));
        }
        return [.. text];
    }

    private byte[] Word(InputHints hints, int index)
    {
        switch (hints.Form)
        {
            case TextForm.Number number when hints.Words.Count == 0:
                return NumberSampler.Spelt(number.Type, hints, Dice, spread);
            case TextForm.Csv csv:
                return Record(csv, index);
            case TextForm.Base64 encoded:
                return Encoding.ASCII.GetBytes(System.Buffers.Text.Base64Url.EncodeToString(values.Text(encoded.Content, index)));
            case TextForm.Json json:
                return ExampleJson.Write(json.Content.Example is null ? [] : values.Text(json.Content, index), Dice);
            case TextForm.Image:
                return ImageWriter.Write(Dice);
        }
        if (hints.Words.Count > 0)
            return hints.IsClosed || Dice.Next(8) >= 1 + spread ? Dice.Pick(hints.Words) : Encoding.UTF8.GetBytes($"unknown-{index + (1000 * spread)}");
        if (index % 16 == 15 && spread == 0)
            return [];
        string word = Dice.Pick(PlainWords);
        return Encoding.UTF8.GetBytes(spread == 0 ? word : $"{word}-{Dice.Pick(PlainWords)}{Dice.Next(1000 * spread)}");
    }

    private byte[] Record(TextForm.Csv csv, int index)
    {
        var record = new List<byte>();
        for (int i = 0; i < csv.Columns.Count; i++)
        {
            (DataType type, bool mayLack, InputHints hints) = csv.Columns[i];
            if (i > 0)
                record.AddRange(Encoding.UTF8.GetBytes(csv.Delimiter));
            if (mayLack && Dice.Next(8) == 0)
                continue;
            record.AddRange(type == DataType.String ? Quoted(values.Text(hints, index)) : NumberSampler.Spelt(type, hints, Dice, spread));
        }
        return [.. record];
    }

    private static byte[] Quoted(byte[] text) => [(byte)'"', .. text.SelectMany(b => b == '"' ? (byte[])[b, b] : [b]), (byte)'"'];
}
