using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>TensorFlow's C API, one file for each section of its header (<c>tensorflow/c/c_api.h</c> and its neighbours).</summary>
/// <remarks>
/// Only functions that TensorFlow 2.10 has are bound here; newer ones are looked up by name where they are used.
/// The API's functions lie in two files, of which the second is a dependency of the first: a look-up through the
/// handle of the first finds both.
/// </remarks>
internal static partial class NativeMethods
{
    /// <summary>The name that every import uses; <see cref="Library"/> decides what stands behind it.</summary>
    private const string TensorFlow = "tensorflow";

    /// <summary>The handle of the library that this process uses; set once, before the first call.</summary>
    internal static nint Library { get; set; }

    // A type initialiser would cost a check in each call; the module's runs once, before any import is resolved.
#pragma warning disable CA2255
    [ModuleInitializer]
    internal static void ResolveImports() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Resolve);
#pragma warning restore CA2255

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (name != TensorFlow)
            return 0;
        return Library != 0 ? Library : throw new DllNotFoundException("TensorFlow's library was called before it was loaded");
    }
}
