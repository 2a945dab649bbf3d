using TfKeyedExport.TensorFlow.Libraries;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow.Libraries;

public sealed class LibrarySearchTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tfkeyed-search-").FullName;
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_named_library_is_the_only_one_looked_at()
    {
        string file = Touch("named/libtensorflow.so.2");
        _environment["TFKEYED_TENSORFLOW"] = Touch("other/libtensorflow.so.2");

        LibraryLocation only = Assert.Single(Locations(named: Path.GetDirectoryName(file)));

        Assert.Equal(("--tensorflow", file, null), (only.Source, only.Path, only.Problem));
    }

    [Fact]
    public void The_environment_comes_before_everything_else()
    {
        _environment["TFKEYED_TENSORFLOW"] = Touch("chosen/lib/libtensorflow.so.2");
        Touch("program/libtensorflow.so.2");

        LibraryLocation only = Assert.Single(Locations());

        Assert.Equal("TFKEYED_TENSORFLOW", only.Source);
    }

    [Fact]
    public void The_library_of_a_package_beside_the_program_is_found()
    {
        string file = Touch("program/runtimes/linux-x64/native/libtensorflow.so");
        if (System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64)
            Assert.Skip("the folder's name is that of another processor");

        Assert.Contains(Locations(), l => l.Source == "program" && l.Path == file);
    }

    [Theory]
    [InlineData("VIRTUAL_ENV", "venv", "venv/lib/python3.12/site-packages/tensorflow/libtensorflow_cc.so.2")]
    [InlineData("CONDA_PREFIX", "conda", "conda/lib/python3.11/site-packages/tensorflow/libtensorflow_cc.so.2")]
    [InlineData("HOME", "home", "home/.local/lib/python3.13/site-packages/tensorflow/libtensorflow_cc.so.2")]
    public void A_Python_package_is_found_through_the_environment(string variable, string value, string library)
    {
        string file = Touch(library);
        _environment[variable] = Path.Combine(_root, value);

        Assert.Contains(Locations(), l => l.Source == "python" && l.Path == file && l.Problem is null);
    }

    [Fact]
    public void A_Python_on_the_path_leads_to_its_packages_and_the_newest_comes_first()
    {
        string old = Touch("usr/lib/python3.9/dist-packages/tensorflow/libtensorflow_cc.so.2");
        string recent = Touch("usr/lib/python3.12/dist-packages/tensorflow/libtensorflow_cc.so.2");
        Touch("usr/bin/python3");
        _environment["PATH"] = Path.Combine(_root, "usr/bin");

        Assert.Equal([recent, old], Locations().Where(l => l.Source == "python").Select(l => l.Path));
    }

    [Fact]
    public void Places_without_a_library_say_so()
    {
        Assert.Contains(Locations(), l => l.Source == "python" && l.Problem!.Contains("no installed Python", StringComparison.Ordinal));
        Assert.Equal("no such file or folder", Assert.Single(Locations(Path.Combine(_root, "nowhere"))).Problem);
        Assert.StartsWith("the folder has none of", Assert.Single(Locations(_root)).Problem, StringComparison.Ordinal);
    }

    private List<LibraryLocation> Locations(string? named = null) =>
        [.. LibrarySearch.Locations(named, name => _environment.GetValueOrDefault(name), Path.Combine(_root, "program"))];

    private string Touch(string path)
    {
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, []);
        return full;
    }
}
