using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tests.SavedModels.Publishing;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels;

/// <summary>What people hand over in place of a SavedModel, and what they are told.</summary>
public sealed class LocatingTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_file_in_the_folder_may_be_named_too()
    {
        string folder = _scratch.Copy("single_tensor");
        Assert.Equal(folder, SavedModel.Load(Path.Combine(folder, "saved_model.pb")).Folder);
        Assert.Equal(folder, SavedModel.Load(folder + "/").Folder);
    }

    [Fact]
    public void A_missing_folder_is_named_and_a_model_nearby_is_suggested()
    {
        string folder = _scratch.Copy("single_tensor", "models/1");
        Says("no such folder", Path.Combine(_scratch.Root, "nothing"), "Check the path");
        Says("no such folder", Path.Combine(folder, "2"), $"There is one in {folder}");
        Says("no such folder", Path.Combine(_scratch.Root, "models", "3"), "has a model in '1'");
        Says("empty", "", "Name the folder");
    }

    [Fact]
    public void A_folder_of_versions_names_the_highest()
    {
        foreach (string version in new[] { "1", "9", "10" })
            _scratch.Copy("single_tensor", $"model/{version}");
        string model = Path.Combine(_scratch.Root, "model");
        Says("no saved_model.pb", model, $"3 models: '10', '9', '1'; name one of them, for example {Path.Combine(model, "10")}");
    }

    [Fact]
    public void A_folder_inside_a_model_names_the_model()
    {
        string folder = _scratch.Copy("single_tensor");
        Says("no saved_model.pb", Path.Combine(folder, "variables"), $"part of the model in {folder}");
    }

    [Theory]
    [InlineData("saved_model.pbtxt", "saved_model_schema_version: 1", "text form", "tf.saved_model.save")]
    [InlineData("saved_model.cpb", "x", "chunks", "variables or assets")]
    [InlineData("keras_metadata.pb", "x", "Keras's metadata", "model.export")]
    [InlineData("model.weights.h5", "x", "unpacked .keras", "model.export")]
    [InlineData("model.keras", "PK\u0003\u0004....", "Keras's own format", "model", "export(FOLDER)")]
    [InlineData("net.tflite", "....TFL3....", "TensorFlow Lite", "converted from")]
    [InlineData("frozen.pb", "\n\u0010\n\u0001x\u0012\u0005Const", "GraphDef", "simple_save")]
    [InlineData("variables.index", "x", "checkpoint", "tf.saved_model.save")]
    [InlineData("readme.txt", "x", "no saved_model.pb", "Name the folder")]
    public void Folders_with_something_else_say_what_it_is(string file, string content, params string[] words)
    {
        Write(file, content);
        foreach (string word in words)
            Says("", _scratch.Output, word);
    }

    [Theory]
    [InlineData("model.keras", "PK\u0003\u0004....", "Keras's own format", "export(FOLDER)")]
    [InlineData("model.h5", "\u0089HDF....", "HDF5", "export(FOLDER)")]
    [InlineData("weights", "\u0089HDF....", "HDF5", "export(FOLDER)")]
    [InlineData("model.zip", "PK\u0003\u0004....", "zip archive", "Unpack")]
    [InlineData("model.tgz", "x", "archive", "Unpack")]
    [InlineData("model.onnx", "x", "ONNX", "converted from")]
    [InlineData("net.tflite", "....TFL3....", "TensorFlow Lite", "converted from")]
    [InlineData("frozen.pb", "\n\u0010\n\u0001x\u0012\u0005Const", "GraphDef", "simple_save")]
    [InlineData("saved_model.pbtxt", "x", "text form", "tf.saved_model.save")]
    [InlineData("graph.pbtxt", "x", "text form", "Name the folder")]
    [InlineData("saved_model.cpb", "x", "chunks", "variables or assets")]
    [InlineData("fingerprint.pb", "x", "part of a SavedModel", "Name its folder")]
    [InlineData("notes.txt", "x", "a file", "Name a folder")]
    public void Files_of_other_formats_say_what_they_are(string file, string content, string what, string next) => Says(what, Write(file, content), next);

    [Theory]
    [InlineData("", "empty", "Copy the model again")]
    [InlineData("\n\u0010\n\u0001x\u0012\u0005Const", "GraphDef", "simple_save")]
    [InlineData("....TFL3....", "TensorFlow Lite", "converted from")]
    [InlineData("\b\u0001", "no metagraph", "Copy the model again")]
    [InlineData("\b\u0001\u0012\u007f", "damaged", "Copy the model again")]
    [InlineData("node { name: 'x' }", "damaged", "Copy the model again")]
    public void A_saved_model_pb_that_is_none_says_so(string content, string what, string next)
    {
        Write("saved_model.pb", content);
        Says(what, _scratch.Output, next);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("..\\x")]
    [InlineData("/etc/passwd")]
    [InlineData("\\x")]
    [InlineData("C:x")]
    [InlineData("")]
    public void Assets_outside_the_model_are_refused(string name)
    {
        SavedModel model = SavedModel.Load(_scratch.Copy());
        Assert.Throws<TfKeyedException>(() => model.AssetPath(name));
        model.Proto.MetaGraphs[0].AssetFileDef.Add(new AssetFileDef { Filename = name });
        File.WriteAllBytes(Path.Combine(model.Folder, "saved_model.pb"), Google.Protobuf.MessageExtensions.ToByteArray(model.Proto));
        Says("leads out", model.Folder, "Do not trust");
    }

    [Fact]
    public void Assets_inside_the_model_are_found()
    {
        SavedModel model = Scratch.Model();
        Assert.True(File.Exists(model.AssetPath(model.Proto.MetaGraphs[0].AssetFileDef[0].Filename)));
        Assert.EndsWith("assets/sub/vocabulary..txt", model.AssetPath("sub/vocabulary..txt"));
    }

    private string Write(string file, string content)
    {
        Directory.CreateDirectory(_scratch.Output);
        string path = Path.Combine(_scratch.Output, file);
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(content));
        return path;
    }

    private static void Says(string what, string path, string next)
    {
        var error = Assert.Throws<TfKeyedException>(() => SavedModel.Load(path));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains(what, error.What);
        Assert.Contains(next, error.Message);
        Assert.NotNull(error.Next);
    }
}
