using System.Globalization;
using System.Text.Json;

namespace TfKeyedExport.Fuzzing;

/// <summary>Counts outcomes and keeps the faults.</summary>
internal sealed class Summary
{
    private const int Shown = 40;

    private readonly SortedDictionary<Outcome, long> _counts = [];
    private readonly SortedDictionary<string, long> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Fault First, long Count)> _kinds = new(StringComparer.Ordinal);

    /// <summary>All cases.</summary>
    public long Cases { get; private set; }

    /// <summary>Cases that went wrong.</summary>
    public long Faults { get; private set; }

    /// <summary>Counts one case.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="group">What kind of case it was, for the counts.</param>
    public void Count(Outcome outcome, string group)
    {
        Cases++;
        _counts[outcome] = _counts.GetValueOrDefault(outcome) + 1;
        _groups[group] = _groups.GetValueOrDefault(group) + 1;
    }

    /// <summary>Keeps a fault.</summary>
    /// <returns>Whether it is the first of its kind.</returns>
    public bool Add(Fault fault)
    {
        Faults++;
        bool isNew = !_kinds.TryGetValue(fault.Kind, out (Fault First, long Count) known);
        _kinds[fault.Kind] = isNew ? (fault, 1) : (known.First, known.Count + 1);
        return isNew;
    }

    /// <summary>The counts and the kinds of faults, for people.</summary>
    public void Print(TextWriter to, TimeSpan time, ulong seed)
    {
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Cases} cases in {time.TotalSeconds:F0} s (seed {seed}), {Faults} faults of {_kinds.Count} kinds"));
        foreach ((string group, long count) in _groups)
            to.WriteLine($"  {count,9} {group}");
        to.WriteLine("outcomes:");
        foreach ((Outcome outcome, long count) in _counts)
            to.WriteLine($"  {count,9} {outcome}");
        foreach ((Fault first, long count) in _kinds.Values.OrderByDescending(k => k.First.Outcome).ThenByDescending(k => k.Count).Take(Shown))
            to.WriteLine($"{first.Outcome} x{count} {first.Where}: {first.Detail} ({first.Group}, --case {first.Number})");
        if (_kinds.Count > Shown)
            to.WriteLine($"and {_kinds.Count - Shown} kinds more");
    }

    /// <summary>The same as a JSON document, with every kind of fault.</summary>
    public void Write(string path, TimeSpan time, ulong seed)
    {
        using FileStream file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("cases", Cases);
        json.WriteNumber("faults", Faults);
        json.WriteNumber("seed", seed);
        json.WriteNumber("seconds", Math.Round(time.TotalSeconds));
        json.WriteStartObject("groups");
        foreach ((string group, long count) in _groups)
            json.WriteNumber(group, count);
        json.WriteEndObject();
        json.WriteStartObject("outcomes");
        foreach ((Outcome outcome, long count) in _counts)
            json.WriteNumber(outcome.ToString(), count);
        json.WriteEndObject();
        json.WriteStartArray("kinds");
        foreach ((Fault first, long count) in _kinds.Values.OrderByDescending(k => k.First.Outcome).ThenByDescending(k => k.Count))
        {
            json.WriteStartObject();
            json.WriteString("outcome", first.Outcome.ToString());
            json.WriteString("where", first.Where);
            json.WriteString("detail", first.Detail);
            json.WriteString("group", first.Group);
            json.WriteNumber("case", first.Number);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
