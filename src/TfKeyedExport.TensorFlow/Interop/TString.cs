using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>One element of a string tensor: the library's own form, written and read through its functions only.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal readonly struct TString
{
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
}
