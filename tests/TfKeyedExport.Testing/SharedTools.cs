namespace TfKeyedExport.Testing;

/// <summary>The tools that lie beside the repository on machines that have them: Python's TensorFlow and an independent judge.</summary>
public static class SharedTools
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("TFKEYED_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");

    /// <summary>Runs a Python program with TensorFlow; null where there is none.</summary>
    public static string? Python => Existing("tensorflow", "python");

    /// <summary>Unpacks TensorFlow's library and prints its folder; null where there is none.</summary>
    public static string? Unpack => Existing("tensorflow", "unpack");

    /// <summary>The program that judges a keyed export; null where there is none.</summary>
    public static string? Judge => Existing("peer", "verify.py");

    private static string? Existing(params string[] parts) => Path.GetFullPath(Path.Combine([Folder, .. parts])) is var path && File.Exists(path) ? path : null;
}
