using System.Text.RegularExpressions;

namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>TensorFlow's version as the files around a library tell it, without loading it.</summary>
internal static partial class LibraryVersions
{
    /// <summary>The oldest version whose C API has all that is called here.</summary>
    public static Version Oldest { get; } = new(2, 10);

    /// <summary>The version from the file's own name (<c>libtensorflow.so.2.15.0</c>), from Python's package data, or null.</summary>
    public static string? Of(string path)
    {
        string real = Resolve(path);
        Match named = InFileName().Match(Path.GetFileName(real));
        if (named.Success)
            return named.Groups[1].Value;
        DirectoryInfo? packages = Directory.GetParent(real)?.Parent;
        if (packages is null || Path.GetFileName(Path.GetDirectoryName(real)) != "tensorflow")
            return null;
        foreach (DirectoryInfo data in packages.EnumerateDirectories("tensorflow*.dist-info").OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            Match package = InPackageData().Match(data.Name);
            if (package.Success)
                return package.Groups[1].Value;
        }
        return null;
    }

    /// <summary>Whether a version is known to be older than <see cref="Oldest"/>.</summary>
    public static bool IsTooOld(string version)
    {
        Match numbers = Numbers().Match(version);
        return numbers.Success && Version.TryParse(numbers.Value, out Version? parsed) && parsed < Oldest;
    }

    private static string Resolve(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
    }

    [GeneratedRegex(@"\.(\d+\.\d+\.\d+)(?:\.dylib)?$")]
    private static partial Regex InFileName();

    [GeneratedRegex(@"^tensorflow(?:_(?:cpu|gpu|intel|macos|rocm))?-(\d+\.\d+[^-]*)\.dist-info$")]
    private static partial Regex InPackageData();

    [GeneratedRegex(@"^\d+\.\d+")]
    private static partial Regex Numbers();
}
