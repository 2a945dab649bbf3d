using System.Buffers;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>
/// Which rows are logged: their keys decide, so that every server logs the same ones, and what is logged at a low rate is at every higher one too.
/// </summary>
internal sealed class KeyChoice
{
    /// <summary>The longest key that a pattern is tried on; a longer one does not match.</summary>
    public const int LongestForPattern = 4096;

    private const double Unit = 1.0 / (1UL << 53);

    private readonly double _rate;
    private readonly Regex? _pattern;

    /// <summary>Chooses.</summary>
    /// <param name="rate">The share of keys, from 0 to 1.</param>
    /// <param name="pattern">What keys have to match; null for nothing.</param>
    public KeyChoice(double rate, string? pattern)
    {
        _rate = rate;
        _pattern = pattern is null ? null : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <summary>Whether every row is logged.</summary>
    public bool IsAll => _rate >= 1 && _pattern is null;

    /// <summary>Whether rows without a key can be logged.</summary>
    public bool TakesNoKey => _pattern is null;

    /// <summary>Whether a key's row is logged.</summary>
    public bool Takes(ReadOnlySpan<byte> key) => IsInRate(Fingerprint64.Compute(key)) && Matches(key);

    private bool IsInRate(ulong hash) => _rate >= 1 || (hash >> 11) * Unit < _rate;

    private bool Matches(ReadOnlySpan<byte> key)
    {
        if (_pattern is null)
            return true;
        if (key.Length > LongestForPattern)
            return false;
        char[] text = ArrayPool<char>.Shared.Rent(LongestForPattern);
        try
        {
            return Utf8.ToUtf16(key, text, out _, out int length, replaceInvalidSequences: false) == OperationStatus.Done
                && _pattern.IsMatch(text.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }
}
