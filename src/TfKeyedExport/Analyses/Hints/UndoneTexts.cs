using System.Buffers.Text;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Strings;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>Undoes what a node did to a text, as far as that can be undone; what cannot, is taken as if it left the text as it is.</summary>
internal sealed class UndoneTexts(HintScope scope)
{
    private const int LongestOffset = 64;

    /// <summary>The text that a node must be given, in one of its inputs, to give a certain one; null if it never gives that.</summary>
    public byte[]? Before(Node node, NodeOutput input, byte[] text)
    {
        if (node.Is(StringOperations.Substr))
            return scope.Numbers(node.Inputs[1]) is [>= 0 and <= LongestOffset and double at] ? [.. Enumerable.Repeat((byte)'x', (int)at), .. text] : text;
        if (node.Is(StringOperations.EncodeBase64))
            return Decoded(text);
        if (node.Is(StringOperations.DecodeBase64))
            return Base64Url.EncodeToUtf8(text);
        return node.Is(StringOperations.StringJoin) ? Part(node, input, text) : text;
    }

    private static byte[]? Decoded(byte[] text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromUtf8(text) : null;

    // What stands before and after a joined text, if that is always the same.
    private byte[]? Part(Node join, NodeOutput input, byte[] text)
    {
        int place = Enumerable.Range(0, join.Inputs.Count).First(i => join.Inputs[i] == input);
        byte[] separator = join.Attributes.TryGet("separator", out AttrValue? given) ? given.S.ToByteArray() : [];
        if (Joined(join.Inputs.Take(place), separator, isBefore: true) is not { } before
            || Joined(join.Inputs.Skip(place + 1), separator, isBefore: false) is not { } after)
            return text;
        return text.Length >= before.Length + after.Length && text.AsSpan().StartsWith(before) && text.AsSpan().EndsWith(after)
            ? text[before.Length..^after.Length]
            : null;
    }

    private byte[]? Joined(IEnumerable<NodeOutput> inputs, byte[] separator, bool isBefore)
    {
        List<byte> joined = [];
        foreach (NodeOutput input in inputs)
        {
            if (scope.Constant(input) is not { Type: Tensors.DataType.String, Count: 1 } constant)
                return null;
            ReadOnlySpan<byte> part = constant.Strings[0];
            joined.AddRange(isBefore ? [.. part, .. separator] : [.. separator, .. part]);
        }
        return [.. joined];
    }
}
