using System.Globalization;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>What is looked up in what is served.</summary>
internal static class Gauges
{
    /// <summary>The versions and where they stand.</summary>
    public static IEnumerable<(string[] Labels, double Value)> States(ServingTable? table) =>
        from model in Models(table)
        from status in model.Statuses
        select ((string[])[model.Name, Text(status.Number), status.State.ToString().ToUpperInvariant()], 1.0);

    /// <summary>The batches that wait, by signature.</summary>
    public static IEnumerable<(string[] Labels, double Value)> QueueBatches(ServingTable? table)
    {
        foreach (ModelView model in Models(table))
        {
            foreach (ServedVersion version in model.Available)
            {
                if (!version.TryLease(out VersionLease lease))
                    continue;
                using (lease)
                {
                    foreach (ServedSignature signature in version.Model.Signatures.Values.OrderBy(s => s.Signature.Name, StringComparer.Ordinal))
                        yield return ([model.Name, Text(version.Number), signature.Signature.Name], signature.WaitingBatches);
                }
            }
        }
    }

    /// <summary>What is known of the memory that versions hold: the bytes of their variables.</summary>
    public static IEnumerable<(string[] Labels, double Value)> Memory(ServingTable? table)
    {
        foreach (ModelView model in Models(table))
        {
            foreach (ServedVersion version in model.Available)
                yield return ([model.Name, Text(version.Number)], version.Model.VariableBytes);
        }
    }

    private static IEnumerable<ModelView> Models(ServingTable? table) => (table?.Models.Values ?? []).OrderBy(m => m.Name, StringComparer.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
