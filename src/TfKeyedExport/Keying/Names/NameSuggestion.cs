using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Names;

/// <summary>Suggests names that every loader accepts.</summary>
internal static class NameSuggestion
{
    /// <summary>A name made of the wished one that neither collides nor hinders Python.</summary>
    /// <param name="prefix">What comes before it.</param>
    /// <param name="name">The wished name.</param>
    /// <param name="taken">The names that are taken.</param>
    public static string For(string prefix, string name, IEnumerable<string> taken)
    {
        HashSet<string> forms = new(taken.Select(PythonNames.Sanitized), StringComparer.Ordinal);
        string plain = $"{prefix}_{name}";
        if (PythonNames.Obstacle(plain) is null && !forms.Contains(PythonNames.Sanitized(plain)))
            return plain;
        return new UniqueNames(forms).Take(string.Concat(plain.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')));
    }
}
