using System.Buffers.Text;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Strings;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>Undoes what a node did to a text, as far as that can be undone; what cannot, is taken as if it left the text as it is.</summary>
internal sealed class UndoneTexts(HintScope scope)
{
    private const int LongestOffset = 64;
    private const int Deepest = 4;
    private const int MostPieces = 64;

    /// <summary>The text that a node must be given, in one of its inputs, to give a certain one; null if it never gives that.</summary>
    public byte[]? Before(Node node, NodeOutput input, byte[] text)
    {
        if (node.Is(StringOperations.Substr))
            return scope.Numbers(node.Inputs[1]) is [>= 0 and <= LongestOffset and double at] ? [.. Enumerable.Repeat((byte)'x', (int)at), .. text] : text;
        if (node.Is(StringOperations.EncodeBase64))
            return Decoded(text);
        if (node.Is(StringOperations.DecodeBase64))
            return Base64Url.EncodeToUtf8(text);
        return Joins(node) ? Part(node, input, text) : text;
    }

    private static bool Joins(Node node) => node.IsAny(StringOperations.StringJoin, ElementwiseOperations.AddV2, ElementwiseOperations.Add);

    private static byte[]? Decoded(byte[] text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromUtf8(text) : null;

    // The part of a joined text that one input gives, as its neighbours tell that are always the same; all of it, if they do not.
    private byte[]? Part(Node join, NodeOutput input, byte[] text)
    {
        List<Piece> pieces = [];
        Collect(join, owner: -1, 0, pieces);
        int place = Enumerable.Range(0, join.Inputs.Count).First(i => join.Inputs[i] == input);
        int at = 0, begin = -1, end = -1;
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            if (piece.Owner == place && begin < 0)
                begin = at;
            if (piece.Text is { } constant)
            {
                if (!text.AsSpan(at).StartsWith(constant))
                    return null;
                at += constant.Length;
            }
            else
            {
                byte[] behind = [.. pieces.Skip(i + 1).TakeWhile(p => p.Text is not null).SelectMany(p => p.Text!)];
                bool isLast = pieces.FindIndex(i + 1, p => p.Text is null) < 0;
                if (!isLast && behind.Length == 0)
                    return text;
                int length = isLast ? text.Length - at - behind.Length : text.AsSpan(at).IndexOf(behind);
                if (length < 0)
                    return null;
                at += length;
            }
            if (piece.Owner == place)
                end = at;
        }
        // An input that gives nothing, or comes after more pieces than are looked at, has no part of its own.
        return begin < 0 ? text : at == text.Length ? text[begin..end] : null;
    }

    // Joins of joins are one.
    private void Collect(Node join, int owner, int depth, List<Piece> pieces)
    {
        byte[] separator = join.Attributes.TryGet("separator", out AttrValue? given) ? given.S.ToByteArray() : [];
        for (int i = 0; i < join.Inputs.Count && pieces.Count < MostPieces; i++)
        {
            if (i > 0 && separator.Length > 0)
                pieces.Add(new Piece(separator, owner));
            int own = depth == 0 ? i : owner;
            if (scope.Constant(join.Inputs[i]) is { Type: Tensors.DataType.String, Count: 1 } constant)
                pieces.Add(new Piece(constant.Strings[0].ToArray(), own));
            else if (depth < Deepest && scope.Source(join.Inputs[i]).Node is var inner && Joins(inner))
                Collect(inner, own, depth + 1, pieces);
            else
                pieces.Add(new Piece(null, own));
        }
    }

    // What one input of a join gives; null if that is open. A separator is no input's.
    private readonly record struct Piece(byte[]? Text, int Owner);
}
