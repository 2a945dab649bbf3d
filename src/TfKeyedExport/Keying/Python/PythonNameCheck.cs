using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Keying.Plans;

namespace TfKeyedExport.Keying.Python;

/// <summary>
/// Finds names with which Python's loader could not load the model, or nobody could call its signature. Where the source has them already, Python is no
/// worse off than before and servers do not care; a name that is chosen now, or that Python has not met as an input yet, is refused.
/// </summary>
/// <param name="draft">The signature that is being planned.</param>
/// <param name="sourceIsSignature">Whether Python knows the source's inputs as inputs of a signature.</param>
/// <param name="where">The source, for errors.</param>
internal sealed class PythonNameCheck(SignatureDraft draft, bool sourceIsSignature, string where)
{
    private sealed record Entry(string Name, string? OldName, bool Inherited)
    {
        public bool IsKey => OldName is null;

        public override string ToString() => IsKey ? $"the key '{Name}'" : $"the input '{Name}'";
    }

    private readonly List<Entry> _entries =
    [
        .. draft.Inputs.Select(i => new Entry(i.Value, i.Key, sourceIsSignature && i.Key == i.Value)),
        .. draft.Keys.Select(k => new Entry(k.Name, null, false)),
    ];

    /// <summary>Refuses names that would make a model that Python loads one that it does not.</summary>
    /// <returns>What Python cannot do with names that the source has already; null if there is nothing.</returns>
    /// <exception cref="TfKeyedException">There are such names (refused).</exception>
    public string? Check()
    {
        string? inherited = null;
        foreach (Entry entry in _entries)
        {
            if (PythonNames.Obstacle(entry.Name) is not { } why)
                continue;
            if (!entry.Inherited)
                throw TfKeyedException.Refused($"{entry} would keep Python's tf.saved_model.load from using the model: {why}", where, Advice(entry));
            inherited ??= $"an input named '{entry.Name}': {why}";
        }
        foreach (IGrouping<string, Entry> group in _entries.GroupBy(e => PythonNames.Sanitized(e.Name), StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            // The one to change comes last: a key rather than an input, and a new name rather than an old one.
            Entry[] entries = [.. group.OrderByDescending(e => e.Inherited).ThenBy(e => e.IsKey)];
            if (!entries[^1].Inherited)
            {
                throw TfKeyedException.Refused(
                    $"{entries[^2]} and {entries[^1]} are one name to Python's tf.saved_model.load, '{group.Key}', and it could not load the model",
                    where, Advice(entries[^1]));
            }
            inherited ??= $"inputs '{entries[^2].Name}' and '{entries[^1].Name}', which are one name to it, '{group.Key}'";
        }
        return inherited is null ? null : $"Python's tf.saved_model.load cannot use a signature with {inherited}; it could not before either, and servers can";
    }

    private string Advice(Entry entry)
    {
        string other = NameSuggestion.For(entry.IsKey ? "client" : "input", entry.Name, _entries.Select(e => e.Name).Concat(draft.Outputs.Values));
        return entry.IsKey ? $"Give the key another name: --key {other}" : $"Give the input another name: --rename-input {entry.OldName}={other}";
    }
}
