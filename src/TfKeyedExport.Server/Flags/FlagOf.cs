using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Flags;

/// <summary>A flag whose values are of one type.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="type">How values are read and shown.</param>
/// <param name="get">The value that options have, in the flag's own words.</param>
/// <param name="set">Options with the values, of which only repeatable flags have several.</param>
internal sealed class Flag<T>(FlagType<T> type, Func<ServerOptions, T?> get, Func<ServerOptions, IReadOnlyList<T>, ServerOptions> set) : Flag
{
    private static readonly ServerOptions Defaults = new();

    /// <summary>What holds without it, where a value cannot say it.</summary>
    public string? DefaultWords { get; init; }

    /// <inheritdoc/>
    public override bool IsSwitch => type.IsSwitch;

    /// <inheritdoc/>
    public override string Default => DefaultWords ?? (get(Defaults) is { } value ? type.Show(value) : "");

    /// <inheritdoc/>
    public override ServerOptions Apply(ServerOptions options, IReadOnlyList<string> values, List<string> errors)
    {
        var read = new List<T>();
        foreach (string value in values)
        {
            if (type.TryRead(value, out T? result))
                read.Add(result);
            else
                errors.Add($"--{Name}: '{value}' is {type.IsNone}");
        }
        return read.Count == values.Count ? set(options, read) : options;
    }
}
