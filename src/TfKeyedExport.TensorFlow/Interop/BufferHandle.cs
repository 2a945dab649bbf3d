using System.Runtime.InteropServices;
using TfKeyedExport.Errors;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Owns a block of bytes.</summary>
internal sealed unsafe class BufferHandle : NativeHandle
{
    /// <summary>Makes one that holds a copy of the bytes.</summary>
    public static BufferHandle From(ReadOnlySpan<byte> bytes) => NativeMethods.NewBufferFromString(bytes, (nuint)bytes.Length);

    /// <summary>A copy of what it holds.</summary>
    /// <exception cref="TfKeyedException">It holds more than an array can.</exception>
    public byte[] ToArray()
    {
        bool held = false;
        try
        {
            DangerousAddRef(ref held);
            var content = (Content*)handle;
            if (content->Length > (nuint)Array.MaxLength)
                throw TfKeyedException.HostLacks($"TensorFlow gave a block of {content->Length} bytes, more than can be read");
            return new ReadOnlySpan<byte>(content->Data, (int)content->Length).ToArray();
        }
        finally
        {
            if (held)
                DangerousRelease();
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DeleteBuffer(handle);
        return true;
    }

    /// <summary>The public start of the API's <c>TF_Buffer</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Content
    {
        public readonly void* Data;
        public readonly nuint Length;
    }
}
