using TfKeyedExport.SavedModels.Publishing;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels.Publishing;

public sealed class DeletingTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_folder_goes_with_all_that_is_in_it_and_links_are_not_followed()
    {
        string folder = Path.Combine(_scratch.Root, "folder");
        string kept = Path.Combine(_scratch.Root, "kept");
        Directory.CreateDirectory(Path.Combine(folder, "a", "b", "c"));
        Directory.CreateDirectory(kept);
        File.WriteAllText(Path.Combine(kept, "file"), "kept");
        File.WriteAllText(Path.Combine(folder, "a", ".hidden"), "");
        File.CreateSymbolicLink(Path.Combine(folder, "a", "to-file"), Path.Combine(kept, "file"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "a", "b", "to-folder"), kept);
        File.CreateSymbolicLink(Path.Combine(folder, "to-nothing"), Path.Combine(kept, "nothing"));

        SystemFileOperations.Instance.DeleteFolder(folder);
        SystemFileOperations.Instance.DeleteFolder(folder);

        Assert.Equal(["kept"], _scratch.Names());
        Assert.Equal("kept", File.ReadAllText(Path.Combine(kept, "file")));
    }
}
