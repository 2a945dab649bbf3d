using System.Text;

namespace TfKeyedExport.Cli.Native;

/// <summary>
/// What Linux says that a processor can do: only what the operating system keeps across threads is listed there, unlike in the processor's own answer.
/// </summary>
/// <param name="flags">The words of a <c>flags</c> line.</param>
internal sealed class ProcessorFlags(IReadOnlySet<string> flags)
{
    private const string Source = "/proc/cpuinfo";

    // The first processor's part is a few KiB; the file has one for each processor and is slow to make.
    private const int Enough = 16 << 10;

    private static readonly string[] X64V4 = ["avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"];

    /// <summary>Whether programs compiled for x86-64-v4 run.</summary>
    public bool HasX64V4 => X64V4.All(flags.Contains);

    /// <summary>Reads the flags of this machine's first processor; none if they cannot be read.</summary>
    public static ProcessorFlags OfFirstProcessor()
    {
        try
        {
            using FileStream file = new(Source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            byte[] head = new byte[Enough];
            int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return Parse(Encoding.ASCII.GetString(head, 0, length));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Parse("");
        }
    }

    /// <summary>Reads the first <c>flags</c> line.</summary>
    /// <param name="text">The file's beginning.</param>
    internal static ProcessorFlags Parse(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Trim() is "flags")
                return new ProcessorFlags(
                    line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal));
        }
        return new ProcessorFlags(new HashSet<string>());
    }
}
