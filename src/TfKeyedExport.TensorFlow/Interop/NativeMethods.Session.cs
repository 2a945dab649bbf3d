using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>Sessions and how they are set up (c_api.h).</content>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(TensorFlow, EntryPoint = "TF_NewSessionOptions")]
    internal static partial SessionOptionsHandle NewSessionOptions();

    [LibraryImport(TensorFlow, EntryPoint = "TF_DeleteSessionOptions")]
    internal static partial void DeleteSessionOptions(nint options);

    /// <summary>Takes a serialized ConfigProto.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_SetConfig")]
    internal static partial void SetConfig(SessionOptionsHandle options, ReadOnlySpan<byte> config, nuint length, StatusHandle status);

    [LibraryImport(TensorFlow, EntryPoint = "TF_NewSession")]
    internal static partial SessionHandle NewSession(GraphHandle graph, SessionOptionsHandle options, StatusHandle status);

    /// <summary>Restores one metagraph of a model; the empty graph that is given receives its operations.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_LoadSessionFromSavedModel", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SessionHandle LoadSessionFromSavedModel(
        SessionOptionsHandle options, nint runOptions, string folder, byte** tags, int tagCount,
        GraphHandle graph, nint metaGraphDef, StatusHandle status);

    /// <summary>Cancels what still runs; later calls fail.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_CloseSession")]
    internal static partial void CloseSession(nint session, StatusHandle status);

    [LibraryImport(TensorFlow, EntryPoint = "TF_DeleteSession")]
    internal static partial void DeleteSession(nint session, StatusHandle status);

    /// <summary>Runs; the caller owns the tensors that it receives and keeps those that it gave.</summary>
    /// <remarks>The run's options and metadata are buffers, or null.</remarks>
    [LibraryImport(TensorFlow, EntryPoint = "TF_SessionRun")]
    internal static partial void SessionRun(
        SessionHandle session, nint runOptions,
        ReadOnlySpan<GraphOutput> inputs, nint* inputValues, int inputCount,
        ReadOnlySpan<GraphOutput> outputs, nint* outputValues, int outputCount,
        nint* targets, int targetCount, nint runMetadata, StatusHandle status);
}
