using System.Buffers;
using TfKeyedExport.Formats.Rest.Layout;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Writes what a REST request is answered that fails.</summary>
public static class ErrorAnswer
{
    /// <summary>Writes the answer.</summary>
    /// <param name="destination">Receives the text in UTF-8.</param>
    /// <param name="message">What went wrong.</param>
    public static void Write(IBufferWriter<byte> destination, string message)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(message);
        var output = new Output(destination);
        output.Write("{\n    \"error\": "u8);
        QuotedText.Write(ref output, message);
        output.Write("\n}"u8);
        output.Flush();
    }
}
