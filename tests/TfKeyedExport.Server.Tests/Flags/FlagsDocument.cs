using System.Text;
using TfKeyedExport.Server.Flags;

namespace TfKeyedExport.Server.Tests.Flags;

/// <summary>The tables of <c>docs/serving-flags.md</c>, made of the table by which flags are parsed.</summary>
internal static class FlagsDocument
{
    /// <summary>Behind it the tables begin.</summary>
    public const string Begin = "<!-- The tables are written by scripts/renew-flags.sh. -->\n";

    /// <summary>Before it they end.</summary>
    public const string End = "<!-- Here they end. -->\n";

    /// <summary>Writes the tables.</summary>
    public static string Tables()
    {
        var text = new StringBuilder();
        foreach (IGrouping<FlagGroup, Flag> group in FlagTable.All.Where(f => f.WhyIgnored is null).GroupBy(f => f.Group))
        {
            text.Append($"\n### {group.Key}\n\n| flag | whose | default | what it does |\n|---|---|---|---|\n");
            foreach (Flag flag in group)
            {
                string repeated = flag.IsRepeatable ? " May be repeated." : "";
                string whose = flag.IsTensorFlowServings ? "TF Serving's" : "ours";
                text.Append($"| {Written(flag)} | {whose} | {Cell(flag.Default)} | {Cell(flag.Description)}{repeated} |\n");
            }
        }
        text.Append("\n### Taken with a warning, and ignored\n\n| flag | why |\n|---|---|\n");
        foreach (Flag flag in FlagTable.All.Where(f => f.WhyIgnored is not null))
            text.Append($"| {Written(flag)} | {Cell(flag.WhyIgnored!)} |\n");
        return text.Append('\n').ToString();
    }

    private static string Written(Flag flag) => $"`--{flag.Name}{(flag.IsSwitch ? "" : $"={flag.ValueName.Replace("|", "\\|", StringComparison.Ordinal)}")}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
