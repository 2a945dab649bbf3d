using Parquet;
using Parquet.Schema;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.RequestLog;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

/// <summary>What we write is read by others.</summary>
public class ParquetTests
{
    private static readonly RequestLogOptions Options = LogHarness.Plain with { Format = LogFormat.Parquet, Headers = new(["X-A"]) };

    private readonly LogHarness _log = new();

    [Fact]
    public async Task The_columns_are_the_fields_of_a_line()
    {
        await using ParquetReader reader = await Open(["k"]);
        Assert.Equal(
            [
                "format", "time", "model", "version", "signature", "key", "key_b64", "keys", "request_id", "attempt", "row", "rows", "batch_rows",
                "latency_us", "inputs", "outputs", "headers",
            ],
            reader.Schema.Fields.Select(f => f.Name));
    }

    [Fact]
    public async Task The_file_says_which_version_its_format_has()
    {
        await using ParquetReader reader = await Open(["k"]);
        Assert.Equal("1", reader.CustomMetadata["tfkeyed.request_log.format"]);
        Assert.Equal([1], await Numbers<int>(reader, "format"));
    }

    [Fact]
    public async Task Each_row_has_what_its_line_has()
    {
        await using ParquetReader reader = await Open(["a", "b"]);
        Assert.Equal(["a", "b"], await Texts(reader, "key"));
        Assert.Equal(["m", "m"], await Texts(reader, "model"));
        Assert.Equal(["request-1", "request-1"], await Texts(reader, "request_id"));
        Assert.Equal(["{\"weight\":0.5}", "{\"weight\":1.5}"], await Texts(reader, "outputs"));
        Assert.Equal(["{\"x-a\":\"7\"}", "{\"x-a\":\"7\"}"], await Texts(reader, "headers"));
        Assert.Equal([null, null], await Texts(reader, "inputs"));
        Assert.Equal([0, 1], await Numbers<int>(reader, "row"));
        Assert.Equal([8, 8], await Numbers<int>(reader, "batch_rows"));
        Assert.Equal([3L, 3L], await Numbers<long>(reader, "version"));
        Assert.Equal([1234.5, 1234.5], await Numbers<double>(reader, "latency_us"));
        DateTime time = Assert.Single((await Numbers<DateTime>(reader, "time")).Distinct());
        Assert.Equal(_log.Time.GetUtcNow().UtcDateTime, time);
    }

    [Fact]
    public async Task Keys_that_are_no_text_stand_beside_those_that_are()
    {
        await using ParquetReader reader = await Open(["a"u8.ToArray(), [0xFF, 0]]);
        Assert.Equal(["a", null], await Texts(reader, "key"));
        Assert.Equal([null, "/wA="], await Texts(reader, "key_b64"));
    }

    // What is missing is told by bits, eight to a byte, and how many there are by seven bits to a byte.
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(504)]
    [InlineData(505)]
    [InlineData(3000)]
    public async Task Any_number_of_rows_can_be_read_whichever_are_missing(int rows)
    {
        byte[][] keys = [.. Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? new byte[] { 0xFF, (byte)i } : System.Text.Encoding.UTF8.GetBytes($"key-{i}"))];
        await using ParquetReader reader = await Open(keys);
        Assert.Equal(Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? null : $"key-{i}"), await Texts(reader, "key"));
        Assert.Equal(Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? Convert.ToBase64String([0xFF, (byte)i]) : null), await Texts(reader, "key_b64"));
    }

    private Task<ParquetReader> Open(params string[] keys) => Open([.. keys.Select(System.Text.Encoding.UTF8.GetBytes)]);

    private async Task<ParquetReader> Open(byte[][] keys)
    {
        using (LogWriter writer = _log.Writer(Options))
            writer.Write(_log.Call(keys, Options, ["7"]));
        return await ParquetReader.CreateAsync(
            new MemoryStream(_log.Folder.Bytes(0)), null, leaveStreamOpen: false, TestContext.Current.CancellationToken);
    }

    private static async Task<string?[]> Texts(ParquetReader reader, string name)
    {
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        var values = new string?[group.RowCount];
        await group.ReadAsync(Field(reader, name), values.AsMemory()!, null, TestContext.Current.CancellationToken);
        return values;
    }

    private static async Task<IEnumerable<T>> Numbers<T>(ParquetReader reader, string name)
        where T : struct
    {
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        var values = new T[group.RowCount];
        await group.ReadAsync(Field(reader, name), values.AsMemory(), null, TestContext.Current.CancellationToken);
        return values;
    }

    private static DataField Field(ParquetReader reader, string name) => reader.Schema.DataFields.Single(f => f.Name == name);
}
