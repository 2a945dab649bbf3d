namespace TfKeyedExport.Serving.Verdicts;

/// <summary>Where verdicts are kept if nothing else is said.</summary>
internal static class VerdictFolder
{
    /// <summary>A folder of the user's cache; null if the user has none.</summary>
    public static string? OfUser()
    {
        string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache) && Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home)
            cache = Path.Combine(home, ".cache");
        return string.IsNullOrEmpty(cache) ? null : Path.Combine(cache, "tfkeyed", "verdicts");
    }
}
