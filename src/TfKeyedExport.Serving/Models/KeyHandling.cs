using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.Models;

/// <summary>What is done about keys.</summary>
/// <param name="OnHost">Whether signatures without keys are served with one, which the model never sees.</param>
/// <param name="Rules">What keys must be like.</param>
internal sealed record KeyHandling(bool OnHost, KeyRules Rules)
{
    /// <summary>What options say.</summary>
    public static KeyHandling Of(ProtectionOptions options) => new(
        options.HostKeys,
        options is { Duplicates: DuplicateKeys.Allow, RequireClientPrefix: false } ? KeyRules.None
            : new KeyRules(options.Duplicates, options.RequireClientPrefix));
}
