using System.Text.RegularExpressions;
using TfKeyedExport.Conformance.Cases;

namespace TfKeyedExport.Conformance.Servers;

/// <summary>The setup with a model that was served and is no more.</summary>
internal static partial class Removal
{
    /// <summary>Its number.</summary>
    public const string Setup = "S5";

    /// <summary>The name of the model that is removed: the one that the case asks for.</summary>
    public static string NameIn(Case one, string other)
    {
        string? asked = one.Node["request"]?["model_spec"]?["name"]?.Text;
        if (asked is null && one.Node["request"]?["path"] is { } path && Model().Match(path.Text) is { Success: true } found)
            asked = Uri.UnescapeDataString(found.Groups[1].Value);
        return asked is null || asked == other ? "removed" : asked;
    }

    [GeneratedRegex("^/v1/models/([^/:?]+)")]
    private static partial Regex Model();
}
