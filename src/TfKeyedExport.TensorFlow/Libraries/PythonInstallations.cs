namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>Finds the package folders of Python installations by looking at folders; no Python is run.</summary>
internal static class PythonInstallations
{
    /// <summary>Folders that may hold a <c>tensorflow</c> package, in Python's own order of precedence.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static IEnumerable<string> PackageFolders(Func<string, string?> variable)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string prefix in Prefixes(variable))
        {
            foreach (string folder in PackageFoldersIn(prefix))
            {
                if (seen.Add(folder))
                    yield return folder;
            }
        }
    }

    private static IEnumerable<string> Prefixes(Func<string, string?> variable)
    {
        foreach (string name in (string[])["VIRTUAL_ENV", "CONDA_PREFIX"])
        {
            if (variable(name) is { Length: > 0 } prefix)
                yield return prefix;
        }
        foreach (string folder in (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (string program in (string[])["python3", "python", "python.exe"])
            {
                string path = Path.Combine(folder, program);
                if (!Path.IsPathRooted(path) || !File.Exists(path))
                    continue;
                yield return program.EndsWith(".exe", StringComparison.Ordinal) ? folder : Path.GetDirectoryName(folder) ?? folder;
                // A program in a folder such as ~/bin is often a link into the installation itself.
                if (Resolve(path) is { } target && Path.GetDirectoryName(Path.GetDirectoryName(target)) is { } prefix)
                    yield return prefix;
            }
        }
        if (variable("PYTHONUSERBASE") is { Length: > 0 } userBase)
            yield return userBase;
        if (variable(OperatingSystem.IsWindows() ? "APPDATA" : "HOME") is { Length: > 0 } home)
            yield return OperatingSystem.IsWindows() ? Path.Combine(home, "Python") : Path.Combine(home, ".local");
    }

    private static IEnumerable<string> PackageFoldersIn(string prefix)
    {
        string windows = Path.Combine(prefix, "Lib", "site-packages");
        if (OperatingSystem.IsWindows() && Directory.Exists(windows))
            yield return windows;
        foreach (string library in (string[])["lib", "lib64", "local/lib"])
        {
            string folder = Path.Combine(prefix, library);
            foreach (string version in Subfolders(folder, "python3*").OrderByDescending(MinorVersion))
            {
                foreach (string packages in (string[])["site-packages", "dist-packages"])
                {
                    string path = Path.Combine(version, packages);
                    if (Directory.Exists(path))
                        yield return path;
                }
            }
        }
    }

    private static int MinorVersion(string folder)
    {
        string name = Path.GetFileName(folder);
        return int.TryParse(name.AsSpan(name.IndexOf('.', StringComparison.Ordinal) + 1), out int minor) ? minor : 0;
    }

    private static string[] Subfolders(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern) : [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? Resolve(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
