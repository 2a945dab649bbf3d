using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>Graphs and their operations (c_api.h). An operation belongs to its graph and is never freed alone.</content>
internal static partial class NativeMethods
{
    [LibraryImport(TensorFlow, EntryPoint = "TF_NewGraph")]
    internal static partial GraphHandle NewGraph();

    /// <summary>The graph goes when its sessions are gone too.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_DeleteGraph")]
    internal static partial void DeleteGraph(nint graph);

    /// <summary>The operation, or null.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_GraphOperationByName", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GraphOperationByName(GraphHandle graph, string name);

    [LibraryImport(TensorFlow, EntryPoint = "TF_OperationNumOutputs")]
    internal static partial int OperationNumOutputs(nint operation);

    [LibraryImport(TensorFlow, EntryPoint = "TF_NewImportGraphDefOptions")]
    internal static partial ImportGraphDefOptionsHandle NewImportGraphDefOptions();

    [LibraryImport(TensorFlow, EntryPoint = "TF_DeleteImportGraphDefOptions")]
    internal static partial void DeleteImportGraphDefOptions(nint options);

    [LibraryImport(TensorFlow, EntryPoint = "TF_GraphImportGraphDef")]
    internal static partial void GraphImportGraphDef(
        GraphHandle graph, BufferHandle graphDef, ImportGraphDefOptionsHandle options, StatusHandle status);
}
