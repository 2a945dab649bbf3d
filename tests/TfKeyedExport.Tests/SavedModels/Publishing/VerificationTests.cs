using System.Text;
using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tests.SavedModels.Bundles;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels.Publishing;

/// <summary>What is published is what was saved: variables that are missing, cut off, damaged, or changed while they are copied.</summary>
public sealed class VerificationTests : IDisposable
{
    private const string Pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:4665a5ea423c2713d436b5ee50593a9640e0018c1550b5a0002f74190d6caea8\nsize 12345\n";
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(VariableCopy.Auto)]
    [InlineData(VariableCopy.Copy)]
    [InlineData(VariableCopy.HardLink)]
    public void Every_byte_of_every_variable_counts(VariableCopy way)
    {
        string input = _scratch.Copy();
        string shard = Shard(input);
        byte[] sound = File.ReadAllBytes(shard);
        foreach (int at in new[] { 0, sound.Length / 2, sound.Length - 1 })
        {
            byte[] damaged = [.. sound];
            damaged[at] ^= 1;
            File.WriteAllBytes(shard, damaged);
            Unreadable("do not fit their checksum", shard, () => SavedModel.Load(input).Save(_scratch.Output, new SaveOptions { Variables = way }));
        }
        File.WriteAllBytes(shard, sound);
        SavedModel.Load(input).Save(_scratch.Output, new SaveOptions { Variables = way });
        Assert.Equal(["in", "out"], _scratch.Names());
    }

    [Fact]
    public void Data_files_that_are_missing_cut_off_or_pointers_of_git_lfs_are_found_before_anything_is_written_and_in_a_rehearsal()
    {
        string input = _scratch.Copy();
        string shard = Shard(input);
        byte[] sound = File.ReadAllBytes(shard);
        File.WriteAllBytes(shard, sound[..^1]);
        BothWays("cut off");
        File.WriteAllText(shard, Pointer);
        BothWays("Git LFS");
        File.Delete(shard);
        BothWays("is missing");
        File.WriteAllBytes(shard, sound);
        string index = Path.Combine(input, "variables", "variables.index");
        byte[] content = File.ReadAllBytes(index);
        File.Delete(index);
        Unreadable("has no index", shard, () => SavedModel.Load(input).Save(_scratch.Output));
        File.WriteAllText(index, Pointer);
        Unreadable("Git LFS", index, () => SavedModel.Load(input).Save(_scratch.Output));
        File.WriteAllBytes(index, content);
        string asset = Directory.GetFiles(Path.Combine(input, "assets"))[0];
        File.WriteAllText(asset, Pointer);
        Unreadable("Git LFS", asset, () => SavedModel.Load(input).Save(_scratch.Output));
        Assert.Equal(["in"], _scratch.Names());

        void BothWays(string message)
        {
            Unreadable(message, shard, () => SavedModel.Load(input).Save(_scratch.Output));
            Unreadable(message, shard, () => SavedModel.Load(input).RehearseSave(_scratch.Output));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_changes_while_it_is_copied_ends_the_export_with_nothing_left(bool variables)
    {
        string input = _scratch.Copy();
        string victim = variables ? Shard(input) : Directory.GetFiles(Path.Combine(input, "assets"))[0];
        byte[] sound = File.ReadAllBytes(victim);
        foreach (byte[] other in new byte[][] { sound[..^1], [], [.. sound, 0] })
        {
            File.WriteAllBytes(victim, sound);
            SavedModel model = SavedModel.Load(input);
            var files = new ChangingFiles(victim, other);
            Unreadable("was changed while the model was copied", victim, () => model.Save(_scratch.Output, new SaveOptions { Files = files }));
            Assert.Equal(["in"], _scratch.Names());
        }
        if (!variables)
            return;
        File.WriteAllBytes(victim, sound);
        var zeros = new ChangingFiles(victim, new byte[sound.Length]);
        Unreadable("do not fit their checksum", victim, () => SavedModel.Load(input).Save(_scratch.Output, new SaveOptions { Files = zeros }));
        Assert.Equal(["in"], _scratch.Names());
    }

    [Fact]
    public void An_index_that_is_replaced_while_the_model_is_copied_is_noticed()
    {
        string input = _scratch.Copy();
        string index = Path.Combine(input, "variables", "variables.index");
        byte[] other = File.ReadAllBytes(index);
        other[0] ^= 1;
        var files = new ChangingFiles(index, other);
        Unreadable("was changed while", "variables.index", () => SavedModel.Load(input).Save(_scratch.Output, new SaveOptions { Files = files }));
    }

    [Fact]
    public void Large_variables_are_verified_on_several_threads_while_they_are_copied()
    {
        string input = _scratch.Copy("fixed_batch");
        string first = WriteLarge(Path.Combine(input, "variables"));
        SavedModel.Load(input).Save(_scratch.Output);
        Assert.True(Scratch.IsWhole(_scratch.Output, input));
        foreach (long at in new[] { 0, new FileInfo(first).Length - 1 })
        {
            Flip(first, at);
            Unreadable("do not fit their checksum", first, () => SavedModel.Load(input).Save(_scratch.Output + "2"));
            Flip(first, at);
        }
        string strings = first.Replace("data-00000", "data-00001", StringComparison.Ordinal);
        for (long at = 0; at < 14; at++)
        {
            Flip(strings, at);
            Unreadable("do not fit their checksum", strings, () => SavedModel.Load(input).Save(_scratch.Output + "2"));
            Flip(strings, at);
        }
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(
            () => SavedModel.Load(input).Save(_scratch.Output + "2", new SaveOptions { CancellationToken = cancel.Token, Progress = _ => cancel.Cancel() }));
        Assert.Equal(["in", "out"], _scratch.Names());
    }

    [Fact]
    public void Variables_of_types_whose_checksums_nobody_knows_are_held_to_their_lengths()
    {
        string input = _scratch.Copy("fixed_batch");
        string folder = Path.Combine(input, "variables");
        Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        WriteIndex(folder, 1, ("v", new BundleEntryProto { Dtype = DataType.Variant, Size = 5, Shape = new TensorShapeProto() }));
        string shard = Path.Combine(folder, "variables.data-00000-of-00001");
        File.WriteAllText(shard, "12345");
        SavedModel.Load(input).Save(_scratch.Output);
        File.WriteAllText(shard, "1234");
        Unreadable("cut off", shard, () => SavedModel.Load(input).Save(_scratch.Output + "2"));
    }

    [Fact]
    public void Links_of_a_hugging_face_cache_are_followed_into_its_own_store_and_nowhere_else()
    {
        string repository = Path.Combine(_scratch.Root, "models--org--name");
        string snapshot = Path.Combine(repository, "snapshots", "0123abcd");
        string input = _scratch.Copy();
        Directory.CreateDirectory(Path.Combine(repository, "blobs"));
        int number = 0;
        foreach (string file in Directory.GetFiles(input, "*", SearchOption.AllDirectories))
        {
            string blob = Path.Combine(repository, "blobs", (++number).ToString("x40", System.Globalization.CultureInfo.InvariantCulture));
            string link = Path.Combine(snapshot, Path.GetRelativePath(input, file));
            File.Copy(file, blob);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, blob));
        }
        SavedModel.Load(snapshot).Save(_scratch.Output);
        Assert.True(Scratch.IsWhole(_scratch.Output, input));
        Assert.DoesNotContain(Directory.GetFiles(_scratch.Output, "*", SearchOption.AllDirectories), f => new FileInfo(f).LinkTarget is not null);

        string hash = new('a', 40);
        Directory.CreateDirectory(Path.Combine(_scratch.Root, "models--org--other", "blobs"));
        File.WriteAllText(Path.Combine(_scratch.Root, "models--org--other", "blobs", hash), "another model's");
        File.WriteAllText(Path.Combine(repository, "blobs", "readme.txt"), "no hash");
        string bad = Path.Combine(snapshot, "assets", "bad");
        foreach (string target in new[]
        {
            Path.Combine(_scratch.Root, "models--org--other", "blobs", hash), Path.Combine(repository, "blobs", "readme.txt"),
            Path.Combine(input, "saved_model.pb"),
        })
        {
            File.CreateSymbolicLink(bad, target);
            Unreadable("cp -rL", bad, () => SavedModel.Load(snapshot).Save(_scratch.Output + "2"));
            File.Delete(bad);
        }
        File.Delete(Path.Combine(repository, "blobs", new string('0', 39) + "1"));
        Assert.Contains(
            "leads nowhere", Assert.Throws<TfKeyedException>(() => SavedModel.Load(snapshot).Save(_scratch.Output + "2")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_refuses_what_saving_refuses_and_writes_nothing()
    {
        SavedModel model = SavedModel.Load(_scratch.Copy());
        model.RehearseSave(_scratch.Output);
        model.RehearseSave(Path.Combine(_scratch.Root, "a", "b", "c"));
        Assert.Equal(["in"], _scratch.Names());
        File.WriteAllText(Path.Combine(_scratch.Root, "file"), "");
        Fails(ErrorKind.Refused, Path.Combine(model.Folder, "inside"));
        Fails(ErrorKind.Refused, model.Folder);
        Fails(ErrorKind.Refused, Path.Combine(_scratch.Root, "file"));
        Fails(ErrorKind.Refused, "gs://bucket/out");
        Fails(ErrorKind.Output, Path.Combine(_scratch.Root, "file", "out"));
        Fails(ErrorKind.Output, Path.Combine(_scratch.Root, new string('n', 300)));
        Fails(ErrorKind.Output, Path.Combine(_scratch.Root, "a", new string('n', 300), "out"));
        File.CreateSymbolicLink(Path.Combine(model.Folder, "assets", "bad"), "/etc/hostname");
        Fails(ErrorKind.Unreadable, _scratch.Output);

        void Fails(ErrorKind kind, string output)
        {
            Assert.Equal(kind, Assert.Throws<TfKeyedException>(() => model.RehearseSave(output)).Kind);
            Assert.Equal(kind, Assert.Throws<TfKeyedException>(() => model.Save(output)).Kind);
        }
    }

    [Theory]
    [InlineData("s3://bucket/model", "aws s3 cp --recursive 's3://bucket/model'")]
    [InlineData("gs://bucket/model", "gcloud storage cp -r 'gs://bucket/model'")]
    [InlineData("abfss://box@account.dfs.core.windows.net/model", "az storage copy")]
    [InlineData("hdfs://node/model", "hdfs dfs -get 'hdfs://node/model'")]
    [InlineData("https://example.org/model.tar.gz", "curl -fLO 'https://example.org/model.tar.gz'")]
    [InlineData("dbfs:/models/m", "databricks fs cp -r")]
    [InlineData("s3:/bucket/m", "aws s3 cp --recursive")]
    [InlineData("GS:/bucket/m", "gcloud storage cp -r")]
    [InlineData("s3://it's;rm -rf ~/", @"'s3://it'\''s;rm -rf ~/'")]
    [InlineData("weird+store://x", "the store's own tool")]
    [InlineData("file:///models/m", "/models/m")]
    public void Remote_stores_are_refused_with_the_command_that_copies(string path, string command)
    {
        var error = Assert.Throws<TfKeyedException>(() => SavedModel.Load(path));
        Assert.Equal(ErrorKind.Refused, error.Kind);
        Assert.Contains(command, error.Next, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.Refused, Assert.Throws<TfKeyedException>(() => Scratch.Model().Save(path)).Kind);
    }

    private static string Shard(string model) => Path.Combine(model, "variables", "variables.data-00000-of-00001");

    private static void Flip(string file, long at)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = at;
        int value = stream.ReadByte();
        stream.Position = at;
        stream.WriteByte((byte)(value ^ 1));
    }

    // Twelve MiB of numbers in one data file, and strings in a second one.
    private static string WriteLarge(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        byte[] numbers = new byte[12 << 20];
        new Random(1).NextBytes(numbers);
        string first = Path.Combine(folder, "variables.data-00000-of-00002");
        File.WriteAllBytes(first, numbers);
        byte[] lengths = [1, 0, 0, 0, 3, 0, 0, 0];
        byte[] check = BitConverter.GetBytes(Crc32C.Mask(Crc32C.Compute(lengths)));
        byte[] text = Encoding.ASCII.GetBytes("xyz!");
        byte[] strings = [1, 3, .. check, .. text];
        byte[] padded = [.. strings, .. new byte[4]];
        uint crc = Crc32C.Append(Crc32C.Append(Crc32C.Compute(lengths), check), text);
        byte[] tail = [1, 2, 3, 4];
        tail.CopyTo(padded, 10);
        File.WriteAllBytes(first.Replace("data-00000", "data-00001", StringComparison.Ordinal), padded);
        WriteIndex(
            folder,
            2,
            ("a", new BundleEntryProto
            {
                Dtype = DataType.Float,
                Size = numbers.Length,
                Shape = Shape(numbers.Length / 4),
                Crc32C = Crc32C.Mask(Crc32C.Compute(numbers)),
            }),
            ("b", new BundleEntryProto { Dtype = DataType.String, ShardId = 1, Size = strings.Length, Shape = Shape(2), Crc32C = Crc32C.Mask(crc) }),
            ("c", new BundleEntryProto
            {
                Dtype = DataType.Int8,
                ShardId = 1,
                Offset = 10,
                Size = 4,
                Shape = Shape(4),
                Crc32C = Crc32C.Mask(Crc32C.Compute(tail)),
            }));
        return first;
    }

    private static TensorShapeProto Shape(long size) => new() { Dim = { new TensorShapeProto.Types.Dim { Size = size } } };

    private static void WriteIndex(string folder, int shards, params (string Key, BundleEntryProto Entry)[] entries) => File.WriteAllBytes(
        Path.Combine(folder, "variables.index"),
        new TableWriter().Write(
            [
                ([], new BundleHeaderProto { NumShards = shards }.ToByteArray()),
                .. entries.Select(e => (Encoding.ASCII.GetBytes(e.Key), e.Entry.ToByteArray())),
            ]));

    private static void Unreadable(string message, string where, Action action)
    {
        var error = Assert.Throws<TfKeyedException>(action);
        Assert.Equal((ErrorKind.Unreadable, true), (error.Kind, error.Message.Contains(message, StringComparison.Ordinal)));
        Assert.Contains(where, error.Where, StringComparison.Ordinal);
    }

    /// <summary>The real file system, in which somebody writes to one file of the source just when it is going to be copied.</summary>
    private sealed class ChangingFiles(string victim, byte[] content) : IFileOperations
    {
        private readonly IFileOperations _real = SystemFileOperations.Instance;

        public VariableCopy CopyFile(FileToCopy file)
        {
            if (file.Source == victim)
                File.WriteAllBytes(victim, content);
            return _real.CopyFile(file);
        }

        public void CreateFolder(string path) => _real.CreateFolder(path);

        public IDisposable CreateLock(string path) => _real.CreateLock(path);

        public IDisposable? TryTakeLock(string path) => _real.TryTakeLock(path);

        public void WriteFile(string path, ReadOnlySpan<byte> content, Durability durability) => _real.WriteFile(path, content, durability);

        public void WriteFile(string path, Action<Stream> write, Durability durability) => _real.WriteFile(path, write, durability);

        public void FlushFolder(string path) => _real.FlushFolder(path);

        public void MoveFolder(string from, string to) => _real.MoveFolder(from, to);

        public bool TryExchange(string first, string second) => _real.TryExchange(first, second);

        public void DeleteFolder(string path) => _real.DeleteFolder(path);

        public void DeleteEmptyFolder(string path) => _real.DeleteEmptyFolder(path);

        public void DeleteFile(string path) => _real.DeleteFile(path);
    }
}
