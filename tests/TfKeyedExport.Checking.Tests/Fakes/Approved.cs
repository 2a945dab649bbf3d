using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Fakes;

/// <summary>Texts that somebody has read and approved. With TFKEYED_APPROVE=1 the tests write them anew; read the difference before committing it.</summary>
internal static class Approved
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Checking.Tests", "Reports", "Approved");

    public static void Matches(string name, string text)
    {
        string file = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("TFKEYED_APPROVE") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, text);
        }
        Assert.Equal(File.ReadAllText(file), text);
    }
}
