using System.Text;
using TfKeyedExport.TensorFlow.Interop;

namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>
/// Holds back what is written to standard error while TensorFlow is loaded, and lets through what is not TensorFlow's log:
/// some of its files log lines (oneDNN's) in their initialisers, before anything could tell them not to.
/// </summary>
internal sealed class StartUpLines : IDisposable
{
    private readonly int _real;
    private readonly int _held;

    private StartUpLines(int real, int held)
    {
        _real = real;
        _held = held;
    }

    /// <summary>Starts to hold lines back; does nothing where the system cannot.</summary>
    public static StartUpLines? Hold()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        int real = NativeMethods.Duplicate(NativeMethods.StandardError);
        if (real < 0)
            return null;
        int held = CreateFile();
        if (held >= 0 && NativeMethods.DuplicateTo(held, NativeMethods.StandardError) >= 0)
            return new StartUpLines(real, held);
        _ = NativeMethods.Close(real);
        if (held >= 0)
            _ = NativeMethods.Close(held);
        return null;
    }

    /// <summary>Whether a line is one of TensorFlow's log.</summary>
    public static bool IsLog(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("WARNING: All log messages before absl::InitializeLog()"u8))
            return true;
        // "I0000 00:00:..." and "2026-01-01 00:00:00.000000: I tensorflow/...".
        if (line.Length > 5 && "IWE"u8.Contains(line[0]) && line[1..5].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            return true;
        int source = line.IndexOf(" tensorflow/"u8) is var inTensorFlow and >= 0 ? inTensorFlow : line.IndexOf(" external/"u8);
        return source > 20 && line[source - 2] == ' ' && "IWE"u8.Contains(line[source - 1]) && line[4] == '-';
    }

    /// <summary>Ends it: lines of others are written now.</summary>
    public void Dispose()
    {
        _ = NativeMethods.DuplicateTo(_real, NativeMethods.StandardError);
        PassOn();
        _ = NativeMethods.Close(_held);
        _ = NativeMethods.Close(_real);
    }

    private static int CreateFile()
    {
        try
        {
            return NativeMethods.CreateMemoryFile("tfkeyed-startup", 0);
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the function: TensorFlow's lines are seen then.
            return -1;
        }
    }

    private void PassOn()
    {
        var content = new List<byte>();
        Span<byte> block = stackalloc byte[4096];
        while (NativeMethods.ReadAt(_held, block, (nuint)block.Length, content.Count) is > 0 and var read)
            content.AddRange(block[..(int)read]);
        foreach (string text in Encoding.Latin1.GetString([.. content]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            byte[] line = Encoding.Latin1.GetBytes(text + "\n");
            if (!IsLog(line))
                _ = NativeMethods.Write(NativeMethods.StandardError, line, (nuint)line.Length);
        }
    }
}
