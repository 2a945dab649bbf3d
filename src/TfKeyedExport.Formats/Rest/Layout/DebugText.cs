using System.Buffers;
using System.Globalization;
using System.Text;
using TfKeyedExport.Formats.Rest.Syntax;

namespace TfKeyedExport.Formats.Rest.Layout;

/// <summary>
/// A value as TF Serving quotes it in errors: objects over lines, lists within one, and no more tokens once 256 bytes are written. Like there, what follows a
/// NaN or an infinity is lost. Other than there, of a long string only the beginning is quoted.
/// </summary>
internal static class DebugText
{
    private const int MostBytes = 256;

    /// <summary>Quotes a value.</summary>
    /// <param name="text">The text, whose syntax was checked; a number may not end it.</param>
    /// <param name="at">The value's place.</param>
    public static string Of(ReadOnlySpan<byte> text, int at)
    {
        var written = new ArrayBufferWriter<byte>(MostBytes * 2);
        var open = new Stack<bool>();
        int end = Walk.Skip(text, at);
        bool isFirst = true;
        while (at < end && written.WrittenCount < MostBytes)
        {
            byte token = text[at];
            bool inObject = open.TryPeek(out bool isObject) && isObject;
            if (token is (byte)'}' or (byte)']')
            {
                open.Pop();
                Write(written, Close(token, isFirst, open.Count));
                isFirst = false;
                if (open.Count == 0)
                    break;
                at = Walk.Next(text, at + 1);
                continue;
            }
            Write(written, Separator(isFirst, inObject, open));
            if (inObject)
            {
                Write(written, Quoted(Walk.Name(text, ref at, out bool escaped), escaped));
                if (written.WrittenCount >= MostBytes)
                    break;
                Write(written, ": "u8);
                token = text[at];
            }
            isFirst = false;
            if (token is (byte)'{' or (byte)'[')
            {
                Write(written, [token]);
                open.Push(token == '{');
                isFirst = true;
                at = Walk.Enter(text, at);
                continue;
            }
            ReadOnlySpan<byte> scalar = Scalar(text, ref at);
            if (scalar.IsEmpty)
                break;
            Write(written, scalar);
            if (open.Count > 0)
                at = Walk.Next(text, at);
        }
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    private static ReadOnlySpan<byte> Close(byte bracket, bool isEmpty, int levels) =>
        bracket == ']' || isEmpty ? new[] { bracket } : [.. Line(levels), bracket];

    private static ReadOnlySpan<byte> Separator(bool isFirst, bool inObject, Stack<bool> open)
    {
        if (open.Count == 0)
            return default;
        if (!inObject)
            return isFirst ? default : ", "u8;
        return isFirst ? Line(open.Count) : [(byte)',', .. Line(open.Count)];
    }

    private static byte[] Line(int levels) => Encoding.UTF8.GetBytes("\n" + new string(' ', 4 * levels));

    private static ReadOnlySpan<byte> Scalar(ReadOnlySpan<byte> text, ref int at)
    {
        int start = at;
        if (text[at] is (byte)'t' or (byte)'f' or (byte)'n')
        {
            at = Walk.Skip(text, at);
            return text[start..at];
        }
        if (text[at] == '"')
        {
            int end = StringSyntax.End(text, at + 1, out bool escaped);
            at = end + 1;
            return Quoted(text[(start + 1)..end], escaped);
        }
        JsonNumber number = NumberReader.Read(text, ref at, loose: true);
        if (number.IsWhole)
            return Encoding.UTF8.GetBytes((number.Minus && number.Magnitude > 0 ? "-" : "") + number.Magnitude.ToString(CultureInfo.InvariantCulture));
        return double.IsFinite(number.Value) ? Encoding.UTF8.GetBytes(Shortest(number.Value)) : default;
    }

    private static ReadOnlySpan<byte> Quoted(ReadOnlySpan<byte> raw, bool escaped)
    {
        bool isCut = Shortened.IsLong(raw);
        if (isCut)
            raw = escaped ? Shortened.OfEscaped(raw) : Shortened.Of(raw);
        var buffer = new ArrayBufferWriter<byte>(raw.Length + 2);
        var output = new Output(buffer);
        QuotedText.Write(ref output, escaped ? Names.Plain(raw) : raw);
        if (isCut)
            output.Write(Shortened.Mark);
        output.Flush();
        return buffer.WrittenSpan;
    }

    // The fewest digits that read back: plain from 1e-6 up to 1e21, else with an exponent.
    private static string Shortest(double value)
    {
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        string[] shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        int point = shortest[0].IndexOf('.', StringComparison.Ordinal);
        string digits = shortest[0].Replace(".", "", StringComparison.Ordinal);
        string mantissa = digits.TrimStart('0');
        int exponent = (point < 0 ? digits.Length : point) - 1 - (digits.Length - mantissa.Length)
            + (shortest.Length > 1 ? int.Parse(shortest[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
        mantissa = mantissa.TrimEnd('0');
        string sign = value < 0 ? "-" : "";
        if (exponent is >= 0 and < 21)
        {
            string whole = mantissa.PadRight(exponent + 1, '0');
            string rest = whole[(exponent + 1)..];
            return $"{sign}{whole[..(exponent + 1)]}.{(rest.Length == 0 ? "0" : rest)}";
        }
        if (exponent is < 0 and >= -6)
            return $"{sign}0.{new string('0', -exponent - 1)}{mantissa}";
        return $"{sign}{mantissa[0]}{(mantissa.Length > 1 ? "." + mantissa[1..] : "")}e{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    private static void Write(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> bytes) => buffer.Write(bytes);
}
