using TfKeyedExport.Errors;
using TfKeyedExport.Hosting.Versions;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Hosting.Tests.Versions;

public sealed class VersionFoldersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfkeyed-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "1")]
    [InlineData("1", "2")]
    [InlineData("3 12 007", "13")]
    [InlineData("4 latest -9 1.5", "5")]
    public void The_next_version_follows_the_highest_number(string there, string next)
    {
        foreach (string name in there.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Directory.CreateDirectory(Path.Combine(_folder, name));
        Assert.Equal(Path.Combine(_folder, next), VersionFolders.Next(_folder));
    }

    [Fact]
    public void A_model_is_no_folder_of_versions() =>
        Assert.Equal(ErrorKind.Refused, Assert.Throws<TfKeyedException>(() => VersionFolders.Next(Repository.Model("single_tensor"))).Kind);
}
