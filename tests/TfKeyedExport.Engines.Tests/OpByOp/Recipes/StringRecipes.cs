using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Strings.</summary>
internal static class StringRecipes
{
    private static readonly string[] Patterns =
        ["a+", "[a-c]*", "(a|b)c?", "^x", ".", "\\s+", "\\d{1,2}", "", "(?i)B", "[^a]", "\\bpad", "\u00e9", "(a)(b)?", "a(", "\\p{L}+", "$"];

    public static IEnumerable<Recipe> All() =>
    [
        new("AsString", AsString()),
        new("DecodeBase64", DecodeBase64()),
        new("EncodeBase64", OfText("EncodeBase64", ("pad", Flags))),
        new("ReduceJoin", ReduceJoin()),
        new("RegexFullMatch", Regex("RegexFullMatch")),
        new("RegexReplace", Regex("RegexReplace")),
        new("StaticRegexFullMatch", Regex("StaticRegexFullMatch")),
        new("StaticRegexReplace", Regex("StaticRegexReplace")),
        new("StringJoin", Join()),
        new("StringLength", OfText("StringLength", ("unit", Gen.OneOf("BYTE", "UTF8_CHAR").Select(Attributes.Of)))),
        new("StringLower", OfText("StringLower", ("encoding", Encodings))),
        new("StringNGrams", NGrams()),
        new("StringSplit", Split()),
        new("StringSplitV2", SplitV2()),
        new("StringStrip", OfText("StringStrip", ("", Gen.Const(new AttrValue())))),
        new("StringToHashBucket", OfText("StringToHashBucket", ("num_buckets", Buckets))),
        new("StringToHashBucketFast", OfText("StringToHashBucketFast", ("num_buckets", Buckets))),
        new("StringToHashBucketStrong", StrongHash()),
        new("StringToNumber", ToNumber()),
        new("StringUpper", OfText("StringUpper", ("encoding", Encodings))),
        new("Substr", Substr()),
    ];

    private static Gen<AttrValue> Flags { get; } = Gen.Bool.Select(Attributes.Of);

    private static Gen<AttrValue> Encodings { get; } = Gen.OneOf("", "utf-8").Select(Attributes.Of);

    private static Gen<AttrValue> Buckets { get; } = Gen.OneOf(1L, 2, 1000, long.MaxValue).Select(n => Attributes.Of(n));

    /// <summary>Strings of letters, blanks and separators, some of them not UTF-8.</summary>
    private static Gen<Tensor> Texts(long[] shape)
    {
        Gen<byte[]> one = Gen.Frequency(
            (4, Gen.Char["aAbBxX ,;\t12\u00e9\u00c9\u00df\u0130"].Array[0, 8].Select(c => System.Text.Encoding.UTF8.GetBytes(c))),
            (1, Gen.Byte.Array[0, 5]));
        return one.Array[(int)new TensorShape(shape).ElementCount()].Select(v => Tensor.FromStrings(new TensorShape(shape), StringValues.FromBytes(v)));
    }

    private static Gen<OpCase> OfText(string op, (string Name, Gen<AttrValue> Value) attribute) =>
        from shape in Shapes.Any
        from input in Texts(shape)
        from value in attribute.Value
        select attribute.Name.Length > 0 ? Cases.Of(op, [input], (attribute.Name, value)) : Cases.Of(op, [input]);

    private static Gen<OpCase> AsString() =>
        from type in Attributes.Types("AsString")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from precision in Gen.Long[-1, 6]
        from style in Gen.Int[0, 3]
        from width in Gen.Long[-1, 12]
        from fill in Gen.OneOf("", " ", "0", "-", "+")
        let floating = type.IsFloating() || type is DataType.Complex64 or DataType.Complex128
        select Cases.Of(
            "AsString", [input], ("precision", Attributes.Of(floating ? precision : -1)), ("scientific", Attributes.Of(style == 1 && floating)),
            ("shortest", Attributes.Of(style == 2 && floating)), ("width", Attributes.Of(width)), ("fill", Attributes.Of(fill)));

    private static Gen<OpCase> DecodeBase64() =>
        from texts in Gen.Frequency(
            (4, Gen.Byte.Array[0, 9].Select(b => Convert.ToBase64String(b).Replace('+', '-').Replace('/', '_'))),
            (1, Gen.Char["ab-_=+ "].Array[0, 6].Select(c => new string(c)))).Array[0, 4]
        from padded in Gen.Bool
        select Cases.Of("DecodeBase64", [Tensor.FromText([.. texts.Select(t => padded ? t : t.TrimEnd('='))])]);

    private static Gen<OpCase> ReduceJoin() =>
        from shape in Shapes.Any
        from input in Texts(shape)
        from axes in Gen.Long[-shape.Length - 1, shape.Length].Array[0, 2]
        from keep in Gen.Bool
        from separator in Gen.OneOf("", ", ")
        select Cases.Of(
            "ReduceJoin", [input, Cases.Vector(DataType.Int32, axes)], ("keep_dims", Attributes.Of(keep)), ("separator", Attributes.Of(separator)));

