using System.Diagnostics.CodeAnalysis;

namespace TfKeyedExport.Server.Flags;

/// <summary>Reads a value.</summary>
/// <param name="text">What was given.</param>
/// <param name="value">What it stands for.</param>
internal delegate bool TryReadValue<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>How a flag's values are read.</summary>
/// <param name="TryRead">Reads one.</param>
/// <param name="Show">Shows one.</param>
/// <param name="IsNone">What a text is that is none, with what one would be.</param>
internal sealed record FlagType<T>(TryReadValue<T> TryRead, Func<T, string> Show, string IsNone)
{
    /// <summary>Whether a flag of the type needs no value.</summary>
    public bool IsSwitch { get; init; }
}
