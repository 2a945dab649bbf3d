using System.Buffers;
using System.Globalization;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Handoff.Layout;

/// <summary>The name under which a model is served, which is also its folder's.</summary>
internal static class ModelName
{
    private const int Longest = 128;
    private const string Option = "--name";
    private const string Advice = "take letters, digits, '.', '_' and '-', such as --name babyweight";

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    /// <summary>The name that was asked for, or that of the model's folder; a folder that is a version's lends its parent's.</summary>
    /// <param name="asked">The name; null for the folder's.</param>
    /// <param name="folder">The model's folder, as a full path.</param>
    /// <exception cref="TfKeyedException">It is no name (usage).</exception>
    public static string Of(string? asked, string folder)
    {
        string name = asked ?? Path.GetFileName(folder);
        if (asked is null && IsNumber(name))
            name = Path.GetFileName(Path.GetDirectoryName(folder)) ?? "";
        if (Fault(name) is not { } fault)
            return name;
        throw TfKeyedException.Usage(
            $"{(asked is null ? "the folder's name " : "")}'{name}' is no name for a served model: {fault}", Option, Advice);
    }

    private static string? Fault(string name) => name switch
    {
        "" => "it is empty",
        { Length: > Longest } => $"it has {name.Length} characters, and {Longest} at most",
        _ when name.AsSpan().IndexOfAnyExcept(Allowed) is >= 0 and var at => $"'{Rune(name, at)}' cannot stand in it",
        ['.' or '-', ..] => $"it begins with '{name[0]}'",
        _ when RepositoryFiles.All.Any(f => IsSame(name, f) || IsSame(name, f + RepositoryFiles.New)) => "a file of the repository is called so",
        _ => null,
    };

    // Where the file system does not tell large letters from small ones, names do not either.
    private static bool IsSame(string name, string file) => name.Equals(file, StringComparison.OrdinalIgnoreCase);

    private static string Rune(string name, int at) => System.Text.Rune.TryGetRuneAt(name, at, out System.Text.Rune rune) ? rune.ToString() : "?";

    private static bool IsNumber(string name) => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
