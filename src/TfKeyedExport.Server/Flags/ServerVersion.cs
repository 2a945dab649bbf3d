using System.Reflection;

namespace TfKeyedExport.Server.Flags;

/// <summary>What the program is, and what it speaks.</summary>
internal static class ServerVersion
{
    /// <summary>The release of TensorFlow Serving whose protocol is spoken.</summary>
    public const string Protocol = "2.20";

    /// <summary>The program's version.</summary>
    public static string Program { get; } = Version();

    /// <summary>Both, a line each.</summary>
    public static string Text { get; } = $"tfkeyed-server: {Program}\nTensorFlow Serving protocol: {Protocol}\n";

    private static string Version()
    {
        string version = typeof(ServerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        int build = version.IndexOf('+', StringComparison.Ordinal);
        return build < 0 ? version : version[..build];
    }
}
