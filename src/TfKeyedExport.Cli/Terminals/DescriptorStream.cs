using System.Runtime.InteropServices;

namespace TfKeyedExport.Cli.Terminals;

/// <summary>
/// Writes to a descriptor of a Unix as the system has it: every failure is told. (The stream of <see cref="Console"/> passes over a closed pipe in silence.)
/// </summary>
/// <param name="descriptor">An open descriptor; it stays open.</param>
internal sealed unsafe partial class DescriptorStream(int descriptor) : WriteOnlyStream
{
    private const int Interrupted = 4;
    private const short Writable = 4;

    private static int TryAgain => OperatingSystem.IsMacOS() ? 35 : 11;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* start = buffer)
                written = WriteSome(descriptor, start, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }
            int error = Marshal.GetLastPInvokeError();
            if (error == TryAgain)
                Wait();
            else if (error != Interrupted)
                throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is kept here.
    }

    private void Wait()
    {
        var what = new PollItem { Descriptor = descriptor, Events = Writable };
        _ = Poll(&what, 1, -1);
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteSome(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollItem* items, nuint count, int milliseconds);

    private struct PollItem
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
