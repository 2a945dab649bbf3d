using System.Diagnostics;
using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Cases;

public sealed class UntrustedFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("untrusted-").FullName;

    public static TheoryData<string> Engines => ["embedded", "tensorflow"];

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_link_out_of_the_model_is_not_read_as_an_asset(string engine)
    {
        string model = Copy("asset_vocabulary"), outside = Path.Combine(_folder, "outside.txt");
        File.WriteAllText(outside, "secret\n");
        Replace(model, asset => File.CreateSymbolicLink(asset, outside));
        AssertRefused(engine, model, "leads out of the model's folder");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Assets_in_a_folder_that_is_a_link_are_not_read(string engine)
    {
        string model = Copy("asset_vocabulary"), moved = Path.Combine(_folder, "moved");
        Directory.Move(Path.Combine(model, "assets"), moved);
        Directory.CreateSymbolicLink(Path.Combine(model, "assets"), moved);
        AssertRefused(engine, model, "");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_pipe_in_the_place_of_an_asset_does_not_make_anybody_wait(string engine)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes with names are made by mkfifo");
        string model = Copy("asset_vocabulary");
        Replace(model, MakePipe);
        AssertRefused(engine, model, "neither a file nor a folder");
    }

    [Theory]
    [InlineData("saved_model.pb")]
    [InlineData("variables/variables.index")]
    [InlineData("variables/variables.data-00000-of-00001")]
    public void A_pipe_in_the_place_of_any_other_file_does_not_either(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes with names are made by mkfifo");
        string model = Copy("babyweight_keras2"), file = Path.Combine(model, name);
        File.Delete(file);
        MakePipe(file);
        AssertRefused("embedded", model, "not a regular file");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_link_inside_the_model_is_an_asset_like_others(string engine)
    {
        string model = Copy("asset_vocabulary");
        Replace(model, asset =>
        {
            File.Copy(Directory.GetFiles(Repository.Model("asset_vocabulary") + "/assets")[0], asset + ".real");
            File.CreateSymbolicLink(asset, Path.GetFileName(asset) + ".real");
        });
        EngineCaseTests.Engine(engine).Open(SavedModel.Load(model), new HostOptions(), TestContext.Current.CancellationToken).Dispose();
    }

    [Fact]
    public void A_file_of_variables_that_shrinks_while_a_host_is_open_does_no_harm()
    {
        string model = Copy("mnist_cnn");
        using IModelHost host = new EmbeddedEngine().Open(SavedModel.Load(model), new HostOptions(), TestContext.Current.CancellationToken);
        foreach (string file in Directory.GetFiles(Path.Combine(model, "variables"), "*.data-*"))
        {
            using FileStream stream = File.OpenWrite(file);
            stream.SetLength(0);
        }
        ISignatureRunner runner = host.Prepare("serving_default");
        Assert.NotEmpty(TensorFlow.Calls.AnswersToZeros(runner, 2));
        AssertRefused("embedded", model, "cut off");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertRefused(string engine, string model, string message)
    {
        IEngine opener = EngineCaseTests.Engine(engine);
        var error = Assert.Throws<TfKeyedException>(() => opener.Open(SavedModel.Load(model), new HostOptions()).Dispose());
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains(message, error.Message);
    }

    private static void Replace(string model, Action<string> make)
    {
        string asset = Directory.GetFiles(Path.Combine(model, "assets")).Single();
        File.Delete(asset);
        make(asset);
    }

    private static void MakePipe(string path)
    {
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
    }

    private string Copy(string name)
    {
        string target = Path.Combine(_folder, name), source = Repository.Model(name);
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return target;
    }
}
