using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Strings without white space at both ends.</summary>
internal sealed class StripKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        StringBuffer target = context.AllocateStrings(0, context.Input(0).Shape);
        for (int i = 0; i < strings.Count; i++)
            target.Add(AsciiSpace.Trim(strings[i]));
    }
}

/// <summary>The length of each string, in bytes or in UTF-8 characters.</summary>
internal sealed class LengthKernel(KernelRequest request) : Kernel
{
    private readonly bool _characters = StringUnit.IsCharacters(request);

    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        Span<int> result = context.Allocate<int>(0, context.Input(0).Shape);
        for (int i = 0; i < result.Length; i++)
            result[i] = _characters ? StringUnit.Characters(strings[i]) : strings[i].Length;
    }
}

/// <summary>The attribute <c>unit</c>.</summary>
internal static class StringUnit
{
    /// <summary>Whether a node counts characters rather than bytes.</summary>
    public static bool IsCharacters(KernelRequest request) =>
        (request.Attributes.TryGet("unit", out Protos.AttrValue? value) ? value.S.ToStringUtf8() : "BYTE") switch
        {
            "BYTE" => false,
            "UTF8_CHAR" => true,
            string unit => throw request.Unsupported($"the unit {unit} is unknown"),
        };

    /// <summary>The number of characters: every byte counts that does not continue another.</summary>
    public static int Characters(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte b in text)
            count += IsContinuation(b) ? 0 : 1;
        return count;
    }

    /// <summary>Where so many characters end; the text's length if it has fewer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="characters">How many.</param>
    /// <param name="left">Receives how many of them are not there.</param>
    public static int Forward(ReadOnlySpan<byte> text, int start, long characters, out long left)
    {
        int at = start;
        for (left = characters; left > 0 && at < text.Length; left--)
        {
            at++;
            while (at < text.Length && IsContinuation(text[at]))
                at++;
        }
        return at;
    }

    /// <summary>Where the last so many characters begin; -1 if the text has fewer.</summary>
    public static int Back(ReadOnlySpan<byte> text, long characters)
    {
        int at = text.Length;
        for (; characters > 0 && at > 0; characters--)
        {
            at--;
            while (at > 0 && IsContinuation(text[at]))
                at--;
        }
        return characters == 0 ? at : -1;
    }

    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
