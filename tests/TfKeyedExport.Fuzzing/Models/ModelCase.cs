using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.Tests.SavedModels.Bundles;

namespace TfKeyedExport.Fuzzing.Models;

/// <summary>A damaged model and what is done with it.</summary>
/// <param name="Source">The model before.</param>
/// <param name="Files">Its files after.</param>
/// <param name="Verb">The verb, as the groups name it.</param>
/// <param name="Changes">What was damaged, for people.</param>
internal sealed record ModelCase(SourceModel Source, IReadOnlyList<(string Path, byte[] Content)> Files, string Verb, string Changes)
{
    private const string IndexName = "variables.index";

    private static readonly string[] Verbs =
        ["inspect", "inspect --json", "check", "check", "run --cases", "run --cases", "run --cases", "export", "export", "export --check", "export --dry-run"];

    /// <summary>The case of a seed and a number, the same every time.</summary>
    public static ModelCase Make(ulong seed, long number, IReadOnlyList<SourceModel> models, string? verb)
    {
        var random = new FuzzRandom(seed ^ 0x6D6F64656C73, number);
        SourceModel source = random.Pick(models);
        string chosen = random.OneIn(200) ? "bench" : random.Pick(Verbs);
        List<(string Path, byte[] Content)> files = [.. source.Files];
        var changes = new List<string>();
        int index = files.FindIndex(f => f.Path.EndsWith(IndexName, StringComparison.Ordinal));
        int kind = random.Below(10);
        if (kind < 7)
            Change(files, files.FindIndex(f => f.Path == SavedModel.ProtoName), c => Proto(random, source, c, changes));
        else if (kind == 7 && index >= 0)
            Change(files, index, c => Bundle(random, source, c, changes));
        else
            Bytes(random, files, changes);
        return new ModelCase(source, files, verb ?? chosen, string.Join("; ", changes));
    }

    private static void Change(List<(string Path, byte[] Content)> files, int at, Func<byte[], byte[]> change)
    {
        if (at >= 0)
            files[at] = (files[at].Path, change(files[at].Content));
    }

    private static void Bytes(FuzzRandom random, List<(string Path, byte[] Content)> files, List<string> changes)
    {
        int at = random.Below(files.Count);
        if (random.OneIn(12))
        {
            changes.Add($"{files[at].Path} is missing");
            files.RemoveAt(at);
            return;
        }
        changes.Add($"bytes of {files[at].Path}");
        Change(files, at, c => ByteDamage.Apply(random, c));
    }

    private static byte[] Proto(FuzzRandom random, SourceModel source, byte[] content, List<string> changes)
    {
        SavedModelProto model;
        try
        {
            model = SavedModelProto.Parser.ParseFrom(content);
        }
        catch (InvalidProtocolBufferException)
        {
            return ByteDamage.Apply(random, content);
        }
        var damage = new MessageDamage(random, source.Words);
        for (int n = random.OneIn(3) ? 2 : 1; n > 0; n--)
        {
            // Most of a model are its nodes; an even walk through the fields would spend its time elsewhere.
            GraphDef? graph = model.MetaGraphs.Count > 0 ? random.Pick(model.MetaGraphs).GraphDef : null;
            if (graph is { Node.Count: > 0 } && random.OneIn(3))
                changes.Add(Nodes(random, damage, graph, graph.Node, GraphDef.NodeFieldNumber));
            else if (graph?.Library is { Function.Count: > 0 } library && random.OneIn(3))
                changes.Add(Nodes(random, damage, library, library.Function, FunctionDefLibrary.FunctionFieldNumber));
            else
                changes.Add(damage.Apply(model));
        }
        return model.ToByteArray();
    }

    private static string Nodes(FuzzRandom random, MessageDamage damage, IMessage owner, Google.Protobuf.Collections.RepeatedField<ByteString> list, int field)
    {
        int at = random.Below(list.Count);
        list[at] = damage.Bytes(owner, owner.Descriptor.FindFieldByNumber(field), list[at], out string inside);
        return $"{owner.Descriptor.Name}[{at}]{inside}";
    }

    /// <summary>Entries of the variables' index, with checksums that fit again.</summary>
    private static byte[] Bundle(FuzzRandom random, SourceModel source, byte[] content, List<string> changes)
    {
        List<(byte[] Key, byte[] Value)> entries;
        try
        {
            entries = [.. TableReader.ReadAll(content, "here").Select(e => (System.Text.Encoding.Latin1.GetBytes(e.Key), e.Value.ToArray()))];
        }
        catch (TfKeyedException)
        {
            return ByteDamage.Apply(random, content);
        }
        if (entries.Count == 0)
            return content;
        int at = random.Below(entries.Count);
        (byte[] key, byte[] value) = entries[at];
        switch (random.Below(6))
        {
            case 0:
                entries.RemoveAt(at);
                changes.Add($"index[{at}] removed");
                break;
            case 1:
                entries[at] = (ByteDamage.Apply(random, key), value);
                changes.Add($"key of index[{at}]");
                break;
            case 2:
                int other = random.Below(entries.Count);
                (entries[at], entries[other]) = ((key, entries[other].Value), (entries[other].Key, value));
                changes.Add($"index[{at}] and [{other}] swapped");
                break;
            default:
                IMessage message = key.Length == 0 ? BundleHeaderProto.Parser.ParseFrom(value) : BundleEntryProto.Parser.ParseFrom(value);
                changes.Add($"index[{at}]/{new MessageDamage(random, source.Words).Apply(message)}");
                entries[at] = (key, message.ToByteArray());
                break;
        }
        return new TableWriter { EntriesPerBlock = 100 }.Write(entries);
    }

    /// <summary>Writes the damaged model.</summary>
    public void WriteTo(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach ((string path, byte[] content) in Files)
        {
            string file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
        Directory.CreateDirectory(folder);
    }
}
