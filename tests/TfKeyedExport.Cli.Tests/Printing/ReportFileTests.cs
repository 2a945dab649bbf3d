using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Errors;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Printing;

public sealed class ReportFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_is_whole_or_the_old_one_stays()
    {
        string path = _folder.Write("report", "old");
        ReportFile file = ReportFile.Open(path);
        Assert.Throws<InvalidOperationException>(() => file.Write(stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        file.Write(stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["report"], _folder.Names);
    }

    [Fact]
    public void A_link_stays_a_link_and_its_file_is_replaced()
    {
        string path = _folder.Write("report", "old");
        File.CreateSymbolicLink(_folder["link"], path);
        ReportFile.Open(_folder["link"]).WriteText(writer => writer.Write("new"));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.NotNull(new FileInfo(_folder["link"]).LinkTarget);
    }

    [Theory]
    [InlineData("no/folder/report", ErrorKind.Output)]
    [InlineData("", ErrorKind.Output)]
    [InlineData("s3://bucket/report.html", ErrorKind.Refused)]
    public void What_cannot_be_written_is_known_before_the_work(string name, ErrorKind kind)
    {
        string path = kind == ErrorKind.Refused ? name : _folder[name];
        Assert.Equal(kind, Assert.Throws<TfKeyedException>(() => ReportFile.Open(path)).Kind);
        Assert.Equal(kind == ErrorKind.Refused ? 4 : 8, Tfkeyed.Run("check", Tfkeyed.Model("babyweight_keyed_reference"), "--junit", path).Code);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Two_reports_do_not_share_a_file() =>
        Assert.Equal(
            2, Tfkeyed.Run("check", Tfkeyed.Model("babyweight_keyed_reference"), "--junit", _folder["a"], "--html", Path.Combine(_folder["."], "a")).Code);
}
