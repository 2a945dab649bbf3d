using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Experiments;

public class KeyTests
{
    public static TheoryData<DataType> KeyTypes =>
    [
        DataType.String, DataType.Bool, DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64, DataType.Uint8, DataType.Uint16, DataType.Uint32,
        DataType.Uint64, DataType.Float, DataType.Double, DataType.Half, DataType.Bfloat16, DataType.Complex64, DataType.Complex128,
    ];

    private static FakeModel Keyed(DataType type, Func<Tensor, Tensor> key, params long[] shape) => Models.Of(
        [Models.Argument("key", type, shape is [] ? [-1] : shape), Models.Argument("x", DataType.Float, -1)],
        [Models.Argument("key", type, shape is [] ? [-1] : shape), Models.Argument("y", DataType.Float, -1)],
        i => [key(i[0]), i[1]]);

    private static Tensor EachText(Tensor keys, Func<byte[], byte[]> change) => Tensor.FromStrings(
        keys.Shape, StringValues.FromBytes([.. Enumerable.Range(0, keys.Count).Select(i => change(keys.Strings[i].ToArray()))]));

    private static Tensor EachElement<T>(Tensor keys, Func<T, T> change)
        where T : unmanaged => Tensor.From<T>(keys.Shape, Array.ConvertAll(keys.Values<T>().ToArray(), v => change(v)));

    [Theory]
    [MemberData(nameof(KeyTypes))]
    public void Keys_of_every_type_that_pass_through_are_safe(DataType type) => Check.Run(Keyed(type, k => k)).IsSafe();

    [Theory]
    [MemberData(nameof(KeyTypes))]
    public void Keys_of_every_type_that_come_back_reversed_are_found(DataType type)
    {
        CheckReport report = Check.Run(Keyed(type, k => k.Gather(Enumerable.Range(0, (int)k.Shape[0]).Reverse().ToArray())));
        report.IsUnsafe("key", Reason.Order);
        Assert.Equal(PropertyStatus.Failed, report.Property(PropertyNames.KeysComeBack).Status);
    }

    [Fact]
    public void Keys_with_more_dimensions_are_safe() => Check.Run(Keyed(DataType.Int64, k => k, -1, -1, 3)).IsSafe();

    [Fact]
    public void Keys_in_lower_case_are_changed() =>
        Check.Run(Keyed(DataType.String, k => EachText(k, t => Array.ConvertAll(t, b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b))))
            .IsUnsafe("key", null);

    [Fact]
    public void Keys_that_end_at_a_NUL_are_changed() =>
        Check.Run(Keyed(DataType.String, k => EachText(k, t => t.AsSpan().IndexOf((byte)0) is >= 0 and var end ? t[..end] : t))).IsUnsafe("key", null);

    [Fact]
    public void Keys_that_pass_as_UTF_8_are_changed() =>
        Check.Run(Keyed(DataType.String, k => EachText(k, t => System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(t)))))
            .IsUnsafe("key", null);

    [Fact]
    public void Long_keys_that_are_cut_are_changed() =>
        Check.Run(Keyed(DataType.String, k => EachText(k, t => t.Length > 65535 ? t[..65535] : t))).IsUnsafe("key", null);

    [Fact]
    public void Integers_that_pass_as_doubles_are_changed() =>
        Check.Run(Keyed(DataType.Int64, k => EachElement<long>(k, v => (long)(double)v))).IsUnsafe("key", null);

    [Fact]
    public void Bits_of_a_NaN_that_are_lost_are_changed() =>
        Check.Run(Keyed(DataType.Float, k => EachElement<float>(k, v => float.IsNaN(v) ? float.NaN : v))).IsUnsafe("key", null);

    [Fact]
    public void A_negative_zero_that_loses_its_sign_is_changed() =>
        Check.Run(Keyed(DataType.Double, k => EachElement<double>(k, v => v + 0.0))).IsUnsafe("key", null);

    [Fact]
    public void Two_keys_that_are_exchanged_are_found()
    {
        CheckReport report = Check.Run(Models.Of(
            [Models.Argument("a", DataType.String, -1), Models.Argument("b", DataType.String, -1), Models.Argument("x", DataType.Float, -1)],
            [Models.Argument("a", DataType.String, -1), Models.Argument("b", DataType.String, -1), Models.Argument("y", DataType.Float, -1)],
            i => [i[1], i[0], i[2]]));
        Assert.Equal([("a", Verdict.Unsafe), ("b", Verdict.Unsafe), ("y", Verdict.Safe)], report.Outputs.Select(o => (o.Name, o.Verdict)));
    }

    [Fact]
    public void A_model_without_keys_is_refused_with_the_command_to_type()
    {
        var e = Assert.Throws<TfKeyedException>(() => Check.Run(Models.Unkeyed(x => x)));
        Assert.Equal(ErrorKind.Refused, e.Kind);
        Assert.Contains("tfkeyed export keyed keyed_keyed --signature serving_default", e.Message, StringComparison.Ordinal);
    }
}
