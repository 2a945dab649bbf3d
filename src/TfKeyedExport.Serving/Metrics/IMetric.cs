using System.Text;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>What is counted under one set of labels.</summary>
internal interface IMetric
{
    /// <summary>Writes its lines.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="name">The metric's name.</param>
    /// <param name="labels">The labels, as they stand between the braces.</param>
    void Write(StringBuilder page, string name, string labels);
}
