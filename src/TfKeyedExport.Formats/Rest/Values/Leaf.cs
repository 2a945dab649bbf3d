using System.Runtime.CompilerServices;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Formats.Rest.Syntax;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest.Values;

/// <summary>Reads single values, and runs of them that stand in one list.</summary>
internal static class Leaf
{
    /// <summary>Why a value was not taken.</summary>
    public enum Result
    {
        /// <summary>It was.</summary>
        Taken,

        /// <summary>It has another type, or does not fit.</summary>
        WrongType,

        /// <summary>It is an object, and not <c>{"b64": "..."}</c>.</summary>
        NotBase64,

        /// <summary>What should be base64 is not.</summary>
        BadBase64,

        /// <summary>The type has no form in JSON.</summary>
        Unsupported,
    }

    /// <summary>Reads a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Its place; becomes the place behind it if it is taken.</param>
    /// <param name="column">What takes it.</param>
    /// <param name="loose">Whether numbers are read as loosely as TF Serving does.</param>
    public static Result Read(ReadOnlySpan<byte> text, ref int at, Column column, bool loose)
    {
        byte first = text[at];
        bool isNumber = first is not ((byte)'"' or (byte)'{' or (byte)'t' or (byte)'f' or (byte)'n');
        switch (column.Kind.Form)
        {
            case ElementForm.Single when isNumber:
                column.Add((float)NumberReader.ReadDouble(text, ref at, loose, single: true));
                return Result.Taken;
            case ElementForm.Double when isNumber:
                column.Add(NumberReader.ReadDouble(text, ref at, loose, single: false));
                return Result.Taken;
            case ElementForm.Whole when isNumber:
                return ReadWhole(text, ref at, column);
            case ElementForm.Narrow when isNumber:
                return ReadNarrow(text, ref at, column);
            case ElementForm.Bool when first is (byte)'t' or (byte)'f':
                column.Add(first == 't');
                at += first == 't' ? 4 : 5;
                return Result.Taken;
            case ElementForm.Text when first == '"':
                return ReadText(text, ref at, column);
            case ElementForm.Text when first == '{':
                return ReadBase64(text, ref at, column);
            case ElementForm.None:
                return first == '{' ? Result.WrongType : Result.Unsupported;
            default:
                return Result.WrongType;
        }
    }

    /// <summary>Reads decimals that follow each other in a list, as many as there are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place of the first; becomes the place of what is no number, or behind the last one.</param>
    /// <param name="column">What takes them; its elements are floats or doubles.</param>
    /// <param name="loose">Whether numbers are read as loosely as TF Serving does.</param>
    /// <returns>How many were taken.</returns>
    public static int ReadRun(ReadOnlySpan<byte> text, ref int at, Column column, bool loose)
    {
        return column.Kind.Form == ElementForm.Single ? ReadFloats(text, ref at, column, loose) : ReadDoubles(text, ref at, column, loose);
    }

    private static int ReadFloats(ReadOnlySpan<byte> text, ref int at, Column column, bool loose)
    {
        int count = 0;
        int i = at;
        while (true)
        {
            column.Add((float)NumberReader.ReadDouble(text, ref i, loose, single: true));
            count++;
            if (!GoOn(text, ref i))
                break;
        }
        at = i;
        return count;
    }

    private static int ReadDoubles(ReadOnlySpan<byte> text, ref int at, Column column, bool loose)
    {
        int count = 0;
        int i = at;
        while (true)
        {
            column.Add(NumberReader.ReadDouble(text, ref i, loose, single: false));
            count++;
            if (!GoOn(text, ref i))
                break;
        }
        at = i;
        return count;
    }

    // Behind a number: whether another one follows, and its place. Else the place stays behind the number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool GoOn(ReadOnlySpan<byte> text, ref int at)
    {
        int next = Bytes.SkipBlanks(text, at);
        if (text[next] != ',')
            return false;
        next = Bytes.SkipBlanks(text, next + 1);
        byte first = text[next];
        if ((uint)(first - '0') > 9 && first is not ((byte)'-' or (byte)'N' or (byte)'I'))
            return false;
        at = next;
        return true;
    }

    private static Result ReadWhole(ReadOnlySpan<byte> text, ref int at, Column column)
    {
        int i = at;
        JsonNumber number = NumberReader.Read(text, ref i, loose: true);
        if (!number.IsWithin(column.Kind.Least, column.Kind.Most))
            return Result.WrongType;
        column.AddWhole(number.Bits);
        at = i;
        return Result.Taken;
    }

    private static Result ReadNarrow(ReadOnlySpan<byte> text, ref int at, Column column)
    {
        int i = at;
        double value = NumberReader.ReadDouble(text, ref i, loose: false, single: false);
        if (column.Kind.Type == DataType.Half)
            column.Add((Half)value);
        else if (column.Kind.Type == DataType.Bfloat16)
            column.Add((BFloat16)(float)value);
        else if (SmallFloats.TryEncode(column.Kind.Type, value, out byte bits))
            column.Add(bits);
        else
            return Result.WrongType;
        at = i;
        return Result.Taken;
    }

    private static Result ReadText(ReadOnlySpan<byte> text, ref int at, Column column)
    {
        int start = at + 1;
        int end = StringSyntax.CopyShort(text, start, column.Room(StringSyntax.Short));
        if (end >= 0)
        {
            column.Advance(end - start);
            column.EndText();
            at = end + 1;
            return Result.Taken;
        }
        end = StringSyntax.End(text, start, out bool escaped);
        ReadOnlySpan<byte> raw = text[start..end];
        Span<byte> room = column.Room(raw.Length);
        int length = raw.Length;
        if (escaped)
            length = Escapes.Unescape(raw, room);
        else
            raw.CopyTo(room);
        column.Advance(length);
        column.EndText();
        at = end + 1;
        return Result.Taken;
    }

    private static Result ReadBase64(ReadOnlySpan<byte> text, ref int at, Column column)
    {
        if (!Walk.IsBase64(text, at, out int encoded))
            return Result.NotBase64;
        int start = encoded + 1;
        int end = StringSyntax.End(text, start, out bool escaped);
        ReadOnlySpan<byte> letters = escaped ? Names.Plain(text[start..end]) : text[start..end];
        if (!Base64Text.TryDecode(letters, column.Room(letters.Length + 3), out int written))
            return Result.BadBase64;
        column.Advance(written);
        column.EndText();
        at = Walk.Skip(text, at);
        return Result.Taken;
    }
}
