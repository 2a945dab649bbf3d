using System.Text;
using TfKeyedExport.Serving.RequestLog;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

public sealed class DiskFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("request-log").FullName;

    [Fact]
    public void The_folder_is_made_for_its_owner_and_so_are_files()
    {
        string folder = Path.Combine(_root, "a", "log");
        using (ILogFile file = new DiskFolder(folder).Create("x.jsonl"))
            file.Append("one\n"u8);
        Assert.Equal(["x.jsonl"], Directory.GetFiles(folder).Select(Path.GetFileName));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "x.jsonl")));
    }

    [Fact]
    public void A_file_that_is_there_is_never_written_to()
    {
        var folder = new DiskFolder(_root);
        using (folder.Create("x"))
            Assert.Throws<IOException>(() => folder.Create("x"));
    }

    [Fact]
    public void A_place_that_is_no_folder_is_told_of_at_once()
    {
        string file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");
        Assert.Throws<IOException>(() => new DiskFolder(file));
    }

    [Fact]
    public void A_file_can_be_read_while_it_is_written()
    {
        using ILogFile file = new DiskFolder(_root).Create("x");
        file.Append("one\n"u8);
        file.Append("two\n"u8);
        using var reader = new FileStream(Path.Combine(_root, "x"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Assert.Equal("one\ntwo\n", new StreamReader(reader, Encoding.UTF8).ReadToEnd());
    }

    [Fact]
    public void A_file_or_folder_that_is_taken_away_is_followed_by_another()
    {
        string folder = Path.Combine(_root, "log");
        var files = new LogFiles(new DiskFolder(folder), new FileNames("p", ".jsonl"), TimeProvider.System, 1 << 20, TimeSpan.FromHours(1));
        files.Append("one\n"u8);
        File.Delete(Directory.GetFiles(folder).Single());
        files.Append("two\n"u8);
        Assert.Equal("two\n", File.ReadAllText(Directory.GetFiles(folder).Single()));
        Directory.Delete(folder, recursive: true);
        files.Append("three\n"u8);
        Assert.Equal("three\n", File.ReadAllText(Directory.GetFiles(folder).Single()));
        files.Close();
    }

    [Fact]
    public void It_gets_its_name_when_it_is_whole()
    {
        using (ILogFile file = new DiskFolder(_root).Create("x.open"))
            file.Rename("x");
        Assert.Equal(["x"], Directory.GetFiles(_root).Select(Path.GetFileName));
    }

    [Fact]
    public void Names_of_two_processes_never_meet()
    {
        var now = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var first = new FileNames(FileNames.OfThisProcess(), ".jsonl");
        Assert.Equal(4, new[] { first, first, new FileNames(FileNames.OfThisProcess(), ".jsonl"), new FileNames(FileNames.OfThisProcess(), ".jsonl") }
            .Select(n => n.Next(now)).Distinct().Count());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
