using System.Buffers;

namespace TfKeyedExport.Handoff.Texts;

/// <summary>Words of command lines, as a shell takes them.</summary>
internal static class ShellText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./_-");

    /// <summary>A word in quotes, unless it needs none: nothing in it becomes a command.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.AsSpan().IndexOfAnyExcept(Plain) < 0 ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A command over several lines.</summary>
    /// <param name="words">Its words; each begins a line but for the first.</param>
    public static string Lines(IEnumerable<string> words) => string.Join(" \\\n  ", words);
}
