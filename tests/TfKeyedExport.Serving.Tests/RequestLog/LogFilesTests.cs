using TfKeyedExport.Serving.RequestLog;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

public sealed class LogFilesTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly LogHarness _log = new();
    private readonly LogFiles _files;

    public LogFilesTests() => _files = new LogFiles(_log.Folder, new FileNames("me", ".x"), _log.Time, 4, Hour);

    [Fact]
    public void A_file_is_ended_by_what_makes_it_large_enough()
    {
        _files.Append("abc"u8);
        Assert.Equal(1, _log.Folder.OpenFiles);
        _files.Append("de"u8);
        Assert.Equal(0, _log.Folder.OpenFiles);
        _files.Append("f"u8);
        Assert.Equal(["abcde"u8.ToArray(), "f"u8.ToArray()], [_log.Folder.Bytes(0), _log.Folder.Bytes(1)]);
    }

    [Fact]
    public void A_file_is_as_old_as_what_waited_for_it_first()
    {
        _files.Begin();
        _log.Time.Advance(Hour / 2);
        _files.Begin();
        Assert.False(_files.IsOld);
        _log.Time.Advance(Hour / 2);
        Assert.True(_files.IsOld);
        _files.WriteWhole("abc"u8);
        Assert.False(_files.IsOld);
    }

    [Fact]
    public void One_that_was_closed_is_not_old_any_more()
    {
        _files.Append("a"u8);
        _log.Time.Advance(Hour);
        Assert.True(_files.IsOld);
        _files.Close();
        Assert.False(_files.IsOld);
    }

    [Fact]
    public void A_whole_file_that_cannot_be_written_leaves_nothing()
    {
        _log.Folder.IsFull = true;
        Assert.Throws<IOException>(() => _files.WriteWhole("abc"u8));
        Assert.Empty(_log.Folder.Names);
    }

    [Fact]
    public void A_whole_file_has_its_name_only_when_it_is_there()
    {
        _log.Folder.Writing = () => Assert.EndsWith(".open", Assert.Single(_log.Folder.Names), StringComparison.Ordinal);
        _files.WriteWhole("abc"u8);
        Assert.EndsWith(".x", Assert.Single(_log.Folder.Names), StringComparison.Ordinal);
    }
}
