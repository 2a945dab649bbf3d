using System.Text;

namespace TfKeyedExport.Keying.Captures;

/// <summary>Reads the keys of object-based checkpoints: child names joined by <c>/</c>, then <c>.ATTRIBUTES</c> and what is stored.</summary>
internal static class CheckpointKey
{
    private const string Attributes = "/.ATTRIBUTES/";
    private const string Slot = ".OPTIMIZER_SLOT";

    /// <summary>The child names on the way from the root; null for keys that are no object's own, such as an optimizer's slots.</summary>
    public static IReadOnlyList<string>? Path(string key)
    {
        int end = key.IndexOf(Attributes, StringComparison.Ordinal);
        if (end <= 0)
            return null;
        string[] names = key[..end].Split('/');
        if (names.Contains(Slot))
            return null;
        for (int i = 0; i < names.Length; i++)
            names[i] = Unescape(names[i]);
        return names;
    }

    /// <summary>Within a name, <c>.S</c> stands for a slash and <c>..</c> for a dot.</summary>
    private static string Unescape(string name)
    {
        if (!name.Contains('.'))
            return name;
        var plain = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '.' && i + 1 < name.Length && name[i + 1] is 'S' or '.')
                plain.Append(name[++i] == 'S' ? '/' : '.');
            else
                plain.Append(name[i]);
        }
        return plain.ToString();
    }
}
