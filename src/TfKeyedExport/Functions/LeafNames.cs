using System.Globalization;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Functions;

/// <summary>Names the tensors of a traced function, as a signature needs them: each its own.</summary>
internal static class LeafNames
{
    /// <summary>
    /// The inputs in order: a dictionary's key if it tells them apart, else the name that the tensor was traced with, else the
    /// argument's name; with a number at the end where nothing is unique.
    /// </summary>
    public static List<SignatureArgument> Inputs(List<StructuredLeaf> leaves, IReadOnlyList<string> argumentNames)
    {
        List<StructuredLeaf> tensors = leaves.FindAll(l => l.Tensor is not null);
        Dictionary<string, string?> owners = OwnersOfKeys(tensors);
        var names = new List<string>(tensors.Count);
        int position = -1;
        foreach (StructuredLeaf leaf in tensors)
        {
            position += leaf.IsFurtherPart ? 0 : 1;
            names.Add(leaf.Named(Chosen(leaf, owners) ?? Traced(leaf) ?? Declared(leaf, argumentNames) ?? $"input_{position}"));
        }
        return Named(tensors, names);
    }

    /// <summary>The outputs in order: a dictionary's keys; the others are <c>output_0</c>, <c>output_1</c>, ... as Keras names them.</summary>
    public static List<SignatureArgument> Outputs(List<StructuredLeaf> leaves)
    {
        List<StructuredLeaf> tensors = leaves.FindAll(l => l.Tensor is not null);
        Dictionary<string, string?> owners = OwnersOfKeys(tensors);
        Dictionary<string, int> sharers = tensors
            .Where(t => !t.IsFurtherPart)
            .GroupBy(Joined, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var names = new List<string>(tensors.Count);
        int position = -1;
        foreach (StructuredLeaf leaf in tensors)
        {
            position += leaf.IsFurtherPart ? 0 : 1;
            names.Add(leaf.Named(Chosen(leaf, owners) is not { } key
                ? string.Create(CultureInfo.InvariantCulture, $"output_{position}")
                : sharers[Joined(leaf)] == 1 ? key : $"{key}_{leaf.Path[^1]}"));
        }
        return Named(tensors, names);
    }

    /// <summary>The innermost dictionary key, or all of them joined if others have the same innermost one.</summary>
    private static string? Chosen(StructuredLeaf leaf, Dictionary<string, string?> owners)
    {
        if (leaf.Keys.Count == 0)
            return null;
        return owners[leaf.Keys[^1]] is null ? Joined(leaf) : leaf.Keys[^1];
    }

    /// <summary>For each innermost key the one place that it stands for; null if it stands for several.</summary>
    private static Dictionary<string, string?> OwnersOfKeys(List<StructuredLeaf> tensors)
    {
        var owners = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (StructuredLeaf leaf in tensors.Where(t => t.Keys.Count > 0))
        {
            if (!owners.TryAdd(leaf.Keys[^1], Joined(leaf)) && owners[leaf.Keys[^1]] != Joined(leaf))
                owners[leaf.Keys[^1]] = null;
        }
        return owners;
    }

    private static string Joined(StructuredLeaf leaf) => string.Join('/', leaf.Keys);

    /// <summary>The name that the tensor had when it was traced; TensorFlow writes <c>unknown</c> for none.</summary>
    private static string? Traced(StructuredLeaf leaf) => leaf.Tensor!.Name is { Length: > 0 } name && name != "unknown" ? name : null;

    private static string? Declared(StructuredLeaf leaf, IReadOnlyList<string> argumentNames) =>
        leaf.Path.Count >= 2 && leaf.Path[0] == "0"
        && int.TryParse(leaf.Path[1], NumberStyles.None, CultureInfo.InvariantCulture, out int position) && position < argumentNames.Count
            ? argumentNames[position]
            : null;

    private static List<SignatureArgument> Named(List<StructuredLeaf> tensors, List<string> names)
    {
        var unique = new UniqueNames();
        var named = new List<SignatureArgument>(tensors.Count);
        for (int i = 0; i < tensors.Count; i++)
            named.Add(tensors[i].Tensor! with { Name = unique.Take(names[i]) });
        return named;
    }
}
