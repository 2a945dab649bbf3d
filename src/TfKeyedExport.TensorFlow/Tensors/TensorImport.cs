using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TfKeyedExport.Errors;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.TensorFlow.Tensors;

/// <summary>Hands tensors to TensorFlow.</summary>
internal static unsafe class TensorImport
{
    /// <summary>From this size on, in bytes, pinning costs less than copying.</summary>
    private const int PinFrom = 16 << 10;

    private const int StringAlignment = 64;

    /// <summary>A native tensor with the same elements; large memory is lent, not copied, if it is aligned as TensorFlow wants it.</summary>
    public static TensorHandle ToNative(Tensor tensor)
    {
        TensorHandle native = tensor.Type == DataType.String ? FromStrings(tensor)
            : tensor.Bytes.Length < PinFrom ? Copied(tensor)
            : Lent(tensor);
        return native.IsInvalid
            ? throw TfKeyedException.HostLacks($"TensorFlow could not make a tensor of {tensor}", next: "it may have run out of memory")
            : native;
    }

    private static TensorHandle Copied(Tensor tensor)
    {
        ReadOnlySpan<byte> bytes = tensor.Bytes.Span;
        TensorHandle native = NativeMethods.AllocateTensor(tensor.Type, tensor.Shape.Dimensions, tensor.Shape.Rank, (nuint)bytes.Length);
        if (!native.IsInvalid && bytes.Length > 0)
            bytes.CopyTo(new Span<byte>(NativeMethods.TensorData(native), bytes.Length));
        return native;
    }

    private static TensorHandle Lent(Tensor tensor)
    {
        var pin = new Pin(tensor.Bytes.Pin());
        GCHandle keeper = GCHandle.Alloc(pin);
        return NativeMethods.NewTensor(
            tensor.Type, tensor.Shape.Dimensions, tensor.Shape.Rank, pin.Pointer, (nuint)tensor.Bytes.Length, &Unpin, (void*)GCHandle.ToIntPtr(keeper));
    }

    private static TensorHandle FromStrings(Tensor tensor)
    {
        StringValues values = tensor.Strings;
        nuint length = (nuint)values.Count * (nuint)sizeof(TString);
        // The elements are freed with the tensor, whoever holds it last: a table may keep it longer than the call.
        var elements = (TString*)NativeMemory.AlignedAlloc(Math.Max(length, StringAlignment), StringAlignment);
        fixed (byte* data = values.Data)
        {
            int start = 0;
            for (int i = 0; i < values.Count; i++)
            {
                NativeMethods.StringInit(elements + i);
                int end = values.Ends[i];
                if (end > start)
                    NativeMethods.StringCopy(elements + i, data + start, (nuint)(end - start));
                start = end;
            }
        }
        TensorHandle native = NativeMethods.NewTensor(
            DataType.String, tensor.Shape.Dimensions, tensor.Shape.Rank, elements, length, &FreeStrings, null);
        if (native.IsInvalid)
            FreeElements(elements, length);
        return native;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Unpin(void* data, nuint length, void* argument)
    {
        GCHandle keeper = GCHandle.FromIntPtr((nint)argument);
        ((Pin)keeper.Target!).Release();
        keeper.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void FreeStrings(void* data, nuint length, void* argument) => FreeElements((TString*)data, length);

    private static void FreeElements(TString* elements, nuint length)
    {
        for (nuint i = 0; i < length / (nuint)sizeof(TString); i++)
            NativeMethods.StringDealloc(elements + i);
        NativeMemory.AlignedFree(elements);
    }

    /// <summary>Memory that must not move while TensorFlow reads it.</summary>
    private sealed class Pin(MemoryHandle memory)
    {
        private MemoryHandle _memory = memory;

        public void* Pointer => _memory.Pointer;

        public void Release() => _memory.Dispose();
    }
}
