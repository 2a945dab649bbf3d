using System.Text;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>A metric by its name, with all its labels.</summary>
internal abstract class Family
{
    /// <summary>Declares one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What its numbers are.</param>
    /// <param name="help">What it means.</param>
    /// <param name="labels">The names of its labels.</param>
    protected Family(string name, MetricType type, string help, IReadOnlyList<string> labels)
    {
        Name = MetricsText.MetricName(name);
        Type = type;
        Help = help;
        Labels = labels;
        IsTensorFlowServings = Name[0] == ':';
    }

    /// <summary>Its name, as it is shown.</summary>
    public string Name { get; }

    /// <summary>What its numbers are.</summary>
    public MetricType Type { get; }

    /// <summary>What it means.</summary>
    public string Help { get; }

    /// <summary>The names of its labels.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Whether TensorFlow Serving has it.</summary>
    public bool IsTensorFlowServings { get; }

    /// <summary>Writes its lines; those of TensorFlow Serving's are none but its own.</summary>
    public void Write(StringBuilder page)
    {
        if (!IsTensorFlowServings)
            MetricsText.Help(page, Name, Help);
        MetricsText.Type(page, Name, Type);
        WriteSamples(page);
    }

    /// <summary>Writes the lines with numbers.</summary>
    protected abstract void WriteSamples(StringBuilder page);
}
