using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking;

/// <summary>A model's keys are not as safe as was asked for; the message is the report, so that it can be read where a test fails.</summary>
public sealed class UnsafeKeysException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="report">The report.</param>
    public UnsafeKeysException(CheckReport report)
        : base(Text(report)) => Report = report;

    /// <summary>The report.</summary>
    public CheckReport Report { get; }

    private static string Text(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = new StringWriter { NewLine = Environment.NewLine };
        report.WriteText(text);
        return text.ToString().TrimEnd();
    }
}
