using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Replaying;

/// <summary>A replay for people.</summary>
internal static class ReplayText
{
    public static void Write(ReplayReport report, TextWriter target, bool colour)
    {
        VisibleWriter writer = VisibleWriter.Of(target);
        var style = new TextStyle(colour);
        writer.WriteLine($"{report.Model}, signature {report.Signature}: counterexamples of an earlier check, replayed on {report.Engine}");
        foreach (ReplayedFinding finding in report.Findings)
        {
            writer.WriteLine($"  {Mark(finding.Status, style)}  {finding.Recorded.Output} ({finding.Recorded.Word}): {finding.Detail}");
        }
        writer.WriteLine();
        int shows = report.Findings.Count(f => f.Status == ReplayStatus.Shows), refused = report.Findings.Count(f => f.Status == ReplayStatus.Refused);
        if (shows > 0)
            writer.WriteLine($"{style.Bad("UNSAFE")}: {shows} of {report.Findings.Count} still show.");
        else if (refused > 0)
            writer.WriteLine($"{style.Warning("UNDECIDED")}: {refused} of {report.Findings.Count} say nothing, since the model does not answer these calls.");
        else
            writer.WriteLine(
                $"{style.Good("GONE")}: none of {report.Findings.Count} shows any more. Whether keys are safe now, tfkeyed check without --replay tells.");
    }

    /// <summary>The word that reports use.</summary>
    public static string Name(this ReplayStatus status) => status switch
    {
        ReplayStatus.Shows => "shows",
        ReplayStatus.Gone => "gone",
        _ => "refused",
    };

    private static StyledText Mark(ReplayStatus status, TextStyle style) => status switch
    {
        ReplayStatus.Shows => style.Bad("SHOWS  "),
        ReplayStatus.Gone => style.Good("gone   "),
        _ => style.Warning("refused"),
    };
}
