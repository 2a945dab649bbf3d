using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Which hash chooses the bucket.</summary>
internal enum BucketHash
{
    /// <summary>FarmHash's fingerprint.</summary>
    Fast,

    /// <summary>SipHash with the node's key.</summary>
    Strong,

    /// <summary>TensorFlow's first hash.</summary>
    Legacy,
}

/// <summary>The bucket of each string by its hash.</summary>
internal sealed class HashBucketKernel : Kernel
{
    private readonly BucketHash _hash;
    private readonly ulong _buckets;
    private readonly ulong _key0;
    private readonly ulong _key1;

    public HashBucketKernel(KernelRequest request, BucketHash hash)
    {
        _hash = hash;
        long buckets = request.Attributes.Int("num_buckets");
        _buckets = buckets > 0 ? (ulong)buckets : throw request.Unsupported($"num_buckets must be positive, not {buckets}");
        if (hash != BucketHash.Strong)
            return;
        IReadOnlyList<long> key = request.Attributes.Ints("key");
        if (key.Count != 2)
            throw request.Unsupported("key must have 2 elements");
        (_key0, _key1) = ((ulong)key[0], (ulong)key[1]);
    }

    public override void Run(KernelContext context)
    {
        StringBuffer strings = context.Strings(0);
        Span<long> result = context.Allocate<long>(0, context.Input(0).Shape);
        for (int i = 0; i < result.Length; i++)
            result[i] = (long)(Hash(strings[i]) % _buckets);
    }

    private ulong Hash(ReadOnlySpan<byte> text) => _hash switch
    {
        BucketHash.Fast => Fingerprint64.Compute(text),
        BucketHash.Strong => SipHash.Compute(_key0, _key1, text),
        _ => LegacyHash64.Compute(text),
    };
}
