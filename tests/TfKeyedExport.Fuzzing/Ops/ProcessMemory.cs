using System.Globalization;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>How far the memory of this process rose during a case, as Linux tells it; 0 elsewhere.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";
    private const string Reset = "/proc/self/clear_refs";

    /// <summary>Forgets earlier peaks.</summary>
    public static void ForgetPeak()
    {
        if (File.Exists(Reset))
            File.WriteAllText(Reset, "5");
    }

    /// <summary>The most that was resident since then, in bytes.</summary>
    public static long Peak() => Read("VmHWM:");

    /// <summary>What is resident now, in bytes.</summary>
    public static long Resident() => Read("VmRSS:");

    private static long Read(string field)
    {
        if (!File.Exists(Status))
            return 0;
        string? line = File.ReadLines(Status).FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.AsSpan(field.Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) << 10;
    }
}
