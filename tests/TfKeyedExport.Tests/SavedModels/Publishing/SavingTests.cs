using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels.Publishing;

public sealed class SavingTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string> ModelNames => LoadingTests.ModelNames;

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void A_saved_model_has_all_files_of_the_original_and_nothing_is_left_beside(string name)
    {
        SaveResult result = Scratch.Model(name).Save(_scratch.Output);
        Assert.True(Scratch.IsWhole(_scratch.Output, Repository.Model(name)));
        Assert.Equal(["out"], _scratch.Names());
        Assert.Equal(Scratch.Content(_scratch.Output).Sum(f => (long)f.Value.Length), result.CarriedBytes + result.GraphBytes);
        Assert.NotEqual(VariableCopy.Auto, result.Variables);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes_however_its_maps_are_ordered()
    {
        SavedModel first = Scratch.Model("babyweight_keras3");
        SavedModel second = Scratch.Model("babyweight_keras3");
        var signatures = second.Proto.MetaGraphs[0].SignatureDef;
        var reversed = signatures.Reverse().ToList();
        signatures.Clear();
        foreach ((string key, var value) in reversed)
            signatures.Add(key, value);
        var functions = second.Proto.MetaGraphs[0].ObjectGraphDef.ConcreteFunctions;
        var rotated = functions.Skip(1).Append(functions.First()).ToList();
        functions.Clear();
        foreach ((string key, var value) in rotated)
            functions.Add(key, value);
        first.Save(_scratch.Output);
        second.Save(_scratch.Output + "2");
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(_scratch.Output, "saved_model.pb")), File.ReadAllBytes(Path.Combine(_scratch.Output + "2", "saved_model.pb")));
    }

    [Fact]
    public void Missing_parents_are_made()
    {
        string output = Path.Combine(_scratch.Root, "a", "b", "1");
        Scratch.Model().Save(output);
        Assert.True(File.Exists(Path.Combine(output, "saved_model.pb")));
    }

    [Fact]
    public void An_output_that_exists_is_refused_and_stays_as_it_is()
    {
        Directory.CreateDirectory(_scratch.Output);
        Refused("exists already", () => Scratch.Model().Save(_scratch.Output));
        Assert.Empty(Directory.GetFileSystemEntries(_scratch.Output));
        Assert.Equal(["out"], _scratch.Names());
    }

    [Fact]
    public void Overwriting_replaces_a_model_whole()
    {
        Scratch.Model("mnist_cnn").Save(_scratch.Output);
        Scratch.Model().Save(_scratch.Output, new SaveOptions { Overwrite = true });
        Assert.True(Scratch.IsWhole(_scratch.Output, Repository.Model("asset_vocabulary")));
        Assert.Equal(["out"], _scratch.Names());
    }

    [Fact]
    public void Overwriting_never_deletes_a_folder_that_is_no_model()
    {
        Directory.CreateDirectory(_scratch.Output);
        File.WriteAllText(Path.Combine(_scratch.Output, "thesis.tex"), "years of work");
        Refused("something else", () => Scratch.Model().Save(_scratch.Output, new SaveOptions { Overwrite = true }));
        Assert.True(File.Exists(Path.Combine(_scratch.Output, "thesis.tex")));
    }

    [Theory]
    [InlineData("in")]
    [InlineData("in/variables/out")]
    [InlineData("in/../in/new")]
    [InlineData("link/new")]
    [InlineData(".")]
    public void Outputs_that_overlap_the_input_are_refused(string output)
    {
        SavedModel model = SavedModel.Load(_scratch.Copy());
        Directory.CreateSymbolicLink(Path.Combine(_scratch.Root, "link"), model.Folder);
        foreach (bool overwrite in new[] { false, true })
            Refused("in", () => model.Save(Path.Combine(_scratch.Root, output), new SaveOptions { Overwrite = overwrite }));
        Assert.True(Scratch.IsWhole(model.Folder, Repository.Model("asset_vocabulary")));
    }

    [Fact]
    public void Links_to_files_inside_the_model_are_followed_and_all_others_are_errors()
    {
        string input = _scratch.Copy();
        File.CreateSymbolicLink(Path.Combine(input, "assets", "again"), Path.Combine("..", "variables", "variables.index"));
        SavedModel.Load(input).Save(_scratch.Output);
        Assert.Null(new FileInfo(Path.Combine(_scratch.Output, "assets", "again")).LinkTarget);
        Assert.True(Scratch.IsWhole(_scratch.Output, input));

        foreach ((string target, string message) in new[]
        {
            ("/etc/hostname", "leads out"), ("../variables", "leads to a folder"), ("nowhere", "leads nowhere"),
        })
        {
            FileSystemInfo link = File.CreateSymbolicLink(Path.Combine(input, "assets", "bad"), target);
            var error = Assert.Throws<TfKeyedException>(() => SavedModel.Load(input).Save(_scratch.Output + "2"));
            Assert.Equal(ErrorKind.Unreadable, error.Kind);
            Assert.Contains(message, error.Message);
            link.Delete();
        }
    }

    [Fact]
    public void A_pipe_among_the_files_is_an_error_and_nobody_waits_for_it()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("pipes among files are made on Linux here");
        string input = _scratch.Copy();
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(input, "assets", "pipe")]))
            made.WaitForExit();
        var error = Assert.Throws<TfKeyedException>(() => SavedModel.Load(input).Save(_scratch.Output));
        Assert.Contains("neither a file nor a folder", error.Message);
        File.Delete(Path.Combine(input, "saved_model.pb"));
        File.Move(Path.Combine(input, "assets", "pipe"), Path.Combine(input, "saved_model.pb"));
        Assert.Contains("not a regular file", Assert.Throws<TfKeyedException>(() => SavedModel.Load(input)).Message);
    }

    [Fact]
    public void A_reflink_that_the_file_system_cannot_make_is_refused_with_the_way_out()
    {
        SaveResult automatic = Scratch.Model().Save(_scratch.Output);
        if (automatic.Variables == VariableCopy.Reflink)
            Assert.Skip("this file system can share blocks");
        Refused("--variables auto", () => Scratch.Model().Save(_scratch.Output + "2", new SaveOptions { Variables = VariableCopy.Reflink }));
        Assert.Equal(["out"], _scratch.Names());
    }

    [Fact]
    public void A_graph_beyond_two_gibibytes_is_refused()
    {
        SavedModel model = Scratch.Model();
        var node = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(new byte[64 << 20]);
        for (int i = 0; i < 70; i++)
            model.Proto.MetaGraphs[0].GraphDef.Node.Add(node);
        Refused("2 GiB", () => model.Save(_scratch.Output));
        Assert.Empty(_scratch.Names());
    }

    [Fact]
    public void Hard_links_share_the_variables_and_nothing_else()
    {
        string input = _scratch.Copy();
        SaveResult result = SavedModel.Load(input).Save(_scratch.Output, new SaveOptions { Variables = VariableCopy.HardLink });
        Assert.Equal(VariableCopy.HardLink, result.Variables);
        File.AppendAllText(Path.Combine(input, "variables", "variables.index"), "x");
        File.AppendAllText(Path.Combine(Directory.GetFiles(Path.Combine(input, "assets"))[0]), "x");
        Assert.Equal(
            new FileInfo(Path.Combine(input, "variables", "variables.index")).Length,
            new FileInfo(Path.Combine(_scratch.Output, "variables", "variables.index")).Length);
        string asset = Path.GetFileName(Directory.GetFiles(Path.Combine(input, "assets"))[0]);
        Assert.Equal(new FileInfo(Path.Combine(input, "assets", asset)).Length - 1, new FileInfo(Path.Combine(_scratch.Output, "assets", asset)).Length);
    }

    [Fact]
    public void A_staged_model_is_complete_and_disappears_if_it_is_not_published()
    {
        using (StagedModel staged = Scratch.Model().Stage(_scratch.Output))
        {
            Assert.True(Scratch.IsWhole(staged.Folder, Repository.Model("asset_vocabulary")));
            Assert.False(Directory.Exists(_scratch.Output));
        }
        Assert.Empty(_scratch.Names());
    }

    [Fact]
    public void A_running_export_is_not_cleared_up_by_another()
    {
        using StagedModel staged = Scratch.Model().Stage(_scratch.Output);
        Scratch.Model().Save(_scratch.Output);
        Assert.True(Directory.Exists(staged.Folder));
        Refused("exists already", () => staged.Publish());
    }

    [Fact]
    public void A_cancelled_save_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        string output = Path.Combine(_scratch.Root, "made", "out");
        Assert.Throws<OperationCanceledException>(
            () => Scratch.Model().Save(output, new SaveOptions { CancellationToken = cancel.Token, Progress = _ => cancel.Cancel() }));
        Assert.Empty(_scratch.Names());
    }

    [Fact]
    public void Progress_ends_at_the_total()
    {
        var seen = new List<SaveProgress>();
        SaveResult result = Scratch.Model().Save(_scratch.Output, new SaveOptions { Progress = seen.Add });
        Assert.Equal(new SaveProgress(result.CarriedBytes, result.CarriedBytes), seen[^1]);
        Assert.Equal(seen.Select(s => s.DoneBytes).Order(), seen.Select(s => s.DoneBytes));
    }

    private static void Refused(string message, Action action)
    {
        var error = Assert.Throws<TfKeyedException>(action);
        Assert.Equal(ErrorKind.Refused, error.Kind);
        Assert.Contains(message, error.Message);
    }
}
