using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Encodings of text, and tensors that are read out of strings.</summary>
internal static class TextRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("DecodeCSV", DecodeCsv()),
        new("DecodeJSONExample", DecodeJson()),
        new("DecodePaddedRaw", DecodeRaw("DecodePaddedRaw")),
        new("DecodeRaw", DecodeRaw("DecodeRaw")),
        new("UnicodeDecode", Decode("UnicodeDecode")),
        new("UnicodeDecodeWithOffsets", Decode("UnicodeDecodeWithOffsets")),
        new("UnicodeEncode", Encode()),
        new("UnicodeTranscode", Transcode()),
        new("UnsortedSegmentJoin", SegmentJoin()),
    ];

    private static Gen<byte[]> Text { get; } = Gen.Frequency(
        (4, Gen.OneOf("a", "B", " ", "\u0001", "\u00e9", "\u4e2d", "\U0001f600", "\u0301", "\ufeff").Array[0, 5]
            .Select(p => System.Text.Encoding.UTF8.GetBytes(string.Concat(p)))),
        (2, Gen.OneOf<byte>(0x61, 0x80, 0xC3, 0xE4, 0xB8, 0xF0, 0x9F, 0xFF, 0xED, 0xA0, 0xC0, 0x00, 0xD8, 0xDC).Array[0, 6]));

    private static Gen<string> Errors { get; } = Gen.OneOf("strict", "replace", "ignore");

    private static Gen<string> Inputs { get; } = Gen.Frequency((5, Gen.Const("UTF-8")), (1, Gen.OneOf("UTF-16-BE", "UTF-32-BE", "ISO-8859-1", "US-ASCII")));

    // With int32 splits and offsets TensorFlow ends the process.
    private static Gen<OpCase> Decode(string op) =>
        from texts in Text.Array[0, 4]
        from encoding in Inputs
        from splits in op == "UnicodeDecode" ? Cases.IndexType : Gen.Const(DataType.Int64)
        from common in Common
        select Cases.Of(op, [Strings(texts)], [("input_encoding", Attributes.Of(encoding)), ("Tsplits", Attributes.Of(splits)), .. common]);

    private static Gen<(string, AttrValue)[]> Common { get; } =
        from errors in Errors
        from replacement in Gen.OneOf(65533L, 63, 0x1F600)
        from controls in Gen.Bool
        select new (string, AttrValue)[]
        {
            ("errors", Attributes.Of(errors)), ("replacement_char", Attributes.Of(replacement)), ("replace_control_characters", Attributes.Of(controls)),
        };

    private static Gen<OpCase> Encode() =>
        from lengths in Gen.Long[0, 4].Array[0, 4]
        from splits in Cases.IndexType
        from values in Gen.OneOf(0x61L, 0xE9, 0x4E2D, 0x1F600, 0, 0x10FFFD, 0xFFFE, 0xD800, 0x110000, -1, 0x20).Array[(int)lengths.Sum()]
        from valid in Gen.Int[0, 2]
        from encoding in Gen.OneOf("UTF-8", "UTF-16-BE", "UTF-32-BE")
        from errors in valid == 0 ? Gen.OneOf("strict", "replace") : Errors
        from replacement in Gen.OneOf(65533L, 63)
        let given = values.Select(v => valid > 0 && v is < 0 or > 0x10FFFD or 0xD800 or 0xFFFE ? 0x62 : v).ToArray()
        select Cases.Of(
            "UnicodeEncode", [Cases.Vector(DataType.Int32, given), RaggedRecipes.Splits(splits, lengths)], ("errors", Attributes.Of(errors)),
            ("output_encoding", Attributes.Of(encoding)), ("replacement_char", Attributes.Of(replacement)));

    private static Gen<OpCase> Transcode() =>
        from texts in Text.Array[0, 4]
        from input in Inputs
        from output in Gen.OneOf("UTF-8", "UTF-16-BE", "UTF-32-BE")
        from common in Common
        select Cases.Of(
            "UnicodeTranscode", [Strings(texts)], [("input_encoding", Attributes.Of(input)), ("output_encoding", Attributes.Of(output)), .. common]);

    private static Gen<OpCase> SegmentJoin() =>
        from outer in Gen.Long[0, 4].Array[1, 2]
        from rest in Gen.Long[0, 3].Array[0, 1]
        from input in Values.Of(DataType.String, [.. outer, .. rest])
        from segments in Gen.Long[1, 4]
        from wrong in Gen.Int[0, 12]
        from index in Cases.IndexType
        from ids in Gen.Long[0, segments - (wrong == 0 ? 0 : 1)].Array[(int)new TensorShape(outer).ElementCount()]
        from separator in Gen.OneOf("", ", ")
        select Cases.Of(
            "UnsortedSegmentJoin", [input, Cases.Whole(index, outer, ids), Cases.Scalar(DataType.Int32, segments)], ("separator", Attributes.Of(separator)));

    private static Gen<OpCase> DecodeRaw(string op) =>
        from type in Gen.OneOf(DataType.Float, DataType.Uint8, DataType.Int16, DataType.Int64, DataType.Double, DataType.Int8)
        from length in Gen.OneOf(0, 8, 8, 16, 3)
        from texts in Gen.Byte.Array[length].Array[0, 3]
        from uneven in Gen.Int[0, 8]
        from little in Gen.Bool
        from padded in Gen.OneOf(8L, 16, 24, 3)
        let strings = Strings(uneven == 0 && texts.Length > 0 ? [.. texts, [1]] : texts)
        select op == "DecodeRaw"
            ? Cases.Of(op, [strings], ("out_type", Attributes.Of(type)), ("little_endian", Attributes.Of(little)))
            : Cases.Of(op, [strings, Cases.Scalar(DataType.Int32, padded)], ("out_type", Attributes.Of(type)), ("little_endian", Attributes.Of(little)));

    private static Gen<OpCase> DecodeCsv() =>
        from fields in Gen.OneOf("1", "-2.5", "", "abc", "\"a,b\"", "\"x\"\"y\"", "NA", "12345678901", " 3 ", "\"", "a\"b", "7\n").Array[2, 4].Array[0, 3]
        from types in Gen.OneOf(DataType.Float, DataType.String, DataType.Int32, DataType.Int64, DataType.Double).Array[2, 4]
        from tidy in Gen.Int[0, 3]
        from required in Gen.Int[0, 3]
        from quotes in Gen.Bool
        let used = tidy > 0 ? [.. types.Select(_ => DataType.String)] : types
        let records = fields.Select(f => string.Join(',', Enumerable.Range(0, used.Length).Select(i => f[i % f.Length])))
        let defaults = used.Select((t, i) => required == 0 && i == 0 ? Empty(t) : Default(t))
        select Cases.Lists(
            "DecodeCSV", [[Tensor.FromText([.. records])], [.. defaults]], ("OUT_TYPE", Attributes.Types(used)), ("na_value", Attributes.Of("NA")),
            ("use_quote_delim", Attributes.Of(quotes)));

    private static Gen<string> JsonValue { get; } = Gen.OneOf(
        "1", "-2.5", "1e3", "0.1", "12345678901", "\"7\"", "\"NaN\"", "\"-Infinity\"", "\"YWI=\"", "\"_-8\"", "\"\"", "null", "\"x y\"", "1e39", "true", "[]");

    private static Gen<string> JsonFeature { get; } =
        from list in Gen.OneOf("bytesList", "floatList", "int64List", "bytes_list", "float_list", "int64_list")
        from values in JsonValue.Array[0, 3]
        from none in Gen.Int[0, 9]
        select none == 0 ? "null" : none == 1 ? "{}" : $"{{\"{list}\": {{\"value\": [{string.Join(", ", values)}]}}}}";

    private static Gen<string> JsonExample { get; } =
        from features in JsonFeature.Array[0, 3]
        from names in Gen.OneOf("\"a\"", "\"b\"", "'c'", "d", "\"\\u00e9\"", "\"\"").Array[features.Length]
        select $"{{\"features\": {{\"feature\": {{{string.Join(",", names.Zip(features).Select(f => $"{f.First}:{f.Second}"))}}}}}}}";

    // Now and then a character is lost, which mostly is an error.
    private static Gen<OpCase> DecodeJson() =>
        from examples in JsonExample.Array[0, 2]
        from broken in Gen.Int[0, 9]
        from place in Gen.Int[0, 60]
        select Cases.Of("DecodeJSONExample", [Tensor.FromText([.. examples.Select(e => broken == 0 && place < e.Length ? e.Remove(place, 1) : e)])]);

    private static Tensor Default(DataType type) => type == DataType.String ? Tensor.FromText(["d"]) : Numbers.From(type, [1], [9]);

    private static Tensor Empty(DataType type) => type == DataType.String ? Tensor.FromText([]) : Numbers.From(type, [0], []);

    private static Tensor Strings(byte[][] texts) => Tensor.FromStrings(new TensorShape(texts.Length), StringValues.FromBytes(texts));
}
