using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>The functions that must be there before a library is used: a missing one would end the process in the middle of a call.</summary>
/// <remarks>They are those that <see cref="NativeMethods"/> imports; the build lists them (<c>RequiredFunctions.targets</c>).</remarks>
internal static partial class RequiredFunctions
{
    /// <summary>Those that a loaded library lacks.</summary>
    public static IReadOnlyList<string> MissingIn(nint library) =>
        Names.Where(name => !NativeLibrary.TryGetExport(library, name, out _)).ToList();
}
