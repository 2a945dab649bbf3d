using System.Globalization;
using TfKeyedExport.Formats.TextFormat;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>Single values of a tree, by the type that they should have; what is none is a fault, and becomes the type's default.</summary>
internal static class ScalarWalk
{
    private const string WriteQuotes = "Write it in quotes.";

    private static readonly string[] Wrappers = ["Int64Value", "BoolValue", "StringValue"];

    /// <summary>A whole number.</summary>
    public static long Whole(this MessageWalk walk, TextField field, long least = long.MinValue, long most = long.MaxValue)
    {
        if (field.Scalar is { Kind: TextScalarKind.Number } scalar && TryWhole(scalar.Text, out Int128 value))
        {
            if (value >= least && value <= most)
                return (long)value;
            walk.Wrong(field, $"{field.Name} is {scalar.Text}, which is not within {least} and {most}", "Write a number within these.");
            return 0;
        }
        walk.Wrong(field, $"{field.Name} is a whole number, and {Given(field)} is none", Advice(field, "3"));
        return 0;
    }

    /// <summary>A number.</summary>
    public static double Number(this MessageWalk walk, TextField field)
    {
        string text = field.Scalar is { Kind: not TextScalarKind.Quoted } scalar ? scalar.Text.TrimEnd('f', 'F') : "";
        if (text.Length > 0 && text != "-")
        {
            string word = text.TrimStart('-').ToLowerInvariant();
            // The f of inf is its own.
            if (word is "in" or "infinity")
                return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            if (word == "nan")
                return double.NaN;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                return value;
        }
        walk.Wrong(field, $"{field.Name} is a number, and {Given(field)} is none", Advice(field, "0.5"));
        return 0;
    }

    /// <summary>A truth value.</summary>
    public static bool Truth(this MessageWalk walk, TextField field)
    {
        switch (field.Scalar)
        {
            case { Kind: TextScalarKind.Word, Text: "true" or "True" or "t" } or { Kind: TextScalarKind.Number, Text: "1" }:
                return true;
            case { Kind: TextScalarKind.Word, Text: "false" or "False" or "f" } or { Kind: TextScalarKind.Number, Text: "0" }:
                return false;
            default:
                walk.Wrong(field, $"{field.Name} is true or false, and not {Given(field)}", Advice(field, "true"));
                return false;
        }
    }

    /// <summary>A text.</summary>
    public static string Text(this MessageWalk walk, TextField field)
    {
        if (field.Scalar is not { Kind: TextScalarKind.Quoted } scalar)
            walk.Wrong(field, $"{field.Name} is a text, and {Given(field)} stands in no quotes", field.Message is null ? WriteQuotes : Advice(field, "'...'"));
        else if (!System.Text.Unicode.Utf8.IsValid(scalar.Bytes.Span))
            walk.Wrong(field, $"{field.Name} is no UTF-8", "Write the file in UTF-8.");
        else
            return scalar.Text;
        return "";
    }

    /// <summary>The value of a wrapper message: <c>max_batch_size { value: 128 }</c>. One without a value is not read, and has the type's default.</summary>
    /// <param name="walk">Where faults go.</param>
    /// <param name="field">The field.</param>
    /// <param name="kind">0 for Int64Value, 1 for BoolValue, 2 for StringValue.</param>
    /// <param name="read">What becomes of the field <c>value</c>.</param>
    public static void Wrapped(this MessageWalk walk, TextField field, int kind, Action<TextField> read)
    {
        if (field.Message is null)
        {
            string next = $"Write {field.Name} {{ value: {field.Scalar} }}.";
            walk.Wrong(field, $"{field.Name} is wrapped ({Wrappers[kind]}), and {field.Scalar} stands without its braces", next);
        }
        else
        {
            walk.Fields(field.Message, Wrappers[kind], new MessageRule("value", read));
        }
    }

    private static string Given(TextField field) => field.Scalar?.ToString() ?? "a message in braces";

    private static string Advice(TextField field, string example) => $"Write {field.Name}: {example}.";

    private static bool TryWhole(string text, out Int128 value)
    {
        bool negative = text.StartsWith('-');
        ReadOnlySpan<char> digits = negative ? text.AsSpan(1) : text;
        bool right = true;
        value = 0;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            right = digits.Length <= 2 + 16 && Int128.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        else if (digits is ['0', _, ..])
            right = TryOctal(digits, out value);
        else
            right = Int128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        value = negative ? -value : value;
        return right;
    }

    private static bool TryOctal(ReadOnlySpan<char> digits, out Int128 value)
    {
        value = 0;
        foreach (char digit in digits)
        {
            if (digit is < '0' or > '7' || value > ulong.MaxValue)
                return false;
            value = (value * 8) + (digit - '0');
        }
        return true;
    }
}
