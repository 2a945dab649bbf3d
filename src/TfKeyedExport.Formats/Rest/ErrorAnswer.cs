using System.Buffers;
using TfKeyedExport.Formats.Rest.Layout;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Writes what a REST request is answered that fails.</summary>
public static class ErrorAnswer
{
    // In letters. Errors quote what was sent, and must not carry it back.
    private const int Most = 1 << 16;

    /// <summary>Writes the answer.</summary>
    /// <param name="destination">Receives the text in UTF-8.</param>
    /// <param name="message">What went wrong.</param>
    public static void Write(IBufferWriter<byte> destination, string message)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(message);
        var output = new Output(destination);
        output.Write("{\n    \"error\": "u8);
        QuotedText.Write(ref output, message.Length > Most ? message[..Most] + "..." : message);
        output.Write("\n}"u8);
        output.Flush();
    }
}
