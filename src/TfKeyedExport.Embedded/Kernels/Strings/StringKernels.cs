using TfKeyedExport.Operations.Strings;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Operations on byte strings.</summary>
internal static class StringKernels
{
    private static readonly DataType[] AsStringTypes =
        [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool, DataType.String, DataType.Complex64, DataType.Complex128];

    public static void Register(KernelRegistry registry) => registry
        .Add(StringOperations.AsString, Exactness.BitExact, AsStringTypes, r => new AsStringKernel(r))
        .Add(StringOperations.DecodeBase64, Exactness.BitExact, TypeSets.Any, _ => new DecodeBase64Kernel())
        .Add(StringOperations.EncodeBase64, Exactness.BitExact, TypeSets.Any, r => new EncodeBase64Kernel(r))
        .Add(StringOperations.ReduceJoin, Exactness.BitExact, TypeSets.Any, r => new ReduceJoinKernel(r))
        .Add(StringOperations.RegexFullMatch, Exactness.BitExact, TypeSets.Any, r => new RegexFullMatchKernel(r, false), gaps: "no Unicode scripts in patterns")
        .Add(StringOperations.RegexReplace, Exactness.BitExact, TypeSets.Any, r => new RegexReplaceKernel(r, false), gaps: "no Unicode scripts in patterns")
        .Add(
            StringOperations.StaticRegexFullMatch, Exactness.BitExact, TypeSets.Any, r => new RegexFullMatchKernel(r, true),
            gaps: "no Unicode scripts in patterns")
        .Add(
            StringOperations.StaticRegexReplace, Exactness.BitExact, TypeSets.Any, r => new RegexReplaceKernel(r, true), gaps: "no Unicode scripts in patterns")
        .Add(StringOperations.StringJoin, Exactness.BitExact, TypeSets.Any, r => new JoinKernel(r))
        .Add(StringOperations.StringLength, Exactness.BitExact, TypeSets.Any, r => new LengthKernel(r))
        .Add(StringOperations.StringLower, Exactness.BitExact, TypeSets.Any, r => new CaseKernel(r, false))
        .Add(StringOperations.StringNGrams, Exactness.BitExact, TypeSets.Any, r => new NGramsKernel(r))
        .Add(StringOperations.StringSplit, Exactness.BitExact, TypeSets.Any, r => new SplitKernel(r))
        .Add(StringOperations.StringSplitV2, Exactness.BitExact, TypeSets.Any, r => new SplitKernel(r))
        .Add(StringOperations.StringStrip, Exactness.BitExact, TypeSets.Any, _ => new StripKernel())
        .Add(StringOperations.StringToHashBucket, Exactness.BitExact, TypeSets.Any, r => new HashBucketKernel(r, BucketHash.Legacy))
        .Add(StringOperations.StringToHashBucketFast, Exactness.BitExact, TypeSets.Any, r => new HashBucketKernel(r, BucketHash.Fast))
        .Add(StringOperations.StringToHashBucketStrong, Exactness.BitExact, TypeSets.Any, r => new HashBucketKernel(r, BucketHash.Strong))
        .Add(StringOperations.StringToNumber, Exactness.BitExact, TypeSets.Any, r => new StringToNumberKernel(r))
        .Add(StringOperations.StringUpper, Exactness.BitExact, TypeSets.Any, r => new CaseKernel(r, true))
        .Add(StringOperations.Substr, Exactness.BitExact, TypeSets.Indices, r => new SubstrKernel(r))
        .Add(StringOperations.UnicodeDecode, Exactness.BitExact, TypeSets.Indices, Decode, typeAttribute: "Tsplits", gaps: Encodings)
        .Add(StringOperations.UnicodeDecodeWithOffsets, Exactness.BitExact, TypeSets.Indices, Decode, typeAttribute: "Tsplits", gaps: Encodings)
        .Add(StringOperations.UnicodeEncode, Exactness.BitExact, TypeSets.Indices, r => new UnicodeEncodeKernel(r), typeAttribute: "Tsplits")
        .Add(StringOperations.UnicodeTranscode, Exactness.BitExact, TypeSets.Any, r => new UnicodeTranscodeKernel(r), gaps: Encodings)
        .Add(StringOperations.UnsortedSegmentJoin, Exactness.BitExact, TypeSets.Any, r => new SegmentJoinKernel(r));

    private const string Encodings = "reads UTF-8, UTF-16-BE, UTF-32-BE, ISO-8859-1 and US-ASCII only";

    private static Runtime.Kernel Decode(KernelRequest request) =>
        request.OutputType(0) == DataType.Int32 ? new UnicodeDecodeKernel<int>(request) : new UnicodeDecodeKernel<long>(request);
}
