using System.IO.Compression;
using System.Text;

namespace TfKeyedExport.Conformance.Http;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">Its headers, in their order.</param>
/// <param name="Bytes">The body, without its transfer coding.</param>
internal sealed record HttpReply(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Bytes)
{
    /// <summary>The body as text, inflated if it was compressed.</summary>
    public string Body => Encoding.UTF8.GetString(Header("Content-Encoding") == "gzip" ? Inflated() : Bytes);

    /// <summary>A header's value; null if there is none.</summary>
    public string? Header(string name) => Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private byte[] Inflated()
    {
        using var gzip = new GZipStream(new MemoryStream(Bytes), CompressionMode.Decompress);
        using var all = new MemoryStream();
        gzip.CopyTo(all);
        return all.ToArray();
    }
}
