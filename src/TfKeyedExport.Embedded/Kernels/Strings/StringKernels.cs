namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Operations on byte strings.</summary>
internal static class StringKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("StringToHashBucket", Exactness.BitExact, TypeSets.Any, r => new HashBucketKernel(r, BucketHash.Legacy))
        .Add("StringToHashBucketFast", Exactness.BitExact, TypeSets.Any, r => new HashBucketKernel(r, BucketHash.Fast))
        .Add("StringToHashBucketStrong", Exactness.BitExact, TypeSets.Any, r => new HashBucketKernel(r, BucketHash.Strong));
}
