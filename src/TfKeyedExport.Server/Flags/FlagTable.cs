namespace TfKeyedExport.Server.Flags;

/// <summary>Every flag, once.</summary>
internal static class FlagTable
{
    private static readonly Dictionary<string, Flag> ByKey;

    static FlagTable()
    {
        All = [.. ModelFlags.All.Concat(ListeningFlags.All).Concat(OwnFlags.All).Concat(SeenFlags.All).Concat(IgnoredFlags.All).OrderBy(f => f.Group)];
        ByKey = All.ToDictionary(f => Key(f.Name), StringComparer.Ordinal);
    }

    /// <summary>The flags by group.</summary>
    public static IReadOnlyList<Flag> All { get; }

    /// <summary>The flag of a name, however its words are joined; null if there is none.</summary>
    public static Flag? Find(string name) => ByKey.GetValueOrDefault(Key(name));

    private static string Key(string name) => name.Replace('-', '_');
}
