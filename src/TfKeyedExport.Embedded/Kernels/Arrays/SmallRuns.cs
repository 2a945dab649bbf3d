using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Copies short runs of bytes without a call for each: a call takes longer than the copy.</summary>
internal static unsafe class SmallRuns
{
    /// <summary>Copies runs at equal distances, one behind the other.</summary>
    /// <param name="from">The first run.</param>
    /// <param name="step">Bytes from the start of one run to the next.</param>
    /// <param name="count">The number of runs.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="bytes">Bytes of a run.</param>
    public static void Copy(byte* from, nint step, nint count, byte* to, int bytes)
    {
        switch (bytes)
        {
            case 1:
                Copy<byte>(from, step, count, to);
                break;
            case 2:
                Copy<ushort>(from, step, count, to);
                break;
            case 4:
                Copy<uint>(from, step, count, to);
                break;
            case 8:
                Copy<ulong>(from, step, count, to);
                break;
            case 16:
                Copy<Vector128<byte>>(from, step, count, to);
                break;
            case 32:
                Copy<Vector256<byte>>(from, step, count, to);
                break;
            case 64:
                Copy<Vector512<byte>>(from, step, count, to);
                break;
            default:
                for (nint i = 0; i < count; i++, from += step, to += bytes)
                    Unsafe.CopyBlockUnaligned(to, from, (uint)bytes);
                break;
        }
    }

    private static void Copy<T>(byte* from, nint step, nint count, byte* to)
        where T : unmanaged
    {
        for (nint i = 0; i < count; i++, from += step, to += sizeof(T))
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<T>(from));
    }
}
