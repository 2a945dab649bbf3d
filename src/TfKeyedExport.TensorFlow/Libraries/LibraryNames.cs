namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>The file names under which TensorFlow's library is handed out, best first.</summary>
internal static class LibraryNames
{
    /// <summary>Names of the library with the whole C API: Google's own packages, then Python's.</summary>
    public static IReadOnlyList<string> Files { get; } =
        OperatingSystem.IsWindows() ? ["tensorflow.dll", "tensorflow_cc.dll"]
        : OperatingSystem.IsMacOS() ? ["libtensorflow.2.dylib", "libtensorflow.dylib", "libtensorflow_cc.2.dylib"]
        : ["libtensorflow.so.2", "libtensorflow.so", "libtensorflow_cc.so.2"];

    /// <summary>Names that the system's loader may know.</summary>
    public static IReadOnlyList<string> ForLoader { get; } = Files;

    /// <summary>The library in a folder: in itself, its <c>lib</c> or its <c>tensorflow</c>.</summary>
    /// <returns>The file, or null.</returns>
    public static string? In(string folder)
    {
        foreach (string below in (ReadOnlySpan<string>)["", "lib", "tensorflow"])
        {
            foreach (string name in Files)
            {
                string file = Path.Combine(folder, below, name);
                if (File.Exists(file))
                    return file;
            }
        }
        return null;
    }
}
