namespace TfKeyedExport.Formats.Rest.Layout;

/// <summary>Lays digits out as a decimal, as C's <c>%g</c> does, with a point even if it is whole.</summary>
internal static class Digits
{
    /// <summary>Writes a decimal above zero.</summary>
    /// <param name="destination">Receives it.</param>
    /// <param name="digits">The significant digits, as many as <paramref name="count"/>.</param>
    /// <param name="exponent">The power of ten of the first digit.</param>
    /// <param name="count">How many digits.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> destination, long digits, int exponent, int count)
    {
        int precision = count;
        for (; count > 1 && digits % 10 == 0; count--)
            digits /= 10;
        if (exponent < -4 || exponent >= precision)
            return WriteScientific(destination, digits, exponent, count);
        if (exponent < 0)
        {
            int prefix = 1 - exponent;
            destination[..prefix].Fill((byte)'0');
            destination[1] = (byte)'.';
            Fill(destination[prefix..], digits, count);
            return prefix + count;
        }
        int whole = exponent + 1;
        if (count <= whole)
        {
            Fill(destination, digits, count);
            destination[count..whole].Fill((byte)'0');
            ".0"u8.CopyTo(destination[whole..]);
            return whole + 2;
        }
        Fill(destination[1..], digits, count);
        destination[1..(whole + 1)].CopyTo(destination);
        destination[whole] = (byte)'.';
        return count + 1;
    }

    private static int WriteScientific(Span<byte> destination, long digits, int exponent, int count)
    {
        Fill(destination[1..], digits, count);
        destination[0] = destination[1];
        destination[1] = (byte)'.';
        int at = count == 1 ? 1 : count + 1;
        destination[at++] = (byte)'e';
        destination[at++] = exponent < 0 ? (byte)'-' : (byte)'+';
        int size = Math.Abs(exponent);
        if (size >= 100)
            destination[at++] = (byte)('0' + size / 100);
        destination[at++] = (byte)('0' + size / 10 % 10);
        destination[at++] = (byte)('0' + size % 10);
        return at;
    }

    private static void Fill(Span<byte> destination, long digits, int count)
    {
        ulong rest = (ulong)digits;
        for (int i = count - 1; i >= 0; i--)
        {
            (rest, ulong digit) = Math.DivRem(rest, 10);
            destination[i] = (byte)('0' + digit);
        }
    }
}
