using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using TfKeyedExport.Safety;

namespace TfKeyedExport.Server.Flags;

/// <summary>The types of flags' values.</summary>
internal static class FlagTypes
{
    private static readonly string[] YesWords = ["true", "1", "yes", "t", "y"];
    private static readonly string[] NoWords = ["false", "0", "no", "f", "n"];

    private static readonly (string Suffix, double Factor)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1), ("", 1),
    ];

    /// <summary>On or off.</summary>
    public static FlagType<bool> Truth { get; } = new(TryTruth, v => v ? "true" : "false", "neither true nor false") { IsSwitch = true };

    /// <summary>A whole number of 32 bits.</summary>
    public static FlagType<int?> Int32 { get; } = Nullable<int>(int.MinValue, int.MaxValue);

    /// <summary>How many there may be: at least one.</summary>
    public static FlagType<int?> Count { get; } = Nullable<int>(1, int.MaxValue);

    /// <summary>A whole number of 64 bits.</summary>
    public static FlagType<long?> Int64 { get; } = Nullable<long>(long.MinValue, long.MaxValue);

    /// <summary>Any text.</summary>
    public static FlagType<string> Text { get; } = Texts(_ => true, "no text");

    /// <summary>A text with something in it.</summary>
    public static FlagType<string> Name { get; } = Texts(t => t.Trim().Length > 0, "empty; in a script, see whether a variable is set");

    /// <summary>A number of TensorFlow Serving's, which here is only held against its type.</summary>
    public static FlagType<double?> Number { get; } = Real(double.MinValue, double.MaxValue, "no number");

    /// <summary>A share.</summary>
    public static FlagType<double?> Share { get; } = Real(0, 1, "no number from 0 to 1");

    /// <summary>A time in seconds, up to 11 days.</summary>
    public static FlagType<double?> Seconds { get; } = Real(0, 1e6, "no number of seconds from 0 to 1000000");

    /// <summary>A time in seconds that is not zero.</summary>
    public static FlagType<double?> LongerThanZero { get; } = Real(double.Epsilon, 1e6, "no number of seconds above 0 and up to 1000000");

    /// <summary>An amount of memory.</summary>
    public static FlagType<long?> Bytes { get; } = new(TryBytes, ShowBytes, "no amount of memory, such as 512MiB or 4GiB");

    /// <summary>A device.</summary>
    public static FlagType<string> Device { get; } = Texts(
        t => t is "auto" or "cpu" or "gpu" || (t is ['g', 'p', 'u', ':', _, ..] && t.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0),
        "no device: take auto, cpu, gpu or gpu:N");

    /// <summary>An operation that a model needs leave for.</summary>
    public static FlagType<string> Operation { get; } = Texts(SafetyGate.IsKnown, "no operation: take the name that the refusal gives");

    /// <summary>What becomes of a field of the request log.</summary>
    public static FlagType<string> LogField { get; } = Texts(
        t => Serving.Configuration.LogField.TryParse(t, out _),
        "no field with what becomes of it, such as key=hash, inputs=keep, inputs.age=keep or request_id=drop");

    /// <summary>One of some words.</summary>
    public static FlagType<T?> OneOf<T>(params (string Word, T Value)[] words)
        where T : struct => new(
            (string text, out T? value) =>
            {
                int index = Array.FindIndex(words, w => w.Word == text);
                value = index < 0 ? null : words[index].Value;
                return index >= 0;
            },
            v => Array.Find(words, w => w.Value.Equals(v)).Word,
            $"none of {string.Join(", ", words.Select(w => w.Word))}");

    private static bool TryTruth(string text, out bool value)
    {
        value = YesWords.Contains(text, StringComparer.OrdinalIgnoreCase);
        return value || NoWords.Contains(text, StringComparer.OrdinalIgnoreCase);
    }

    private static FlagType<string> Texts(Func<string, bool> isRight, string isNone) => new(
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return isRight(text);
        },
        v => v, isNone);

    private static FlagType<T?> Nullable<T>(T least, T most)
        where T : struct, IBinaryInteger<T> => new(
            (string text, out T? value) =>
            {
                bool right = T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T number);
                value = number;
                return right;
            },
            v => string.Create(CultureInfo.InvariantCulture, $"{v}"),
            string.Create(CultureInfo.InvariantCulture, $"no whole number from {least} to {most}"));

    private static FlagType<double?> Real(double least, double most, string isNone) => new(
        (string text, out double? value) =>
        {
            bool right = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
            value = number;
            return right && number >= least && number <= most;
        },
        v => v!.Value.ToString("0.###", CultureInfo.InvariantCulture), isNone);

    private static bool TryBytes(string text, out long? value)
    {
        (string suffix, double factor) = Array.Find(Units, u => text.EndsWith(u.Suffix, StringComparison.OrdinalIgnoreCase));
        bool right = double.TryParse(
            text.AsSpan(0, text.Length - suffix.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        right &= number * factor is >= 1 and <= 1L << 62;
        value = right ? (long)(number * factor) : null;
        return right;
    }

    private static string ShowBytes(long? bytes)
    {
        (string suffix, double factor) = Units.Take(4).Reverse().FirstOrDefault(u => bytes % u.Factor == 0, ("", 1));
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / factor}{suffix}");
    }
}
