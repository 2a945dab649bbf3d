namespace TfKeyedExport.Server.Hosting;

/// <summary>The tokens of those who may change what is served.</summary>
internal static class AdminTokens
{
    /// <summary>Reads a file of tokens, a line each; empty lines and those that begin with # are left out. No file, no tokens.</summary>
    public static IReadOnlyList<string> Read(string? file) =>
        file is null ? [] : [.. File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];
}
