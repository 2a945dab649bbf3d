using TfKeyedExport.Checking.Results;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Rows;

/// <summary>Sample rows, each time with other keys.</summary>
internal sealed class RemoteRows
{
    private readonly KeyMint?[] _mints;

    /// <param name="signature">What is called.</param>
    /// <param name="pool">The rows.</param>
    /// <param name="keys">The inputs that are keys.</param>
    /// <param name="prefix">With what keys begin.</param>
    /// <param name="begin">With which number to begin keys.</param>
    public RemoteRows(ModelSignature signature, Pool pool, IReadOnlyList<KeyPair> keys, string prefix, long begin)
        : this(signature, pool, keys, [.. signature.Inputs.Select(i => keys.Any(k => k.Input == i.Name) ? new KeyMint(i, prefix, begin) : null)])
    {
    }

    private RemoteRows(ModelSignature signature, Pool pool, IReadOnlyList<KeyPair> keys, KeyMint?[] mints)
    {
        Signature = signature;
        Pool = pool;
        Keys = keys;
        _mints = mints;
    }

    public ModelSignature Signature { get; }

    public Pool Pool { get; }

    public IReadOnlyList<KeyPair> Keys { get; }

    /// <summary>The number of rows.</summary>
    public int Count => Pool.Count;

    /// <summary>The only size of a batch; null if it may have any.</summary>
    public int? FixedSize => Pool.Layout.FixedSize;

    /// <summary>The most rows of one call whose keys are all different.</summary>
    public long MostDistinct => _mints.OfType<KeyMint>().Select(m => m.Distinct).DefaultIfEmpty(long.MaxValue).Min();

    /// <summary>The input whose values an output gives back; null if that is no key.</summary>
    public int? KeyInput(int output) =>
        Keys.FirstOrDefault(k => k.Output == Signature.Outputs[output].Name) is { } key ? Index(key.Input) : null;

    /// <summary>What made the keys of an input; null if it is none.</summary>
    public KeyMint? Mint(int input) => _mints[input];

    /// <summary>The inputs of a call, with keys of its own.</summary>
    public Tensor[] Make(ReadOnlySpan<int> rows)
    {
        Tensor[] inputs = Pool.Gather(rows);
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = _mints[i]?.Make(rows.Length) ?? inputs[i];
        return inputs;
    }

    /// <summary>Some of the rows, with keys from the same source.</summary>
    public RemoteRows Keep(IReadOnlyList<int> which) => new(Signature, Pool.Keep([.. which]), Keys, _mints);

    private int Index(string input) => Signature.Inputs.ToList().FindIndex(i => i.Name == input);
}
