using System.Globalization;
using System.Text;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>Prometheus' text form, as TensorFlow Serving writes it.</summary>
internal static class MetricsText
{
    /// <summary>A metric's name: whatever is neither a letter nor a digit nor an underscore becomes a colon.</summary>
    public static string MetricName(string path)
    {
        string name = Replace(path, ':', keepsUnderscores: true);
        return name.Length > 0 && char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>A label's name: whatever is neither a letter nor a digit becomes an underscore.</summary>
    public static string LabelName(string name) => Replace(name, '_', keepsUnderscores: false);

    /// <summary>A label's value. TensorFlow Serving writes line breaks as they are, with which a page cannot be read any more.</summary>
    public static string LabelValue(string value) => value.AsSpan().IndexOfAny('\\', '"', '\n') < 0
        ? value
        : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>What stands between the braces.</summary>
    public static string Labels(IReadOnlyList<string> names, ReadOnlySpan<string> values)
    {
        if (names.Count != values.Length)
            throw new ArgumentException($"{values.Length} values for {names.Count} labels");
        var text = new StringBuilder();
        for (int i = 0; i < values.Length; i++)
            text.Append(i > 0 ? "," : "").Append(LabelName(names[i])).Append("=\"").Append(LabelValue(values[i])).Append('"');
        return text.ToString();
    }

    /// <summary>A bucket's bound, in six digits.</summary>
    public static string Bound(double bound) => bound.ToString("G6", CultureInfo.InvariantCulture).Replace('E', 'e');

    /// <summary>Writes what says of which type a metric is.</summary>
    public static void Type(StringBuilder page, string name, MetricType type) => page.Append("# TYPE ").Append(name).Append(' ').Append(Name(type))
        .Append('\n');

    /// <summary>Writes what says what a metric means.</summary>
    public static void Help(StringBuilder page, string name, string help) => page.Append("# HELP ").Append(name).Append(' ')
        .Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');

    /// <summary>Writes a sample. The braces are there also without labels, as TensorFlow Serving has them.</summary>
    public static void Line(StringBuilder page, string name, string labels, string value) =>
        page.Append(name).Append('{').Append(labels).Append("} ").Append(value).Append('\n');

    /// <inheritdoc cref="Line(StringBuilder, string, string, string)"/>
    public static void Line(StringBuilder page, string name, string labels, long value) =>
        Line(page, name, labels, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A type's name.</summary>
    public static string Name(MetricType type) => type switch
    {
        MetricType.Counter => "counter",
        MetricType.Gauge => "gauge",
        _ => "histogram",
    };

    private static string Replace(string text, char other, bool keepsUnderscores) =>
        string.Create(text.Length, (text, other, keepsUnderscores), static (name, from) =>
        {
            for (int i = 0; i < name.Length; i++)
            {
                char c = from.text[i];
                name[i] = char.IsAsciiLetterOrDigit(c) || (c == '_' && from.keepsUnderscores) ? c : from.other;
            }
        });
}
