using System.Buffers.Binary;
using System.Security.Cryptography;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels.Bundles;

public class VariableBundleTests
{
    internal static string Here { get; } = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Tests", "SavedModels", "Bundles");

    // Model, key, type, shape and a hash of the content, as TensorFlow 2.21 reads them.
    private static IEnumerable<string[]> Golden => File.ReadLines(Path.Combine(Here, "variables.golden.tsv")).Select(l => l.Split('\t'));

    public static TheoryData<string> Bundles => [.. Golden.Select(g => g[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Bundles))]
    public void Every_variable_is_what_TensorFlow_reads(string name)
    {
        using VariableBundle bundle = Open(name);
        string[][] expected = [.. Golden.Where(g => g[0] == name)];
        Assert.Equal(expected.Select(g => g[1]).Order(StringComparer.Ordinal), bundle.Keys.Order(StringComparer.Ordinal));
        foreach (string[] golden in expected)
        {
            Tensor tensor = bundle.Read(golden[1]);
            Assert.Equal(
                $"{golden[1]} {golden[2]} {golden[3]} {golden[4]}",
                $"{golden[1]} {(int)tensor.Type} {string.Join(',', tensor.Shape.Dimensions.ToArray())} {Hash(tensor)}");
        }
    }

    [Fact]
    public void Slices_are_cut_out_of_whole_and_of_partitioned_variables()
    {
        using VariableBundle bundle = Open("every_kind");
        Assert.Equal(
            Enumerable.Range(8, 4 * 200).Select(i => (float)i), bundle.Read("sliced/rows", TensorSlice.ParseSpec("300 4 2,200:-")).Values<float>().ToArray());
        Assert.Equal([8, 9, 14, 15], bundle.Read("sliced/tiles", TensorSlice.ParseSpec("4 6 1,2:2,2")).Values<int>());
        Assert.Equal(["two", "three"], Texts(bundle.Read("sliced/strings", TensorSlice.ParseSpec("3 1,2"))));
        Assert.Equal([-2, 1], bundle.Read("plain/int32", TensorSlice.ParseSpec("2 3 -:1,1")).Values<int>());
        Assert.Equal(new TensorShape(0, 3), bundle.Read("empty", TensorSlice.ParseSpec("0 3 0,0:-")).Shape);
    }

    [Theory]
    [InlineData("300 4 299,2:-")]
    [InlineData("300 0,1")]
    [InlineData("300 4 9223372036854775807,9223372036854775807:-")]
    public void Slices_outside_the_variable_are_errors(string spec)
    {
        using VariableBundle bundle = Open("every_kind");
        Assert.Throws<TfKeyedException>(() => bundle.Read("sliced/rows", TensorSlice.ParseSpec(spec)));
    }

    [Theory]
    [InlineData("3 1")]
    [InlineData("x")]
    [InlineData("3 4 -")]
    [InlineData("3 -1,2")]
    public void Slices_of_another_form_are_errors(string spec) => Assert.Throws<TfKeyedException>(() => TensorSlice.ParseSpec(spec));

    [Fact]
    public void The_graph_of_objects_names_the_keys()
    {
        using VariableBundle bundle = SavedModel.Load(Repository.Model("babyweight_keras2")).OpenVariables()!;
        string[] keys = [.. bundle.ReadObjectGraph()!.Nodes.SelectMany(n => n.Attributes).Select(a => a.CheckpointKey)];
        Assert.NotEmpty(keys);
        Assert.All(keys, k => Assert.NotNull(bundle.Entry(k)));
        using VariableBundle old = Open("every_kind");
        Assert.Null(old.ReadObjectGraph());
    }

    [Fact]
    public void What_was_read_outlives_the_bundle_and_the_files()
    {
        using var scratch = new Publishing.Scratch();
        string folder = Path.Combine(scratch.Copy("mnist_cnn"), "variables");
        VariableBundle bundle = VariableBundle.Open(folder);
        string key = bundle.Keys.MaxBy(k => bundle.Entry(k)!.Size)!;
        Tensor tensor = bundle.Read(key);
        string before = Hash(tensor);
        foreach (string file in Directory.GetFiles(folder, "*.data-*"))
        {
            using FileStream stream = File.OpenWrite(file);
            stream.SetLength(0);
        }
        Assert.Contains("cut off", Assert.Throws<TfKeyedException>(() => bundle.Read(key)).Message);
        bundle.Dispose();
        bundle.Dispose();
        Assert.Equal(before, Hash(tensor));
        Assert.Throws<ObjectDisposedException>(() => bundle.Read(key));
    }

    [Fact]
    public void Missing_keys_and_files_are_named()
    {
        using var scratch = new Publishing.Scratch();
        string folder = Path.Combine(scratch.Copy("sharded_variables"), "variables");
        File.Delete(Path.Combine(folder, "variables.data-00001-of-00003"));
        using VariableBundle bundle = VariableBundle.Open(folder);
        Assert.Contains("no variable 'nobody'", Assert.Throws<TfKeyedException>(() => bundle.Read("nobody")).Message);
        string key = bundle.Keys.First(k => bundle.Entry(k)!.Shard == 1);
        Assert.Contains("variables.data-00001-of-00003: this file of variables is missing", Assert.Throws<TfKeyedException>(() => bundle.Read(key)).Message);
        File.Delete(Path.Combine(folder, "variables.index"));
        Assert.Contains("missing", Assert.Throws<TfKeyedException>(() => VariableBundle.Open(folder)).Message);
    }

    [Fact]
    public void Changed_and_cut_off_data_are_noticed()
    {
        using var scratch = new Publishing.Scratch();
        string folder = Path.Combine(scratch.Copy("sharded_variables"), "variables");
        string data = Path.Combine(folder, "variables.data-00000-of-00003");
        byte[] bytes = File.ReadAllBytes(data);
        bytes[100] ^= 1;
        File.WriteAllBytes(data, bytes);
        using (VariableBundle bundle = VariableBundle.Open(folder))
            Assert.Contains("checksum", Assert.Throws<TfKeyedException>(() => bundle.Keys.Select(k => bundle.Read(k)).ToList()).Message);
        File.WriteAllBytes(data, bytes[..50]);
        using (VariableBundle bundle = VariableBundle.Open(folder))
            Assert.Contains("cut off", Assert.Throws<TfKeyedException>(() => bundle.Keys.Select(k => bundle.Read(k)).ToList()).Message);
    }

    internal static VariableBundle Open(string name) =>
        VariableBundle.Open(name == "every_kind" ? Path.Combine(Here, name) : Path.Combine(Repository.Model(name), "variables"));

    private static string Hash(Tensor tensor)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (tensor.Type != DataType.String)
            hash.AppendData(tensor.Bytes.Span);
        Span<byte> length = stackalloc byte[4];
        for (int i = 0; tensor.Type == DataType.String && i < tensor.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, tensor.Strings[i].Length);
            hash.AppendData(length);
            hash.AppendData(tensor.Strings[i]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string[] Texts(Tensor tensor) => [.. Enumerable.Range(0, tensor.Count).Select(tensor.Strings.Text)];
}
