using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>Select</c> and <c>SelectV2</c>: one of two elements by a condition.</summary>
internal static class SelectKernels
{
    public static Kernel Create(KernelRequest request)
    {
        bool old = request.Is(ElementwiseOperations.Select);
        DataType type = request.InputType(1);
        if (type == DataType.String)
            return new StringSelectKernel(old);
        return type.Size() switch
        {
            1 => new SelectKernel<byte>(old),
            2 => new SelectKernel<ushort>(old),
            4 => new SelectKernel<uint>(old),
            8 => new SelectKernel<ulong>(old),
            16 => new SelectKernel<UInt128>(old),
            _ => throw request.Unsupported($"{type.Name()} is not supported"),
        };
    }

    /// <summary>The common shape of the three inputs, and how the condition is stretched.</summary>
    /// <param name="context">The running kernel.</param>
    /// <param name="old">Whether the older operation's rules hold: equal shapes, a scalar condition, or one a row.</param>
    /// <param name="shape">Receives the common shape.</param>
    /// <param name="condition">Receives the condition's shape, ready to be stretched.</param>
    /// <returns>The rank.</returns>
    public static int Shapes(KernelContext context, bool old, Span<long> shape, Span<long> condition)
    {
        Value c = context.Input(0), then = context.Input(1), otherwise = context.Input(2);
        if (!old)
        {
            Span<long> pair = stackalloc long[Value.MaxRank];
            int pairRank = Broadcast.Shape(then.Shape, otherwise.Shape, pair);
            int rank = Broadcast.Shape(c.Shape, pair[..pairRank], shape);
            condition[..rank].Fill(1);
            c.Shape.CopyTo(condition[(rank - c.Rank)..]);
            return rank;
        }
        if (!then.Shape.SequenceEqual(otherwise.Shape))
            throw KernelContext.Error($"the two choices have the shapes {then.ToShape()} and {otherwise.ToShape()}; they must be equal");
        then.Shape.CopyTo(shape);
        condition[..then.Rank].Fill(1);
        if (c.Shape.SequenceEqual(then.Shape))
            c.Shape.CopyTo(condition);
        else if (c.Rank == 1 && then.Rank > 0 && c.Dim(0) == then.Dim(0))
            condition[0] = c.Dim(0);
        else if (c.Rank != 0)
            throw context.ShapeError(0, $"it must be a scalar, or {then.ToShape()}, or one value a row of it");
        return then.Rank;
    }
}

/// <summary>Chooses among elements of one size; what they mean does not matter.</summary>
internal sealed class SelectKernel<T>(bool old) : Kernel
    where T : unmanaged
{
    public override void Run(KernelContext context)
    {
        Value condition = context.Input(0), then = context.Input(1), otherwise = context.Input(2);
        Span<long> shape = stackalloc long[Value.MaxRank], conditionShape = stackalloc long[Value.MaxRank];
        int rank = SelectKernels.Shapes(context, old, shape, conditionShape);
        ReadOnlySpan<bool> c = condition.Span<bool>();
        ReadOnlySpan<T> a = then.Span<T>(), b = otherwise.Span<T>();
        Span<T> result = context.Allocate<T>(0, shape[..rank]);
        if (c.Length == result.Length && a.Length == result.Length && b.Length == result.Length)
        {
            int done = typeof(T) == typeof(uint)
                ? Words(MemoryMarshal.AsBytes(c), MemoryMarshal.Cast<T, uint>(a), MemoryMarshal.Cast<T, uint>(b), MemoryMarshal.Cast<T, uint>(result))
                : 0;
            for (int i = done; i < result.Length; i++)
                result[i] = c[i] ? a[i] : b[i];
            return;
        }
        if (a.Length == result.Length && b.Length == result.Length && IsOneARun(shape[..rank], conditionShape[..rank], c.Length, out int run))
        {
            for (int row = 0, at = 0; row < c.Length; row++, at += run)
                (c[row] ? a : b).Slice(at, run).CopyTo(result.Slice(at, run));
            return;
        }
        var walk = new BroadcastWalk(shape[..rank], conditionShape[..rank], then.Shape, otherwise.Shape);
        for (int i = 0; i < result.Length; i++, walk.Next())
            result[i] = c[walk.Left] ? a[walk.Right] : b[walk.Third];
    }

    // Whether each condition stands for elements that follow one another.
    private static bool IsOneARun(ReadOnlySpan<long> shape, ReadOnlySpan<long> condition, int conditions, out int run)
    {
        run = 1;
        int d = shape.Length - 1;
        for (; d >= 0 && condition[d] == 1; d--)
            run = checked(run * (int)shape[d]);
        return d < 0 ? conditions == 1 : condition[..(d + 1)].SequenceEqual(shape[..(d + 1)]);
    }

    // Whole registers, without a branch that a processor would guess wrong half of the time; gives how many elements are done.
    private static int Words(ReadOnlySpan<byte> condition, ReadOnlySpan<uint> then, ReadOnlySpan<uint> otherwise, Span<uint> result)
    {
        int i = 0;
        if (!Vector256.IsHardwareAccelerated)
            return i;
        ref byte c = ref MemoryMarshal.GetReference(condition);
        ref uint a = ref MemoryMarshal.GetReference(then), b = ref MemoryMarshal.GetReference(otherwise), to = ref MemoryMarshal.GetReference(result);
        for (; i <= result.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
        {
            Vector128<ushort> bytes = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref c, i))).AsByte());
            Vector256<uint> no = Vector256.Equals(Vector256.Create(Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes)), Vector256<uint>.Zero);
            Vector256.ConditionalSelect(no, Vector256.LoadUnsafe(ref b, (nuint)i), Vector256.LoadUnsafe(ref a, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }
        return i;
    }
}

/// <summary>Chooses among strings.</summary>
internal sealed class StringSelectKernel(bool old) : Kernel
{
    public override void Run(KernelContext context)
    {
        Value condition = context.Input(0), then = context.Input(1), otherwise = context.Input(2);
        Span<long> shape = stackalloc long[Value.MaxRank], conditionShape = stackalloc long[Value.MaxRank];
        int rank = SelectKernels.Shapes(context, old, shape, conditionShape);
        ReadOnlySpan<bool> c = condition.Span<bool>();
        StringBuffer a = then.Strings, b = otherwise.Strings;
        StringBuffer result = context.AllocateStrings(0, shape[..rank]);
        int count = context.Output(0).Count;
        var walk = new BroadcastWalk(shape[..rank], conditionShape[..rank], then.Shape, otherwise.Shape);
        for (int i = 0; i < count; i++, walk.Next())
            result.Add(c[walk.Left] ? a[walk.Right] : b[walk.Third]);
    }
}
