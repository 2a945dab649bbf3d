using System.Buffers;
using TfKeyedExport.Formats.Rest.Layout;
using TfKeyedExport.Formats.Rest.Values;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Formats.Rest;

/// <summary>What of a signature is needed for each request, made once: names as bytes, and how each type is read. Thread-safe.</summary>
public sealed class RestSignature
{
    /// <summary>Prepares a signature.</summary>
    public RestSignature(ModelSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        Signature = signature;
        InputNames = new NameTable(signature.Inputs.Select(i => i.Name));
        QuotedOutputs = [.. signature.Outputs.Select(o => Quote(o.Name))];
        RowMembers = [.. signature.Outputs.Select(Member)];
        Kinds = [.. signature.Inputs.Select(i => ElementKind.Of(i.Type, quirks: false))];
        QuirkKinds = [.. signature.Inputs.Select(i => ElementKind.Of(i.Type, quirks: true))];
        Keys = string.Join(',', signature.Inputs.Select(i => i.Name));
    }

    /// <summary>The signature.</summary>
    public ModelSignature Signature { get; }

    /// <summary>The inputs' names.</summary>
    internal NameTable InputNames { get; }

    /// <summary>The inputs' names for errors.</summary>
    internal string Keys { get; }

    private byte[][] QuotedOutputs { get; }

    private byte[][] RowMembers { get; }

    private ElementKind[] Kinds { get; }

    private ElementKind[] QuirkKinds { get; }

    /// <summary>How an input's elements are read.</summary>
    internal ElementKind Kind(int input, bool quirks) => (quirks ? QuirkKinds : Kinds)[input];

    /// <summary>An output's name as it stands before its value.</summary>
    internal ReadOnlySpan<byte> QuotedOutput(int output) => QuotedOutputs[output];

    /// <summary>What stands before an output's value in a row of several: what opens the row, or ends the value before; a new line and the name.</summary>
    internal ReadOnlySpan<byte> RowMember(int output) => RowMembers[output];

    /// <summary>Whether an output's name says that its strings are no text.</summary>
    internal bool IsBytes(int output) => Signature.Outputs[output].Name.EndsWith("_bytes", StringComparison.Ordinal);

    private static byte[] Member(SignatureArgument argument, int index) =>
        [.. index == 0 ? "\n        {\n            "u8 : ",\n            "u8, .. Quote(argument.Name)];

    private static byte[] Quote(string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var output = new Output(buffer);
        QuotedText.Write(ref output, name);
        output.Write(": "u8);
        output.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
