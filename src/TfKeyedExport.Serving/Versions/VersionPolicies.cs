using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.Versions;

/// <summary>Which of the versions on disk a policy wants.</summary>
internal static class VersionPolicies
{
    /// <summary>The versions that are wanted, the highest first.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="found">The versions that are there, the highest first.</param>
    public static IReadOnlyList<VersionFolder> Choose(this VersionPolicy policy, IReadOnlyList<VersionFolder> found) => policy switch
    {
        VersionPolicy.All => found,
        VersionPolicy.Specific specific => [.. found.Where(v => specific.Versions.Contains(v.Number))],
        VersionPolicy.Latest latest => [.. found.Take(Math.Max(1, latest.Count))],
        _ => throw new InvalidOperationException($"there is no policy {policy}"),
    };
}
