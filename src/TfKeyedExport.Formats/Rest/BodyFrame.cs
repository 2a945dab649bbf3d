using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest.Layout;
using TfKeyedExport.Formats.Rest.Syntax;

namespace TfKeyedExport.Formats.Rest;

/// <summary>What a body is before the model is known: an object whose syntax holds, with some members found in it.</summary>
/// <param name="Text">The body.</param>
/// <param name="Start">The place of its first brace.</param>
/// <param name="First">The place of the first member's value; 0 if it is not there.</param>
/// <param name="Second">The same of the second.</param>
/// <param name="SignatureName">The signature that is asked for; null if none is.</param>
internal readonly record struct BodyFrame(ReadOnlyMemory<byte> Text, int Start, int First, int Second, string? SignatureName)
{
    /// <summary>Checks a body.</summary>
    /// <param name="utf8">The body; what follows its first value is left alone.</param>
    /// <param name="first">A member to find.</param>
    /// <param name="second">Another one.</param>
    /// <exception cref="TfKeyedException">It is not JSON, not an object, or its signature's name is no string.</exception>
    public static BodyFrame Read(ReadOnlyMemory<byte> utf8, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        ReadOnlySpan<byte> text = utf8.Span;
        if (text.IsEmpty)
            throw TfKeyedException.BadRequest("JSON Parse error: The document is empty");
        int start = Begin(text);
        if (text[start] != '{')
            throw NoObject(text, start);
        int firstAt = 0;
        int secondAt = 0;
        int signatureAt = 0;
        int at = Bytes.SkipBlanks(text, start + 1);
        bool isEmpty = Bytes.At(text, at) == '}';
        while (!isEmpty)
        {
            int value = DocumentSyntax.CheckName(text, at, out int nameEnd);
            ReadOnlySpan<byte> name = text[(at + 1)..(nameEnd - 1)];
            bool escaped = name.Contains((byte)'\\');
            at = Bytes.SkipBlanks(text, DocumentSyntax.CheckValue(text, value));
            if (firstAt == 0 && Names.Equal(name, escaped, first))
                firstAt = value;
            else if (secondAt == 0 && Names.Equal(name, escaped, second))
                secondAt = value;
            else if (signatureAt == 0 && Names.Equal(name, escaped, "signature_name"u8))
                signatureAt = value;
            if (Bytes.At(text, at) == '}')
                break;
            if (Bytes.At(text, at) != ',')
                SyntaxError.Throw(SyntaxError.ObjectComma, at);
            at = Bytes.SkipBlanks(text, at + 1);
        }
        return new BodyFrame(utf8, start, firstAt, secondAt, Signature(text, start, signatureAt));
    }

    /// <summary>An error that quotes the whole body.</summary>
    public TfKeyedException Fault(string what) => TfKeyedException.BadRequest($"JSON Value: {DebugText.Of(Text.Span, Start)} {what}");

    private static int Begin(ReadOnlySpan<byte> text)
    {
        int at = 0;
        foreach (byte mark in "\uFEFF"u8)
        {
            if (Bytes.At(text, at) == mark)
                at++;
        }
        at = Bytes.SkipBlanks(text, at);
        if (Bytes.At(text, at) is 0 or (byte)']' or (byte)'}' or (byte)',' or (byte)':')
            SyntaxError.Throw(SyntaxError.Empty, at);
        return at;
    }

    private static TfKeyedException NoObject(ReadOnlySpan<byte> text, int start)
    {
        int end = DocumentSyntax.CheckValue(text, start);
        // Behind a number there is a byte, which is not part of it.
        byte[] value = [.. text[start..end], (byte)' '];
        return TfKeyedException.BadRequest($"JSON Value: {DebugText.Of(value, 0)} Is not object");
    }

    private static string? Signature(ReadOnlySpan<byte> text, int start, int at)
    {
        if (at == 0)
            return null;
        if (text[at] != '"')
        {
            throw TfKeyedException.BadRequest(
                $"JSON Value: {DebugText.Of(text, start)} not formatted correctly. 'signature_name' key must be a string value.");
        }
        int end = StringSyntax.End(text, at + 1, out bool escaped);
        // No signature has such a name; what would be said of it is said without taking it into memory.
        if (Shortened.IsLong(text[(at + 1)..end]))
        {
            throw TfKeyedException.BadRequest(
                $"Serving signature name: {DebugText.Of(text, at)} not found in signature def");
        }
        return end == at + 1 ? null : Names.Text(text[(at + 1)..end], escaped);
    }
}
