using System.Text;
using TfKeyedExport.Serving.Journals;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Journals;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;
    private readonly List<Exception> _troubles = [];
    private int _dropped;

    private string File => Path.Combine(_folder, "access.log");

    [Fact]
    public void Lines_are_written_in_their_order_behind_those_that_are_there()
    {
        System.IO.File.WriteAllText(File, "before\n");
        using (Journal journal = Open(() => JournalFile.Open(File)))
        {
            journal.Add(Line("one"));
            journal.Add(Line("two"));
        }
        Assert.Equal("before\none\ntwo\n", System.IO.File.ReadAllText(File));
        Assert.Equal(0, _dropped);
    }

    [Fact]
    public void A_file_that_it_makes_is_for_its_owner_alone()
    {
        // Windows has no such modes.
        if (OperatingSystem.IsWindows())
            return;
        Open(() => JournalFile.Open(File)).Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void After_a_rotation_lines_go_to_the_new_file()
    {
        using (var opened = new AutoResetEvent(false))
        {
            using Journal journal = Open(() =>
            {
                opened.Set();
                return JournalFile.Open(File);
            });
            Soon.Is(opened);
            journal.Add(Line("old"));
            Written("old\n");
            System.IO.File.Move(File, File + ".1");
            journal.Reopen();
            Soon.Is(opened);
            journal.Add(Line("new"));
        }
        Assert.Equal("old\n", System.IO.File.ReadAllText(File + ".1"));
        Assert.Equal("new\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Nobody_waits_for_a_disk_that_hangs_and_what_does_not_fit_is_counted()
    {
        using var disk = new SlowDisk();
        using (Journal journal = Open(() => disk))
        {
            journal.Add(Line("first"));
            Soon.Is(disk.Began);
            for (int i = 0; i < 10_000; i++)
                journal.Add(Line("more"));
            Assert.Equal(10_000 - 8192, _dropped);
            disk.MayGo.Set();
        }
        Assert.Equal(8193, disk.Lines);
    }

    [Fact]
    public void A_full_disk_drops_and_counts_says_so_once_and_leaves_nothing_of_them()
    {
        using var disk = new SlowDisk();
        disk.MayGo.Set();
        using (Journal journal = Open(() => disk))
        {
            disk.IsFull = true;
            foreach (string line in (string[])["one", "two"])
            {
                journal.Add(Line(line));
                Soon.Is(disk.Began);
            }
            SpinWait.SpinUntil(() => Volatile.Read(ref _dropped) == 2, Soon.Patience);
            disk.IsFull = false;
            journal.Add(Line("three"));
        }
        Assert.Single(_troubles);
        Assert.Equal("three\n", disk.Text);
    }

    [Fact]
    public void What_cannot_be_opened_is_told_at_the_start() =>
        Assert.ThrowsAny<IOException>(() => Open(() => JournalFile.Open(Path.Combine(_folder, "nowhere", "access.log"))));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");

    private void Written(string text) => Assert.True(SpinWait.SpinUntil(() => System.IO.File.ReadAllText(File) == text, Soon.Patience));

    private Journal Open(Func<Stream> open) => new(open, lines => Interlocked.Add(ref _dropped, lines), _troubles.Add);

    private sealed class SlowDisk : MemoryStream
    {
        public AutoResetEvent Began { get; } = new(false);

        public ManualResetEvent MayGo { get; } = new(false);

        public volatile bool IsFull;

        public string Text => Encoding.UTF8.GetString(ToArray());

        public int Lines => Text.Count(c => c == '\n');

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Began.Set();
            Soon.Is(MayGo);
            Fail();
            base.Write(buffer);
        }

        private void Fail()
        {
            // A part fits.
            if (IsFull)
                base.Write("par"u8);
            if (IsFull)
                throw new IOException("no space left on device");
        }
    }
}
