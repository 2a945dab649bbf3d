using TfKeyedExport.Keying;

namespace TfKeyedExport.Cli.Exporting;

/// <summary>A way to tell what an export does.</summary>
internal interface IExportPrinter
{
    /// <summary>Tells what would be done.</summary>
    void PrintPlan(KeyingPlan plan, string output);

    /// <summary>Tells what was done.</summary>
    void PrintOutcome(ExportOutcome outcome);
}
