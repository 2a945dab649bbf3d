using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Experiments;

/// <summary>Calls with keys that something on the way may spoil.</summary>
internal static class OddKeys
{
    /// <summary>Each row with a difficult key, none of them longer than 4 KiB.</summary>
    public static RemoteCall Call(RemoteRows rows, int[] which, int offset)
    {
        Tensor[] inputs = rows.Make(which);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (rows.Mint(i) is { } mint && inputs[i].Shape.Rank > 0)
                inputs[i] = KeyValues.Difficult(mint.Key, which.Length, offset, withLongest: false);
        }
        return new RemoteCall(PropertyNames.KeysComeBack, which, inputs) { HasEqualKeys = true };
    }

    /// <summary>One row with a key of 1 MiB among ordinary ones; null if keys have no length.</summary>
    public static RemoteCall? Longest(RemoteRows rows, int[] which)
    {
        Tensor[] inputs = rows.Make(which);
        int key = Enumerable.Range(0, inputs.Length)
            .FirstOrDefault(i => rows.Mint(i) is not null && inputs[i].Type == DataType.String && inputs[i].Shape.Rank == 1, -1);
        if (key < 0)
            return null;
        var texts = new StringValuesBuilder(which.Length);
        for (int i = 0; i < which.Length; i++)
            texts.Add(i == 0 ? KeyValues.LongestText() : inputs[key].Strings[i].ToArray());
        inputs[key] = Tensor.FromStrings(inputs[key].Shape, texts.ToValues());
        return new RemoteCall(PropertyNames.KeysComeBack, which, inputs);
    }
}