    private static Gen<OpCase> Regex(string op) =>
        from shape in Shapes.Any
        from input in Texts(shape)
        from pattern in Gen.OneOf(Patterns)
        from rewrite in Gen.OneOf("", "-", "<\\0>", "\\1", "\\\\", "\\9", "a\\x")
        from all in Gen.Bool
        select op switch
        {
            "RegexFullMatch" => Cases.Of(op, [input, Cases.Text(pattern)]),
            "RegexReplace" => Cases.Of(op, [input, Cases.Text(pattern), Cases.Text(rewrite)], ("replace_global", Attributes.Of(all))),
            "StaticRegexFullMatch" => Cases.Of(op, [input], ("pattern", Attributes.Of(pattern))),
            _ => Cases.Of(op, [input], ("pattern", Attributes.Of(pattern)), ("rewrite", Attributes.Of(rewrite)), ("replace_global", Attributes.Of(all))),
        };

    private static Gen<OpCase> Join() =>
        from shape in Shapes.Any
        from count in Gen.Int[1, 4]
        from inputs in Texts(shape).Array[count]
        from scalar in Gen.Int[0, 6]
        from single in Texts([])
        from separator in Gen.OneOf("", "-", ", ")
        select Cases.Lists("StringJoin", [[.. inputs.Select((t, i) => i == scalar ? single : t)]], ("separator", Attributes.Of(separator)));

    private static Gen<OpCase> NGrams() =>
        from lengths in Gen.Long[0, 4].Array[0, 4]
        from splits in Cases.IndexType
        from data in Texts([lengths.Sum()])
        from widths in Gen.Long[1, 4].Array[1, 2]
        from pad in Gen.Long[-1, 2]
        from separator in Gen.OneOf("", "|")
        from shorts in Gen.Bool
        select Cases.Of(
            "StringNGrams", [data, RaggedRecipes.Splits(splits, lengths)], ("separator", Attributes.Of(separator)), ("ngram_widths", Attributes.Of(widths)),
            ("left_pad", Attributes.Of("<")), ("right_pad", Attributes.Of(">")), ("pad_width", Attributes.Of(pad)),
            ("preserve_short_sequences", Attributes.Of(shorts)));

    private static Gen<OpCase> Split() =>
        from shape in Shapes.Size.Array[1]
        from input in Texts(shape)
        from delimiter in Gen.OneOf("", " ", ",;", "a")
        from skip in Gen.Bool
        select Cases.Of("StringSplit", [input, Cases.Text(delimiter)], ("skip_empty", Attributes.Of(skip)));

    private static Gen<OpCase> SplitV2() =>
        from shape in Shapes.Size.Array[1]
        from input in Texts(shape)
        from delimiter in Gen.OneOf("", " ", ",", "ab")
        from most in Gen.Long[-1, 3]
        select Cases.Of("StringSplitV2", [input, Cases.Text(delimiter)], ("maxsplit", Attributes.Of(most)));

    private static Gen<OpCase> StrongHash() =>
        from shape in Shapes.Any
        from input in Texts(shape)
        from buckets in Buckets
        from key in Gen.Long[0, long.MaxValue].Array[2]
        select Cases.Of("StringToHashBucketStrong", [input], ("num_buckets", buckets), ("key", Attributes.Of(key)));

    private static Gen<OpCase> ToNumber() =>
        from type in Gen.OneOf(DataType.Float, DataType.Double, DataType.Int32, DataType.Int64)
        from texts in Gen.Frequency(
            (6, Gen.Int[-1000, 1000].Select(n => $"{n}")),
            (3, Gen.Double[-1e3, 1e3].Select(d => d.ToString("R", System.Globalization.CultureInfo.InvariantCulture))),
            (1, Gen.OneOf(" 7 ", "1e3", "inf", "NaN", "-0", "+5", ".5", "2147483648", "", "x", "0x10", "1e400", "1 2"))).Array[0, 3]
        select Cases.Of("StringToNumber", [Tensor.FromText(texts)], ("out_type", Attributes.Of(type)));

    private static Gen<OpCase> Substr() =>
        from type in Cases.IndexType
        from shapes in Gen.Frequency(
            (4, Shapes.Any.Select(s => new[] { s, [], [] })), (1, Shapes.Broadcasting(3).Select(s => new[] { s[0], s[1], s[1] })),
            (3, Shapes.Any.Select(s => new[] { s, s, s })))
        from input in Texts(shapes[0])
        from positions in Gen.Long[-4, 4].Array[(int)new TensorShape(shapes[1]).ElementCount()]
        from lengths in Gen.Long[0, 5].Array[positions.Length]
        from far in Gen.Int[0, 3]
        from unit in Gen.OneOf("BYTE", "UTF8_CHAR")
        select Cases.Of(
            "Substr", [input, Cases.Whole(type, shapes[1], [.. positions.Select(p => far == 0 ? p : 0)]), Cases.Whole(type, shapes[2], lengths)],
            ("unit", Attributes.Of(unit)));
}
