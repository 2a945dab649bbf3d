using System.Text;

namespace TfKeyedExport.Keying.Names;

/// <summary>Makes names that TensorFlow's graph accepts out of names of the user's choice.</summary>
internal static class LegalNames
{
    private const int MaxLength = 100;

    /// <summary>Whether every surrogate has its partner, so that the name can be written as UTF-8.</summary>
    public static bool IsWellFormed(string name)
    {
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !name.Contains('\uFFFD', StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    /// <summary>A node's or a library function's name: letters, digits, <c>_</c>, <c>.</c> and <c>-</c>, beginning with a letter or a digit.</summary>
    public static string Node(string name)
    {
        string legal = Replace(name, static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
        return legal.Length > 0 && char.IsAsciiLetterOrDigit(legal[0]) ? legal : "n" + legal;
    }

    /// <summary>An argument's name within a function: lower-case letters, digits and <c>_</c>, beginning with a letter.</summary>
    public static string Argument(string name)
    {
        string legal = Replace(name, static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_', lower: true);
        return legal.Length > 0 && char.IsAsciiLetterLower(legal[0]) ? legal : "arg_" + legal;
    }

    private static string Replace(string name, Func<char, bool> allowed, bool lower = false)
    {
        var legal = new StringBuilder(Math.Min(name.Length, MaxLength));
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, MaxLength)))
        {
            char candidate = lower ? char.ToLowerInvariant(c) : c;
            legal.Append(allowed(candidate) ? candidate : '_');
        }
        return legal.ToString();
    }
}
