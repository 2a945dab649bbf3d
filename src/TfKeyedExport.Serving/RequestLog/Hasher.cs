using System.Security.Cryptography;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>What stands in the place of a field that is hashed: the first half of its SHA-256, in 32 hexadecimal digits.</summary>
internal static class Hasher
{
    /// <summary>How many digits it has.</summary>
    public const int Length = 32;

    /// <summary>Hashes.</summary>
    /// <param name="value">The value's bytes.</param>
    /// <param name="digits">Receives the digits.</param>
    public static void Hash(ReadOnlySpan<byte> value, Span<byte> digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(value, hash);
        Convert.TryToHexStringLower(hash[..(Length / 2)], digits, out _);
    }
}
