using System.Globalization;
using System.Security.Cryptography;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>Names of files: by time for people, and by process so that no two write to one.</summary>
/// <param name="process">What no other process has.</param>
/// <param name="extension">How they end.</param>
internal sealed class FileNames(string process, string extension)
{
    private int _number;

    /// <summary>What no other process has: its number for people, and chance for machines that share a folder.</summary>
    public static string OfThisProcess() =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");

    /// <summary>The next name.</summary>
    public string Next(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"requests-{time.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{process}-{++_number:D6}{extension}");
}
