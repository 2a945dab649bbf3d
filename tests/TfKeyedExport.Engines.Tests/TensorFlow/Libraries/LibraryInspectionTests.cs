using System.Buffers.Binary;
using CsCheck;
using TfKeyedExport.TensorFlow.Libraries;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow.Libraries;

public sealed class LibraryInspectionTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public LibraryInspectionTests()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("libraries are inspected on Linux only");
    }

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("", "truncated")]
    [InlineData("hello, I am not a library at all, but long enough to have had a header of one", "not a shared library")]
    [InlineData("version https://git-lfs.github.com/spec/v1 and then some more text to fill the header", "placeholder of Git LFS")]
    public void A_file_that_is_no_library_is_turned_down(string content, string reason)
    {
        File.WriteAllText(_file, content);

        Assert.Contains(reason, LibraryInspection.Problem(_file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_for_another_processor_is_turned_down_before_it_is_loaded()
    {
        byte[] library = File.ReadAllBytes(OtherLibrary());
        BinaryPrimitives.WriteUInt16LittleEndian(library.AsSpan(18), 20);
        File.WriteAllBytes(_file, library);

        Assert.StartsWith("built for another processor", LibraryInspection.Problem(_file), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_library_is_turned_down_by_its_functions()
    {
        Assert.Equal(
            "not TensorFlow's library: it lacks TF_SessionRun, TF_LoadSessionFromSavedModel, TF_StringGetSize",
            LibraryInspection.Problem(OtherLibrary()));
    }

    [Fact]
    public void The_framework_half_of_TensorFlow_is_told_from_the_whole()
    {
        string whole = TensorFlowForTests.LibraryFile();
        Assert.Null(LibraryInspection.Problem(whole));
        string half = Path.Combine(Path.GetDirectoryName(whole)!, "libtensorflow_framework.so.2");
        if (!File.Exists(half))
            Assert.Skip("this TensorFlow is one file");

        Assert.StartsWith("holds only a part of the C API", LibraryInspection.Problem(half), StringComparison.Ordinal);
    }

    [Fact]
    public void No_damage_to_a_library_makes_the_inspection_fail()
    {
        byte[] library = File.ReadAllBytes(OtherLibrary());
        // The program headers decide what is found at all: half of the damage goes there.
        Gen.Select(Gen.OneOf(Gen.Int[0, 4095], Gen.Int[64, 700]), Gen.Byte, Gen.Int[0, library.Length]).Sample(
            (at, value, length) =>
            {
                byte[] damaged = library[..length];
                if (at < length)
                    damaged[at] = value;
                string file = Path.GetTempFileName();
                File.WriteAllBytes(file, damaged);
                string? problem = LibraryInspection.Problem(file);
                File.Delete(file);
                return problem is { Length: > 0 };
            },
            iter: 200);
    }

    /// <summary>A small library that every .NET has.</summary>
    private static string OtherLibrary() =>
        Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so");
}
