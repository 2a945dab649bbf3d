using TfKeyedExport.Serving.Versions;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Versions;

public sealed class CopyingTests
{
    [Fact]
    public async Task A_version_whose_files_were_just_written_waits_for_a_second_look_and_is_loaded_once()
    {
        using var harness = new VersionHarness();
        harness.Age(harness.Write("1"), TimeSpan.Zero);
        harness.Manager.Apply([harness.Model()]);
        Assert.Equal((ServableState.Start, "its files were written a moment ago"), (harness.Status(1).State, harness.Status(1).Message));
        await harness.Poll();
        await harness.Poll();
        Assert.Equal([1], harness.Available);
        Assert.Equal(1, harness.Opens);
    }

    [Fact]
    public void As_long_as_somebody_writes_it_is_not_loaded()
    {
        using var harness = new VersionHarness();
        string folder = harness.Write("1");
        harness.Age(folder, TimeSpan.Zero);
        harness.Manager.Apply([harness.Model()]);
        for (int i = 0; i < 5; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, "saved_model.pb"), new byte[10 + i]);
            harness.Age(folder, TimeSpan.Zero);
            harness.Manager.Poll();
        }
        Assert.Equal(0, harness.Opens);
    }

    [Fact]
    public void A_copy_that_keeps_the_times_of_files_is_seen_by_those_of_its_folders()
    {
        using var harness = new VersionHarness();
        string folder = harness.Write("1");
        Directory.SetLastWriteTimeUtc(folder, harness.Time.GetUtcNow().UtcDateTime);
        harness.Manager.Apply([harness.Model()]);
        Assert.Equal(ServableState.Start, harness.Status(1).State);
    }

    [Fact]
    public async Task Who_looks_once_does_not_wait_for_a_second_look()
    {
        using var harness = new VersionHarness { Settings = new VersionSettings { Poll = TimeSpan.Zero } };
        harness.Age(harness.Write("1"), TimeSpan.Zero);
        await harness.Serve(harness.Model());
        Assert.Equal([1], harness.Available);
    }

    [Fact]
    public async Task Shards_that_are_missing_or_too_short_are_named_until_they_are_whole()
    {
        using var harness = new VersionHarness();
        string folder = harness.Write("1"), variables = Directory.CreateDirectory(Path.Combine(folder, "variables")).FullName;
        string source = Path.Combine(Repository.Model("babyweight_keras3"), "variables"), data = "variables.data-00000-of-00001";
        byte[] whole = File.ReadAllBytes(Path.Combine(source, data));

        File.WriteAllBytes(Path.Combine(variables, data), whole);
        Assert.Equal("it is not complete: the variables' index is not there", Look());
        File.Copy(Path.Combine(source, "variables.index"), Path.Combine(variables, "variables.index"));
        File.WriteAllBytes(Path.Combine(variables, data), whole[..10]);
        Assert.StartsWith($"it is not complete: {data} has 10 bytes of the ", Look(), StringComparison.Ordinal);
        File.Delete(Path.Combine(variables, data));
        Assert.StartsWith($"it is not complete: {data} has 0 bytes", Look(), StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(variables, data), whole);
        Look();
        await harness.Poll();
        Assert.Equal(1, harness.Opens);

        string Look()
        {
            harness.Age(folder, TimeSpan.FromHours(1));
            harness.Manager.Apply([harness.Model()]);
            return harness.Status(1).Message;
        }
    }

    [Fact]
    public void What_a_link_leads_to_counts_and_not_the_link()
    {
        using var harness = new VersionHarness();
        string folder = harness.Write("1"), variables = Directory.CreateDirectory(Path.Combine(folder, "variables")).FullName;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Model("babyweight_keras3"), "variables")))
            File.CreateSymbolicLink(Path.Combine(variables, Path.GetFileName(file)), file);
        Assert.Null(Completeness.Missing(folder));
    }

    [Theory]
    [InlineData(false, "saved_model.pb is not there")]
    [InlineData(true, "saved_model.pb is empty")]
    public void A_folder_without_a_graph_waits(bool isThere, string text)
    {
        using var harness = new VersionHarness();
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(harness.Base, "1")).FullName, "saved_model.pb");
        if (isThere)
            File.WriteAllBytes(file, []);
        harness.Manager.Apply([harness.Model()]);
        Assert.Equal("it is not complete: " + text, harness.Status(1).Message);
    }
}
