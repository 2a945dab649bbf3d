using System.Globalization;
using System.Text;
using TfKeyedExport.Text;

namespace TfKeyedExport.Keying.Names;

/// <summary>
/// What Python's TensorFlow makes of the names of a signature's inputs: names of a function's parameters. A letter or digit of any script stays, everything
/// else becomes <c>_</c>, and <c>arg_</c> comes before a first character that is no letter. TensorFlow orders arguments that are
/// given by name by this form; its older versions go by the names themselves.
/// </summary>
internal static class PythonNames
{
    private const string Prefix = "arg_";

    private static readonly HashSet<string> Keywords = new(
        [
            "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally",
            "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
        ],
        StringComparer.Ordinal);

    /// <summary>The parameter's name; empty for an empty name, which Python cannot take at all.</summary>
    public static string Sanitized(string name) => Sanitized(name, IsLetterOrDigit);

    /// <summary>Why Python cannot take an input of that name, as the end of a sentence; null if it can.</summary>
    public static string? Obstacle(string name)
    {
        if (name.Length == 0)
            return "the name is empty";
        if (name == "self")
            return "Python hands the function itself over under that name";
        string sanitized = Sanitized(name);
        if (Keywords.Contains(sanitized))
            return $"'{sanitized}' is a word of Python's language";
        int position = 0;
        foreach (Rune rune in sanitized.EnumerateRunes())
        {
            if (rune.Value != '_' && !IsOfIdentifiers(rune, position == 0))
                return $"Python allows no '{rune}' there in the name of a parameter";
            position++;
        }
        return null;
    }

    /// <summary>
    /// Whether names in the order of their code points are in the order of Python's form of them too, whatever version of TensorFlow and Unicode Python has.
    /// </summary>
    /// <param name="names">The names, sorted by code point.</param>
    public static bool KeepTheirOrder(IReadOnlyList<string> names) =>
        Ascend(names.Select(Sanitized)) && Ascend(names.Select(n => Sanitized(n, static r => IsLetterOrDigit(r) && !IsYoung(r))));

    private static bool Ascend(IEnumerable<string> names)
    {
        string? last = null;
        foreach (string name in names)
        {
            if (last is not null && CodePointOrder.Instance.Compare(last, name) >= 0)
                return false;
            last = name;
        }
        return true;
    }

    private static string Sanitized(string name, Func<Rune, bool> stays)
    {
        var sanitized = new StringBuilder(name.Length + Prefix.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (sanitized.Length == 0 && !(IsLetter(rune) && stays(rune)))
                sanitized.Append(Prefix);
            sanitized.Append(stays(rune) ? rune.ToString() : "_");
        }
        return sanitized.ToString();
    }

    private static bool IsLetter(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter;

    /// <summary>As Python's <c>str.isalnum</c>: numbers of any kind count, such as <c>²</c> and <c>Ⅳ</c>.</summary>
    private static bool IsLetterOrDigit(Rune rune) => IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Whether a letter may be unknown to a Python of another age: Unicode adds its scripts beyond the basic plane.</summary>
    private static bool IsYoung(Rune rune) => rune.Value > 0xFFFF;

    /// <summary>
    /// Whether a letter or digit is one of Python's identifiers: letters are, unless what Unicode normalises them to is none; other numbers are not.
    /// </summary>
    private static bool IsOfIdentifiers(Rune rune, bool first) => rune.Value switch
    {
        0x37A or 0x2E2F or (>= 0xFC5E and <= 0xFC63) or 0xFDFA or 0xFDFB => false,
        >= 0xFE70 and <= 0xFE7E when rune.Value % 2 == 0 => false,
        0xE33 or 0xEB3 or 0xFF9E or 0xFF9F => !first,
        (>= 0x1369 and <= 0x1371) or 0x19DA => !first,
        _ => Rune.GetUnicodeCategory(rune) != UnicodeCategory.OtherNumber,
    };
}
