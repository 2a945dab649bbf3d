using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>One output of an operation in a graph (the API's <c>TF_Output</c>); valid while the graph or a session on it lives.</summary>
/// <param name="Operation">The operation; owned by the graph.</param>
/// <param name="Index">Which of its outputs.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct GraphOutput(nint Operation, int Index);
