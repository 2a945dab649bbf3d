using TfKeyedExport.Errors;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels;

/// <summary>Recognises what people hand over in place of a SavedModel, and says how to get one from it.</summary>
internal static class ForeignFormats
{
    /// <summary>How many bytes of a file are enough to recognise it.</summary>
    public const int HeadLength = 512;

    private const string FromKeras = "In Python, load it and write a SavedModel: keras.models.load_model(FILE).export(FOLDER)";
    private const string FromText = "In Python, write it as saved_model.pb: tf.saved_model.save(tf.saved_model.load(FOLDER), NEW_FOLDER)";

    /// <summary>The error for a model in TensorFlow's text form.</summary>
    public static TfKeyedException Text(string path) =>
        TfKeyedException.Unreadable("this is a SavedModel in text form (saved_model.pbtxt), which is not read", path, FromText);

    /// <summary>The error for a model whose graph is cut into chunks.</summary>
    public static TfKeyedException Chunked(string path) => TfKeyedException.Unreadable(
        "this is a SavedModel in chunks (saved_model.cpb), which TensorFlow writes when a graph exceeds 2 GiB; it is not read", path,
        "Keep large tables in variables or assets instead of constants, and save the model again");

    /// <summary>The error for a folder that only Keras can read.</summary>
    public static TfKeyedException KerasFolder(string path, string what) =>
        TfKeyedException.Unreadable(
            $"this folder holds {what} but no {SavedModel.ProtoName}", path, "Copy the whole model again; from Keras, write it with model.export(FOLDER)");

    /// <summary>The error for a file that is not a SavedModel's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">Its first bytes.</param>
    /// <returns>The error, or null if the content is not recognised.</returns>
    public static TfKeyedException? Recognise(string path, ReadOnlySpan<byte> head)
    {
        string name = Path.GetFileName(path);
        if (LargeFilePointer.Is(head))
            return LargeFilePointer.Error(path);
        if (head.Length >= 8 && head[4..8].SequenceEqual("TFL3"u8))
            return TfKeyedException.Unreadable(
                "this is a TensorFlow Lite model", path, "Name the SavedModel that it was converted from; TensorFlow Lite has no way back");
        if (head.Length > 4 && head[0] == 0x89 && head[1..4].SequenceEqual("HDF"u8))
            return TfKeyedException.Unreadable("this is an HDF5 file (.h5), Keras's older format", path, FromKeras);
        if (head.StartsWith("PK\x03\x04"u8))
        {
            return HasExtension(name, ".keras")
                ? TfKeyedException.Unreadable("this is a model in Keras's own format (.keras)", path, FromKeras)
                : TfKeyedException.Unreadable(
                    "this is a zip archive", path, "Unpack it and name the folder with saved_model.pb in it; a .keras file must be exported from Keras first");
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || HasExtension(name, ".tar") || HasExtension(name, ".tgz"))
            return TfKeyedException.Unreadable("this is an archive", path, "Unpack it and name the folder with saved_model.pb in it");
        if (HasExtension(name, ".pbtxt"))
            return name == "saved_model.pbtxt"
                ? Text(path)
                : TfKeyedException.Unreadable("this is a graph in text form, not a SavedModel", path, "Name the folder of a SavedModel");
        if (HasExtension(name, ".cpb"))
            return Chunked(path);
        if (HasExtension(name, ".onnx"))
            return TfKeyedException.Unreadable("this is an ONNX model", path, "Name the SavedModel that it was converted from");
        if (name == "keras_metadata.pb" || name == "fingerprint.pb")
            return TfKeyedException.Unreadable("this file is a part of a SavedModel", path, "Name its folder");
        if (HasExtension(name, ".index") || HasExtension(name, ".ckpt") || HasExtension(name, ".meta") || name.Contains(".data-", StringComparison.Ordinal))
            return TfKeyedException.Unreadable(
                "this is a checkpoint: variables without signatures", path,
                "In Python, load it into its model and write a SavedModel: tf.saved_model.save(model, FOLDER)");
        if (IsGraph(head))
        {
            return TfKeyedException.Unreadable(
                "this is a graph (GraphDef), such as a frozen one, and not a SavedModel: it has no signatures", path,
                "In Python, import it and save it with tf.compat.v1.saved_model.simple_save(session, FOLDER, inputs, outputs)");
        }
        return null;
    }

    /// <summary>The error for any file that is not a SavedModel's.</summary>
    public static TfKeyedException File(string path, ReadOnlySpan<byte> head) => Recognise(path, head)
        ?? (head.IsEmpty ? TfKeyedException.Unreadable("the file is empty", path, ModelErrors.CopyAgain) : null)
        ?? TfKeyedException.Unreadable("this is a file, not the folder of a SavedModel", path, "Name a folder with saved_model.pb in it");

    /// <summary>A SavedModel begins with a number, its version; a graph with a node.</summary>
    private static bool IsGraph(ReadOnlySpan<byte> head)
    {
        const byte FirstNode = 0x0A;
        if (head.IsEmpty || head[0] != FirstNode)
            return false;
        head = head[1..];
        // The node begins with its name.
        return ProtoScanner.TryReadVarint(ref head, out ulong length) && length > 0 && !head.IsEmpty && head[0] == FirstNode;
    }

    private static bool HasExtension(string name, string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
