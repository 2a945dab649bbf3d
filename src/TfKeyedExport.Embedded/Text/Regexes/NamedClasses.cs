using System.Globalization;

namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>The classes that a regular expression calls by name.</summary>
internal static class NamedClasses
{
    /// <summary>A POSIX class, ASCII only; null for an unknown name.</summary>
    public static CodePointSet? Posix(string name)
    {
        var set = new CodePointSet();
        return name switch
        {
            "alnum" => set.Add('0', '9').Add('A', 'Z').Add('a', 'z'),
            "alpha" => set.Add('A', 'Z').Add('a', 'z'),
            "ascii" => set.Add(0, 0x7F),
            "blank" => set.Add('\t', '\t').Add(' ', ' '),
            "cntrl" => set.Add(0, 0x1F).Add(0x7F, 0x7F),
            "digit" => set.Add('0', '9'),
            "graph" => set.Add('!', '~'),
            "lower" => set.Add('a', 'z'),
            "print" => set.Add(' ', '~'),
            "punct" => set.Add('!', '/').Add(':', '@').Add('[', '`').Add('{', '~'),
            "space" => set.Add('\t', '\r').Add(' ', ' '),
            "upper" => set.Add('A', 'Z'),
            "word" => set.Add('0', '9').Add('A', 'Z').Add('a', 'z').Add('_', '_'),
            "xdigit" => set.Add('0', '9').Add('A', 'F').Add('a', 'f'),
            _ => null,
        };
    }

    /// <summary>Perl's white space, which leaves out the vertical tab.</summary>
    public static CodePointSet PerlSpace() => new CodePointSet().Add('\t', '\n').Add('\f', '\r').Add(' ', ' ');

    /// <summary>A Unicode general category by its one- or two-letter name, or <c>Any</c>; null for an unknown name.</summary>
    /// <remarks>Scripts are not known here: .NET carries no table of them.</remarks>
    public static CodePointSet? Unicode(string name)
    {
        if (name == "Any")
            return new CodePointSet().Add(0, Utf8.MaxCodePoint);
        ulong wanted = 0;
        foreach (UnicodeCategory category in Enum.GetValues<UnicodeCategory>())
        {
            string code = Code(category);
            if (code != "Cn" && (code == name || (name.Length == 1 && code[0] == name[0])))
                wanted |= 1UL << (int)category;
        }
        return wanted == 0 ? null : OfCategories(wanted);
    }

    private static CodePointSet OfCategories(ulong wanted)
    {
        var set = new CodePointSet();
        int start = -1;
        for (int codePoint = 0; codePoint <= Utf8.MaxCodePoint + 1; codePoint++)
        {
            bool inside = codePoint <= Utf8.MaxCodePoint && (wanted >> (int)CharUnicodeInfo.GetUnicodeCategory(codePoint) & 1) != 0;
            if (inside && start < 0)
                start = codePoint;
            if (inside || start < 0)
                continue;
            set.Add(start, codePoint - 1);
            start = -1;
        }
        return set;
    }

    private static string Code(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "Cn",
    };
}
