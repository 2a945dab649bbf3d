using System.Globalization;

namespace TfKeyedExport.Cli.Terminals;

/// <summary>Numbers of bytes for people.</summary>
internal static class ByteCount
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Such as <c>17 bytes</c>, <c>1.2 MiB</c>.</summary>
    public static string Text(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }
        string number = value.ToString(unit == 0 ? "0" : value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
        return bytes == 1 ? "1 byte" : $"{number} {Units[unit]}";
    }
}
