using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>Lists the places where TensorFlow's library may lie, in the order in which they are tried.</summary>
internal static class LibrarySearch
{
    /// <summary>The environment variable that names the library, a file or a folder.</summary>
    public const string Variable = "TFKEYED_TENSORFLOW";

    /// <summary>The source of what a user named on the command line or in <see cref="TensorFlowOptions"/>.</summary>
    public const string Named = "--tensorflow";

    /// <summary>Lists places. Whoever names a library wants that one: nothing else is listed after it.</summary>
    /// <param name="named">The file or folder that the user named, or null.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="programFolder">The folder of the running program.</param>
    public static IEnumerable<LibraryLocation> Locations(string? named, Func<string, string?> variable, string programFolder)
    {
        if (named is not null)
        {
            yield return FileOrFolder(Named, named);
            yield break;
        }
        if (variable(Variable) is { Length: > 0 } fromEnvironment)
        {
            yield return FileOrFolder(Variable, fromEnvironment);
            yield break;
        }
        yield return Beside(programFolder);
        foreach (string name in LibraryNames.ForLoader)
            yield return new LibraryLocation("system", name);
        bool found = false;
        foreach (string folder in PythonInstallations.PackageFolders(variable))
        {
            if (LibraryNames.In(Path.Combine(folder, "tensorflow")) is { } file)
            {
                found = true;
                yield return new LibraryLocation("python", file);
            }
        }
        if (!found)
            yield return new LibraryLocation("python", "site-packages/tensorflow", "no installed Python has a tensorflow package with the library");
    }

    private static LibraryLocation FileOrFolder(string source, string path)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
            return new LibraryLocation(source, full);
        if (!Directory.Exists(full))
            return new LibraryLocation(source, full, "no such file or folder");
        return LibraryNames.In(full) is { } file
            ? new LibraryLocation(source, file)
            : new LibraryLocation(source, full, $"the folder has none of {string.Join(", ", LibraryNames.Files)}");
    }

    private static LibraryLocation Beside(string programFolder)
    {
        string native = Path.Combine(programFolder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        string? file = LibraryNames.In(programFolder) ?? LibraryNames.In(native)
            ?? LibraryNames.In(Path.Combine(programFolder, "runtimes", PortableRuntime(), "native"));
        return file is null
            ? new LibraryLocation("program", programFolder, "no library beside the program")
            : new LibraryLocation("program", file);
    }

    /// <summary>The runtime identifier as packages spell it: without the distribution that a system's own .NET adds.</summary>
    private static string PortableRuntime()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
