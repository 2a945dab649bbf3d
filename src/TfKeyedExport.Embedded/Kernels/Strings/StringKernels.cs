using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Operations on byte strings.</summary>
internal static class StringKernels
{
    private static readonly DataType[] AsStringTypes =
        [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool, DataType.String, DataType.Complex64, DataType.Complex128];

    public static void Register(KernelRegistry registry) => registry
        .Add("AsString", Exactness.BitExact, AsStringTypes, r => new AsStringKernel(r))
        .Add("DecodeBase64", Exactness.BitExact, TypeSets.Any, _ => new DecodeBase64Kernel())
        .Add("EncodeBase64", Exactness.BitExact, TypeSets.Any, r => new EncodeBase64Kernel(r))
        .Add("ReduceJoin", Exactness.BitExact, TypeSets.Any, r => new ReduceJoinKernel(r))
        .Add("RegexFullMatch", Exactness.BitExact, TypeSets.Any, r => new RegexFullMatchKernel(r, false), gaps: "no Unicode scripts in patterns")
        .Add("RegexReplace", Exactness.BitExact, TypeSets.Any, r => new RegexReplaceKernel(r, false), gaps: "no Unicode scripts in patterns")
        .Add("StaticRegexFullMatch", Exactness.BitExact, TypeSets.Any, r => new RegexFullMatchKernel(r, true), gaps: "no Unicode scripts in patterns")
        .Add("StaticRegexReplace", Exactness.BitExact, TypeSets.Any, r => new RegexReplaceKernel(r, true), gaps: "no Unicode scripts in patterns")
        .Add("StringJoin", Exactness.BitExact, TypeSets.Any, r => new JoinKernel(r))
        .Add("StringLength", Exactness.BitExact, TypeSets.Any, r => new LengthKernel(r))
        .Add("StringLower", Exactness.BitExact, TypeSets.Any, r => new CaseKernel(r, false))
        .Add("StringNGrams", Exactness.BitExact, TypeSets.Any, r => new NGramsKernel(r))
        .Add("StringSplit", Exactness.BitExact, TypeSets.Any, r => new SplitKernel(r))
        .Add("StringSplitV2", Exactness.BitExact, TypeSets.Any, r => new SplitKernel(r))
        .Add("StringStrip", Exactness.BitExact, TypeSets.Any, _ => new StripKernel())
        .Add("StringToHashBucket", Exactness.BitExact, TypeSets.Any, r => new HashBucketKernel(r, BucketHash.Legacy))
        .Add("StringToHashBucketFast", Exactness.BitExact, TypeSets.Any, r => new HashBucketKernel(r, BucketHash.Fast))
        .Add("StringToHashBucketStrong", Exactness.BitExact, TypeSets.Any, r => new HashBucketKernel(r, BucketHash.Strong))
        .Add("StringToNumber", Exactness.BitExact, TypeSets.Any, r => new StringToNumberKernel(r))
        .Add("StringUpper", Exactness.BitExact, TypeSets.Any, r => new CaseKernel(r, true))
        .Add("Substr", Exactness.BitExact, TypeSets.Indices, r => new SubstrKernel(r))
        .Add("UnicodeDecode", Exactness.BitExact, TypeSets.Indices, Decode, typeAttribute: "Tsplits", gaps: Encodings)
        .Add("UnicodeDecodeWithOffsets", Exactness.BitExact, TypeSets.Indices, Decode, typeAttribute: "Tsplits", gaps: Encodings)
        .Add("UnicodeEncode", Exactness.BitExact, TypeSets.Indices, r => new UnicodeEncodeKernel(r), typeAttribute: "Tsplits")
        .Add("UnicodeTranscode", Exactness.BitExact, TypeSets.Any, r => new UnicodeTranscodeKernel(r), gaps: Encodings)
        .Add("UnsortedSegmentJoin", Exactness.BitExact, TypeSets.Any, r => new SegmentJoinKernel(r));

    private const string Encodings = "reads UTF-8, UTF-16-BE, UTF-32-BE, ISO-8859-1 and US-ASCII only";

    private static Runtime.Kernel Decode(KernelRequest request) =>
        request.OutputType(0) == DataType.Int32 ? new UnicodeDecodeKernel<int>(request) : new UnicodeDecodeKernel<long>(request);
}
