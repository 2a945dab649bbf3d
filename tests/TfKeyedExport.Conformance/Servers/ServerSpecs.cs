using TfKeyedExport.Conformance.Cases;

namespace TfKeyedExport.Conformance.Servers;

/// <summary>Which server a case needs.</summary>
internal static class ServerSpecs
{
    /// <summary>What cannot be loaded is not tried again: by default that takes minutes.</summary>
    public const string OneTry = "--max_num_load_retries=0";

    private const string BrokenVersion = "S4";

    /// <summary>TensorFlow Serving's route of metrics, switched on.</summary>
    public const string Metrics = "prometheus_config { enable: true }";

    /// <summary>The server of json cases, which have models of their own each: one server has them all.</summary>
    public static ServerSpec Json(IEnumerable<Case> cases, ModelIndex models, bool quirks) => new(
        [.. cases.SelectMany(models.Of).Distinct().Order(StringComparer.Ordinal).Select(n => ModelEntry.Of(n, Path.Combine(models.Folder, n)))], [])
    {
        Quirks = quirks,
    };

    /// <summary>The server that a setup describes.</summary>
    /// <param name="one">The case.</param>
    /// <param name="setup">Its setup.</param>
    /// <param name="models">The models that are there.</param>
    /// <param name="empty">A folder that is empty.</param>
    /// <exception cref="IOException">Its models were not made.</exception>
    public static ServerSpec Of(Case one, Setup setup, ModelIndex models, string empty)
    {
        List<ModelEntry> entries = [.. models.Of(one).Select(n => ModelEntry.Of(n, Path.Combine(models.Folder, n)))];
        entries[0] = entries[0] with
        {
            BasePath = setup.BasePathIsEmpty ? empty : entries[0].BasePath,
            Versions = setup.Versions.Count > 0 ? setup.Versions : entries[0].Versions,
            Labels = setup.Labels.Count > 0 ? setup.Labels : setup.Number == "S1" && !setup.BasePathIsEmpty && !IsReload(one) ? GoodLabel : entries[0].Labels,
        };
        if (setup.Number == Removal.Setup)
            entries.Add(entries[0] with { Name = Removal.NameIn(one, entries[0].Name), Labels = new Dictionary<string, long>() });
        return new ServerSpec(entries, setup.Number == BrokenVersion ? [.. setup.Flags, OneTry] : setup.Flags)
        {
            Monitoring = setup.Monitoring,
            Quirks = Quirks.Reason(one) is not null,
            Reloads = IsReload(one) || setup.After is not null || setup.Number == Removal.Setup,
            NeverReady = setup.BasePathIsEmpty,
        };
    }

    /// <summary>Whether nothing else may be asked of the server.</summary>
    public static bool IsAlone(Case one, Setup setup) =>
        one.Node["fresh_server"] is { IsTrue: true } || IsReload(one) || setup.Before.Count > 0 || setup.After is not null || setup.BasePathIsEmpty;

    private static IReadOnlyDictionary<string, long> GoodLabel { get; } = new Dictionary<string, long> { ["good_label"] = 123 };

    private static bool IsReload(Case one) => one.Text("method") == "HandleReloadConfigRequest";
}
