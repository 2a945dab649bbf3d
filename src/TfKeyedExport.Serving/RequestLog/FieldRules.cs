using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>What becomes of each field: what is said of it, else of its kind, else it is kept; but inputs are only written if they are asked for.</summary>
internal sealed class FieldRules
{
    private readonly Dictionary<string, LogFieldRule> _rules = new(StringComparer.Ordinal) { ["inputs"] = LogFieldRule.Drop };

    /// <summary>Takes what options say; the last word on a field counts.</summary>
    public FieldRules(IEnumerable<LogField> fields)
    {
        foreach (LogField field in fields)
            _rules[field.Name.StartsWith("headers.", StringComparison.Ordinal) ? field.Name.ToLowerInvariant() : field.Name] = field.Rule;
    }

    /// <summary>What becomes of a field that stands by itself.</summary>
    public LogFieldRule Of(string field) => _rules.GetValueOrDefault(field, LogFieldRule.Keep);

    /// <summary>What becomes of a field below another.</summary>
    public LogFieldRule Of(string group, string name) => _rules.TryGetValue($"{group}.{name}", out LogFieldRule rule) ? rule : Of(group);
}
