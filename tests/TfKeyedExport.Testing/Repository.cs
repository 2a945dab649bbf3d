namespace TfKeyedExport.Testing;

/// <summary>Where the repository and its models lie, seen from a running test.</summary>
public static class Repository
{
    /// <summary>The repository's root: the nearest folder above the test program with the solution in it.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of test models.</summary>
    public static string Models { get; } = Path.Combine(Root, "models");

    /// <summary>One test model's folder.</summary>
    public static string Model(string name) => Path.Combine(Models, name);

    /// <summary>The folder of a model that shows one fault or decision; there is no golden file beside it.</summary>
    public static string Case(string name) => Path.Combine(Root, "tests", "TfKeyedExport.Testing", "Models", name);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TfKeyedExport.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"no TfKeyedExport.sln above {AppContext.BaseDirectory}");
    }
}
